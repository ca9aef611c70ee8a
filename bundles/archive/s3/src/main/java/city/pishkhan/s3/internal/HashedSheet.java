package city.pishkhan.s3.internal;

import city.pishkhan.spi.FirstBytes;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * A sheet's content, buffered to compute its SHA-256 before the upload, because the object's key contains the hash. Content below 1 MiB is
 * kept in memory, larger content in a temporary file. Closing deletes the file.
 */
final class HashedSheet implements Closeable {
    private static final int IN_MEMORY = 1 << 20;

    private final byte @Nullable [] memory;
    private final @Nullable Path file;
    private final long size;
    private final byte[] sha256;

    private HashedSheet(byte @Nullable [] memory, @Nullable Path file, long size, byte[] sha256) {
        this.memory = memory;
        this.file = file;
        this.size = size;
        this.sha256 = sha256;
    }

    static HashedSheet read(InputStream content) throws IOException {
        DigestInputStream in = new DigestInputStream(content, sha256());
        byte[] head = in.readNBytes(IN_MEMORY);
        if (head.length < IN_MEMORY) {
            return new HashedSheet(
                    head, null, head.length, in.getMessageDigest().digest());
        }
        Path file = Files.createTempFile("sheet", "");
        boolean kept = false;
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(head);
            long size = head.length + in.transferTo(out);
            kept = true;
            return new HashedSheet(null, file, size, in.getMessageDigest().digest());
        } finally {
            if (!kept) {
                Files.delete(file);
            }
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    long size() {
        return size;
    }

    byte[] sha256Bytes() {
        return sha256.clone();
    }

    /** Returns the SHA-256 of a part of the content. */
    byte[] sha256Bytes(long from, long length) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(open(from, length), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return digest.digest();
    }

    /** Opens a part of the content. */
    InputStream open(long from, long length) throws IOException {
        if (memory != null) {
            return new ByteArrayInputStream(memory, (int) from, (int) length);
        }
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ).position(from);
        return new FirstBytes(Channels.newInputStream(channel), length);
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            Files.delete(file);
        }
    }
}
