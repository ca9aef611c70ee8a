package city.pishkhan.doors.call;

import city.pishkhan.api.cases.CaseReference;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.UUID;

/**
 * What a door answers.
 *
 * @param status   HTTP status
 * @param version  becomes the ETag; {@code null} for none
 * @param location path of what was made; {@code null} for none
 * @param body     a contract's record, a {@link Page}, a {@link File}, a {@link Sheet}, {@link Written} JSON, a {@link Cached} one or
 *                 {@link Headed} one of those, or {@code null}
 * @param replayed whether it is the result of an earlier call with the same key
 * @param about    the case (or person) whose personal values the body may tell, so that it is kept with that key; {@code null} if it tells none
 */
public record DoorReply(int status, Long version, String location, Object body, boolean replayed, UUID about) {

    /** A page for people, UTF-8. */
    public record Page(String html) {}

    /** Bytes to be sent as they are. @param size bytes, or -1 if unknown */
    public record File(String name, String mediaType, long size, InputStream content) {}

    /**
     * A sheet of the archive. Who has it already is told so, and who wants some of its bytes gets these.
     *
     * @param size   bytes
     * @param sha256 of all of them, lower-case hex
     */
    public record Sheet(String name, String mediaType, long size, String sha256, Content content) {

        /** All of it. */
        public File file() {
            return new File(name, mediaType, size, content.open(0));
        }
    }

    /** The bytes of a sheet. */
    @FunctionalInterface
    public interface Content {

        /** @param from bytes that are left out */
        InputStream open(long from);
    }

    /**
     * A body that a browser may keep, with an ETag of its content; a caller who has it already is told so.
     *
     * @param body    as a reply's, but no other Cached
     * @param seconds for which it may be shown without asking again
     */
    public record Cached(Object body, int seconds) {}

    /**
     * A body, or none, with headers of its own: not of what is kept for repetitions, which knows the body alone.
     *
     * @param body as a reply's, but no other Headed, or {@code null}
     */
    public record Headed(Map<String, String> headers, Object body) {}

    /** A body that is JSON already. */
    public record Written(String json) {}

    public static DoorReply ok(Object body) {
        return new DoorReply(200, null, null, body, false, null);
    }

    /** To whoever {@link DoorCall#has} this version of a case, and may wait for the next. */
    public static DoorReply unchanged(CaseReference known) {
        return new DoorReply(304, known.version(), null, null, false, known.id());
    }

    public static DoorReply created(String location, Object body) {
        return new DoorReply(201, null, location, body, false, null);
    }

    public static DoorReply done() {
        return new DoorReply(204, null, null, null, false, null);
    }

    public static DoorReply page(int status, String html) {
        return new DoorReply(status, null, null, new Page(html), false, null);
    }

    /** An answer for everybody, which may be kept for a while. */
    public DoorReply cached(int seconds) {
        return new DoorReply(status, version, location, new Cached(body, seconds), replayed, about);
    }

    /** A file of a contract, such as its OpenAPI document. */
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

    /** Without the body of what has a version: whoever made it knows by that how to go on. */
    public DoorReply minimal() {
        return version == null
                ? this
                : new DoorReply(status == 200 ? 204 : status, version, location, null, replayed, null);
    }

    /** Says of which case or person the body tells, see {@link #about()}. */
    public DoorReply about(UUID owner) {
        return new DoorReply(status, version, location, body, replayed, owner);
    }
}
