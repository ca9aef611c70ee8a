package city.pishkhan.archive.internal.sources;

import city.pishkhan.archive.internal.examination.SheetLimits;
import city.pishkhan.spi.ArchiveSource.Sheet;
import city.pishkhan.spi.CheckedSheet;
import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.SheetDamaged;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A sheet of a source in a temporary file. Its size is limited, and its content matches the announced hash and size. Closing deletes the
 * file.
 */
final class FetchedSheet implements Closeable {
    private final Path file;
    private final long size;

    private FetchedSheet(Path file, long size) {
        this.file = file;
        this.size = size;
    }

    /** Thrown if a sheet's content does not match the hash and size that its source announced. */
    static final class SheetMismatch extends Exception {
        private static final long serialVersionUID = 1L;

        SheetMismatch(String what) {
            super(what);
        }
    }

    /**
     * @throws SheetMismatch if the content does not match the announced hash or size, or is too large
     * @throws PartnerUnavailable if the transfer failed
     */
    static FetchedSheet read(InputStream content, Sheet sheet, SheetLimits limits) throws SheetMismatch, IOException {
        Path file = Files.createTempFile("sheet", "");
        boolean kept = false;
        try (OutputStream out = Files.newOutputStream(file)) {
            long size = copy(new CheckedSheet(content, sheet.sha256()), out, sheet, limits.bytes());
            if (sheet.size() >= 0 && size != sheet.size()) {
                throw new SheetMismatch("size");
            }
            kept = true;
            return new FetchedSheet(file, size);
        } finally {
            if (!kept) {
                Files.delete(file);
            }
        }
    }

    private static long copy(InputStream in, OutputStream out, Sheet sheet, long limit)
            throws SheetMismatch, IOException {
        byte[] buffer = new byte[16 << 10];
        long size = 0;
        for (int n = readNext(in, buffer); n >= 0; n = readNext(in, buffer)) {
            size += n;
            if (size > limit || sheet.size() >= 0 && size > sheet.size()) {
                throw new SheetMismatch("size");
            }
            out.write(buffer, 0, n);
        }
        return size;
    }

    private static int readNext(InputStream in, byte[] buffer) throws SheetMismatch {
        try {
            return in.read(buffer, 0, buffer.length);
        } catch (SheetDamaged e) {
            throw new SheetMismatch("sha256");
        } catch (IOException e) {
            throw new PartnerUnavailable(String.valueOf(e.getMessage()), e);
        }
    }

    long size() {
        return size;
    }

    ByteBuffer bytes() throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, size);
        }
    }

    InputStream open() {
        try {
            return Files.newInputStream(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        Files.delete(file);
    }
}
