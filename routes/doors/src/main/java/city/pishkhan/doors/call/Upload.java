package city.pishkhan.doors.call;

import city.pishkhan.api.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A body of bytes, laid aside on disk so that its digest is known before anything is done with it. */
public final class Upload implements AutoCloseable {
    private final Path file;
    private final String sha256;

    private Upload(Path file, String sha256) {
        this.file = file;
        this.sha256 = sha256;
    }

    /** The gate has bounded it. @throws Refusal MALFORMED if it broke off */
    public static Upload of(InputStream content) {
        Path file = null;
        try {
            file = Files.createTempFile("pishkhan-upload", null);
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            copy(content, file, digest);
            return new Upload(file, HexFormat.of().formatHex(digest.digest()));
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

    private static void copy(InputStream content, Path file, MessageDigest digest) throws IOException {
        byte[] buffer = new byte[64 << 10];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
                digest.update(buffer, 0, n);
                out.write(buffer, 0, n);
            }
        }
    }

    public InputStream open() {
        try {
            return Files.newInputStream(file);
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

    private static void delete(Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
