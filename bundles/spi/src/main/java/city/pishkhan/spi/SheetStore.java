package city.pishkhan.spi;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * Where the archive's bytes lie, addressed by their SHA-256. What is put stays as it is for as long as anybody names it; who may see it is not the store's
 * business. Used by many threads, and by several hubs on the same store, at once. Published as a service with the property {@code store}, by which
 * {@code etc/city.pishkhan.archive.cfg} chooses it.
 *
 * <p>Each operation may throw {@link PartnerUnavailable}: the store cannot be reached, is too slow, or does not confirm what it was given. Then
 * nothing is there that was not before, or what is there is whole, and the same may be done again.
 */
public interface SheetStore {

    /**
     * What was put.
     *
     * @param sha256 lower-case hex
     * @param size   bytes
     */
    record Stored(String sha256, long size) {}

    /**
     * Stores all bytes of the stream; returns once they would survive a crash. Takes as long for bytes that are there already as for new
     * ones, so that nobody learns from it what others have stored.
     */
    Stored put(InputStream content) throws IOException;

    /**
     * Opens what was put. A stream whose bytes are not what they were ends with an exception.
     *
     * @throws java.nio.file.NoSuchFileException if nothing of that address was put
     */
    InputStream open(String sha256) throws IOException;

    /**
     * Opens what was put at one of its bytes; nothing holds these bytes against the address.
     *
     * @param from bytes that are left out; as many as there are, or more, leave none
     * @throws java.nio.file.NoSuchFileException if nothing of that address was put
     */
    default InputStream open(String sha256, long from) throws IOException {
        InputStream in = open(sha256);
        try {
            in.skipNBytes(from);
        } catch (EOFException e) {
            // nothing is left
        } catch (IOException e) {
            in.close();
            throw e;
        }
        return in;
    }

    /** Addresses of all that was put, in no order; the caller closes the stream. */
    Stream<String> all() throws IOException;

    /** Whether something of that address was put and is there. */
    default boolean holds(String sha256) throws IOException {
        try (InputStream in = open(sha256)) {
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /**
     * Addresses of what was put, for the last time, before then; the caller closes the stream. A store that cannot tell names none, and
     * nothing of it is ever removed.
     */
    default Stream<String> putBefore(Instant then) throws IOException {
        return Stream.empty();
    }

    /**
     * Removes what no index names, unless it was put again since then. Whoever calls has made sure that nobody begins to name it meanwhile.
     *
     * @return whether it was removed
     */
    default boolean remove(String sha256, Instant putBefore) throws IOException {
        return false;
    }
}
