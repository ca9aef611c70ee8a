package city.pishkhan.platform.secrets;

import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;

/** Resolves references to secrets in configuration files, and generates secrets. */
public final class Secrets {

    private static final Messages MESSAGES = Messages.of(Secrets.class);
    private static final int RANDOM_BYTES = 24;
    private static final int ROUNDS = 200_000;
    private static final int DIGEST_BITS = 256;

    private Secrets() {}

    /**
     * Resolves a configuration value.
     *
     * @param reference {@code env:NAME} for an environment variable, {@code file:/path} for the first line of a file;
     *     any other text is the secret itself
     * @throws IllegalArgumentException if the variable or file is missing or empty; the message names the variable or
     *     file, but contains no secret
     */
    public static String resolve(String reference) {
        return resolve(reference, System.getenv());
    }

    static String resolve(String reference, Map<String, String> environment) {
        if (reference.startsWith("env:")) {
            String name = reference.substring("env:".length());
            return requirePresent(environment.get(name), MESSAGES.text("secrets.variable-missing", name));
        }
        if (reference.startsWith("file:")) {
            return readFile(Path.of(reference.substring("file:".length())));
        }
        return reference;
    }

    /**
     * Returns a random password, which is created once and stored in a file that only its owner can read.
     *
     * @throws UncheckedIOException if the file can be neither read nor written
     */
    public static String ensureGenerated(Path file) {
        try {
            if (!Files.exists(file)) {
                write(file, generate());
            }
        } catch (FileAlreadyExistsException e) {
            // another process created the file first
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return readFile(file);
    }

    /**
     * Computes a digest by which two holders of the same secrets can compare them without revealing them: PBKDF2 with
     * HMAC-SHA-256, 200,000 rounds, about a tenth of a second.
     *
     * @param salt any text that names the purpose of the digest, so that the same secrets have different digests for
     *     different purposes
     * @param secrets secrets in a fixed order
     * @return 64 hexadecimal digits
     */
    public static String digest(String salt, String... secrets) {
        StringBuilder all = new StringBuilder();
        for (String secret : secrets) {
            // the length before each secret makes the sequence unambiguous
            all.append(secret.length()).append(':').append(secret);
        }
        PBEKeySpec spec = new PBEKeySpec(
                all.toString().toCharArray(), salt.getBytes(StandardCharsets.UTF_8), ROUNDS, DIGEST_BITS);
        try {
            return HexFormat.of()
                    .formatHex(SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                            .generateSecret(spec)
                            .getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has PBKDF2", e);
        } finally {
            spec.clearPassword();
        }
    }

    private static void write(Path file, String secret) throws IOException {
        Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
        Path draft = Files.createTempFile(folder, ".secret", null, ownerOnly(folder));
        try {
            Files.writeString(draft, secret + "\n");
            Files.createLink(file, draft);
        } finally {
            Files.delete(draft);
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path folder) throws IOException {
        FileStore store = Files.getFileStore(folder);
        return store.supportsFileAttributeView("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /**
     * Returns {@code true} for the settings of the vault's key-encryption key. Backups must not contain this key, and each
     * node may have its own.
     *
     * @param file name of the configuration file
     */
    public static boolean isKeyEncryptionKey(String file, String setting) {
        return file.equals("city.pishkhan.vault.cfg") && (setting.equals("kek") || setting.startsWith("kek."));
    }

    /** Returns a new random secret of 192 bits, which is stored nowhere. */
    public static String generate() {
        byte[] bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String readFile(Path file) {
        return requirePresent(firstLine(file), MESSAGES.text("secrets.file-missing", file));
    }

    private static @Nullable String firstLine(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.findFirst().map(String::strip).orElse(null);
        } catch (IOException | UncheckedIOException e) {
            return null;
        }
    }

    private static String requirePresent(@Nullable String value, Text missing) {
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException(missing.toString());
        }
        return value;
    }
}
