package city.pishkhan.doors.call;

import city.pishkhan.api.cases.CaseReference;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reply of a door.
 * @param status   HTTP status
 * @param version  sent as ETag; {@code null} for none
 * @param location path of the created resource; {@code null} for none
 * @param body     record of the contract, a {@link Page}, {@link File}, {@link Sheet}, {@link Written} JSON, a {@link Cached} or
 *     {@link Headed} body, or {@code null}
 * @param replayed {@code true} if this is the stored result of an earlier call with the same key
 * @param about    id of the case or person whose personal data the body contains; the stored body is encrypted with the key of this case or
 *     person. {@code null} if it contains none
 */
public record DoorReply(
        int status,
        @Nullable Long version,
        @Nullable String location,
        @Nullable Object body,
        boolean replayed,
        @Nullable UUID about) {

    /** HTML page, sent as UTF-8. */
    public record Page(String html) {}

    /**
     * Bytes that are sent unchanged.
     *
     * @param size size in bytes, or -1 if unknown
     */
    public record File(@Nullable String name, String mediaType, long size, InputStream content) {}

    /**
     * Sheet of the archive. Supports conditional and range requests.
     * @param size   size in bytes
     * @param sha256 digest of the whole content, lower-case hex
     */
    public record Sheet(@Nullable String name, String mediaType, long size, String sha256, Content content) {

        /** Converts to a file with the whole content. */
        public File file() {
            return new File(name, mediaType, size, content.open(0));
        }
    }

    /** Content of a sheet. */
    @FunctionalInterface
    public interface Content {

        /** @param from number of bytes to skip */
        InputStream open(long from);
    }

    /**
     * Body that browsers may cache, with an ETag of its content.
     * @param body    any body of a reply except Cached
     * @param seconds time during which the body may be used without revalidation
     */
    public record Cached(@Nullable Object body, int seconds) {}

    /**
     * Body with additional headers. The headers are not stored for repetitions; only the body is.
     * @param body any body of a reply except Headed, or {@code null}
     */
    public record Headed(Map<String, String> headers, @Nullable Object body) {}

    /** Body that is already serialized as JSON. */
    public record Written(String json) {}

    public static DoorReply ok(Object body) {
        return new DoorReply(200, null, null, body, false, null);
    }

    /** Reply to a caller that already {@linkplain DoorCall#has has} this version of a case. The caller may wait for the next version. */
    public static DoorReply unchanged(CaseReference known) {
        return new DoorReply(304, known.version(), null, null, false, known.id());
    }

    public static DoorReply created(@Nullable String location, Object body) {
        return new DoorReply(201, null, location, body, false, null);
    }

    public static DoorReply done() {
        return new DoorReply(204, null, null, null, false, null);
    }

    public static DoorReply page(int status, String html) {
        return new DoorReply(status, null, null, new Page(html), false, null);
    }

    /** Returns a public reply that may be cached for the given number of seconds. */
    public DoorReply cached(int seconds) {
        return new DoorReply(status, version, location, new Cached(body, seconds), replayed, about);
    }

    /** Returns a resource of a contract, such as its OpenAPI document. */
    public static DoorReply resource(Class<?> contract, String name, String mediaType) {
        try (InputStream content = contract.getResourceAsStream(name)) {
            if (content == null) {
                throw new IllegalStateException(contract.getName() + " has no " + name);
            }
            byte[] bytes = content.readAllBytes();
            return ok(new File(null, mediaType, bytes.length, new ByteArrayInputStream(bytes)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public DoorReply version(long number) {
        return new DoorReply(status, number, location, body, replayed, about);
    }

    /** Returns the reply without body if it has a version, which is sufficient for the caller to continue. */
    public DoorReply minimal() {
        return version == null
                ? this
                : new DoorReply(status == 200 ? 204 : status, version, location, null, replayed, null);
    }

    /** Sets the case or person whose personal data the body contains, see {@link #about()}. */
    public DoorReply about(UUID owner) {
        return new DoorReply(status, version, location, body, replayed, owner);
    }
}
