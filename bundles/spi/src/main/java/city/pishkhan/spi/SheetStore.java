package city.pishkhan.spi;

import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Stream;

/**
 * Where the archive's bytes lie, addressed by their SHA-256. What is put stays as it is for ever; who may see it is not the store's
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
}
