package city.pishkhan.spi;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * Where the archive's bytes lie, addressed by their SHA-256. What is put stays as it is for as long as anybody names it; who may see it is not the store's
 * business. Used by many threads, and by several hubs on the same store, at once.
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
