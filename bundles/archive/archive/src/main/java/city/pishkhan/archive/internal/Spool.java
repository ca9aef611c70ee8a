package city.pishkhan.archive.internal;

import city.pishkhan.api.Refusal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
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
import org.jspecify.annotations.Nullable;

/**
 * The complete content of an upload, read up to a size limit before it is checked. Content up to 1 MiB is kept in memory, larger content
 * in a temporary file. Closing deletes the file.
 */
final class Spool implements Closeable {
    private static final int IN_MEMORY = 1 << 20;

    private final byte @Nullable [] memory;
    private final @Nullable Path file;
    private final long size;

    private Spool(byte @Nullable [] memory, @Nullable Path file, long size) {
        this.memory = memory;
        this.file = file;
        this.size = size;
    }

    /**
     * @param limit maximum size in bytes
     * @throws Refusal TOO_LARGE; INVALID if the content is empty; MALFORMED if the connection was interrupted
     */
    static Spool read(InputStream content, long limit) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        boolean more = copy(content, head, Math.min(IN_MEMORY, limit) + 1) > Math.min(IN_MEMORY, limit);
        if (!more) {
            if (head.size() == 0) {
                throw Refusal.invalid("sheet.empty", null);
            }
            return new Spool(head.toByteArray(), null, head.size());
        }
        if (head.size() > limit) {
            throw tooLarge(limit);
        }
        Path file = Files.createTempFile("sheet", "");
        boolean kept = false;
        try (OutputStream out = Files.newOutputStream(file)) {
            head.writeTo(out);
            long size = head.size() + copy(content, out, limit + 1 - head.size());
            if (size > limit) {
                throw tooLarge(limit);
            }
            kept = true;
            return new Spool(null, file, size);
        } finally {
            if (!kept) {
                Files.delete(file);
            }
        }
    }

    /** @param limit maximum number of bytes to copy */
    private static long copy(InputStream in, OutputStream out, long limit) throws IOException {
        byte[] buffer = new byte[16 << 10];
        long copied = 0;
        while (copied < limit) {
            int n = fill(in, buffer, (int) Math.min(buffer.length, limit - copied));
            if (n < 0) {
                return copied;
            }
            out.write(buffer, 0, n);
            copied += n;
        }
        return copied;
    }

    private static int fill(InputStream in, byte[] buffer, int limit) {
        try {
            return in.read(buffer, 0, limit);
        } catch (IOException e) {
            throw Refusal.of(Refusal.Kind.MALFORMED, "sheet.interrupted", null);
        }
    }

    private static Refusal tooLarge(long limit) {
        return Refusal.of(Refusal.Kind.TOO_LARGE, "sheet.too-large", null, limit);
    }

    /** Returns the whole content for its check. */
    ByteBuffer bytes() throws IOException {
        if (memory != null) {
            return ByteBuffer.wrap(memory).asReadOnlyBuffer();
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, size);
        }
    }

    InputStream open() throws IOException {
        return memory != null ? new ByteArrayInputStream(memory) : Files.newInputStream(file);
    }

    /** Opens the content like {@link #open}, with unchecked exceptions. */
    InputStream reopen() {
        try {
            return open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            Files.delete(file);
        }
    }
}
