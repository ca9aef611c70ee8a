package city.pishkhan.spi;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * Storage of the archive's bytes, addressed by their SHA-256. A stored sheet does not change while an index refers to it. The
 * store does not check access rights. It is used by many threads at once, and by several hubs if they share it. Published as a
 * service with the property {@code store}, by which {@code etc/city.pishkhan.archive.cfg} selects it.
 *
 * <p>Each operation may throw {@link PartnerUnavailable}: the store is unreachable, too slow, or does not confirm a write. In
 * that case the store holds either no new sheet or the complete one, and the operation can be repeated.
 */
public interface SheetStore {

    /**
     * A stored sheet.
     *
     * @param sha256 lower-case hex
     * @param size   size in bytes
     */
    record Stored(String sha256, long size) {}

    /**
     * Stores all bytes of the stream; returns once they would survive a crash. Bytes that are already stored take as long as new
     * ones, so that the duration reveals nothing about existing sheets.
     */
    Stored put(InputStream content) throws IOException;

    /**
     * Opens a stored sheet. If the bytes no longer match the address, the stream ends with an exception.
     *
     * @throws java.nio.file.NoSuchFileException if no sheet with that address is stored
     */
    InputStream open(String sha256) throws IOException;

    /**
     * Opens a stored sheet at an offset; these bytes are not verified against the address.
     *
     * @param from number of bytes to skip; the stream is empty if it reaches or exceeds the size
     * @throws java.nio.file.NoSuchFileException if no sheet with that address is stored
     */
    default InputStream open(String sha256, long from) throws IOException {
        InputStream in = open(sha256);
        try {
            in.skipNBytes(from);
        } catch (EOFException e) {
            // the offset is beyond the end of the sheet, so the stream is empty
        } catch (IOException e) {
            in.close();
            throw e;
        }
        return in;
    }

    /** Addresses of all stored sheets, unordered; the caller closes the stream. */
    Stream<String> all() throws IOException;

    /** Returns {@code true} if a sheet with that address is stored. */
    default boolean contains(String sha256) throws IOException {
        try (InputStream in = open(sha256)) {
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /**
     * Addresses of sheets that were last stored before a time; the caller closes the stream. A store that does not know these
     * times returns an empty stream, and its sheets are never removed.
     */
    default Stream<String> storedBefore(Instant time) throws IOException {
        return Stream.empty();
    }

    /**
     * Removes a sheet without references, unless it was stored again since {@code storedBefore}. The caller ensures
     * that no new reference is created during the call.
     *
     * @return {@code true} if the sheet was removed
     */
    default boolean remove(String sha256, Instant storedBefore) throws IOException {
        return false;
    }
}
