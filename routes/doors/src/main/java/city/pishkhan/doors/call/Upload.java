package city.pishkhan.doors.call;

import city.pishkhan.api.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Temporarily stored byte body, so that its digest is known before it is processed. Small bodies are kept in memory, others on disk. */
public final class Upload implements AutoCloseable {
    /** Maximum size in bytes for memory. It covers most sheets and needs some megabytes for all concurrent calls. */
    static final int SMALL = 64 << 10;

    private final byte @Nullable [] small;
    private final @Nullable Path file;
    private final String sha256;

    private Upload(byte @Nullable [] small, @Nullable Path file, String sha256) {
        this.small = small;
        this.file = file;
        this.sha256 = sha256;
    }

    /**
     * Stores a body; the gate has limited its size.
     *
     * @throws Refusal MALFORMED if the body is incomplete
     */
    public static Upload of(InputStream content) {
        return of(content, Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** @param folder folder for bodies that are not small */
    static Upload of(InputStream content, Path folder) {
        Path file = null;
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] first = content.readNBytes(SMALL);
            digest.update(first);
            if (first.length < SMALL) {
                return new Upload(first, null, HexFormat.of().formatHex(digest.digest()));
            }
            file = Files.createTempFile(folder, "pishkhan-upload", null);
            copy(first, content, file, digest);
            return new Upload(null, file, HexFormat.of().formatHex(digest.digest()));
        } catch (IOException e) {
            delete(file);
            Refusal broken = Refusal.of(Refusal.Kind.MALFORMED, "upload.broken", null);
            broken.initCause(e);
            throw broken;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        } catch (RuntimeException e) {
            delete(file);
            throw e;
        }
    }

    private static void copy(byte[] first, InputStream content, Path file, MessageDigest digest) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(first);
            // the buffer can be reused, because its bytes are written to the file
            byte[] buffer = first;
            for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
                digest.update(buffer, 0, n);
                out.write(buffer, 0, n);
            }
        }
    }

    public InputStream open() {
        try {
            return file == null ? new ByteArrayInputStream(small) : Files.newInputStream(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String sha256() {
        return sha256;
    }

    @Override
    public void close() {
        delete(file);
    }

    private static void delete(@Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
