package city.pishkhan.vault.internal;

import city.pishkhan.messages.Messages;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file with a master key that is wrapped with a key-encryption key by AES-256-GCM. All lines before the last are
 * authenticated, so that neither the key's name with its number nor its key-encryption key can be changed.
 *
 * @param name name of the master key with its number, e.g. {@code master-1}; also the file's name
 * @param fingerprint fingerprint of the master key
 * @param kek id of the key-encryption key
 * @param reference reference of the key-encryption key when the file was written, for messages
 * @param bytes wrapped key
 */
record WrappedKey(Path file, String name, String fingerprint, String kek, String reference, byte[] bytes) {
    static final String SUFFIX = ".wrapped";

    private static final Messages MESSAGES = Messages.of(WrappedKey.class);
    private static final Pattern FORM = Pattern.compile("pishkhan wrapped master key, format 1\n"
            + "key (?<name>[^\n]+)\nfingerprint (?<fingerprint>[0-9a-f]{16})\n"
            + "kek (?<kek>[^\n]+)\nfrom (?<reference>[^\n]+)\nwrapped (?<bytes>[A-Za-z0-9+/=]+)\n");
    /** Suffix of files that an interruption left behind. */
    static final String DRAFT = ".draft";

    private static final int LARGEST = 4096;

    private static String header(String name, String fingerprint, String kek, String reference) {
        return "pishkhan wrapped master key, format 1\nkey " + name + "\nfingerprint " + fingerprint + "\nkek " + kek
                + "\nfrom " + reference + "\n";
    }

    /**
     * Reads a file.
     *
     * @throws IllegalStateException if it is damaged, renamed, or has an unknown format
     */
    static WrappedKey read(Path file) throws IOException {
        String text = Files.size(file) > LARGEST ? "" : new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalStateException(MESSAGES.bilingual("wrapped-key.damaged", file));
        }
        String name = form.group("name");
        if (!file.getFileName().toString().equals(name + SUFFIX)) {
            throw new IllegalStateException(MESSAGES.bilingual("wrapped-key.renamed", file, name + SUFFIX));
        }
        try {
            return new WrappedKey(
                    file,
                    name,
                    form.group("fingerprint"),
                    form.group("kek"),
                    form.group("reference"),
                    Base64.getDecoder().decode(form.group("bytes")));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(MESSAGES.bilingual("wrapped-key.damaged", file), e);
        }
    }

    /**
     * Unwraps the master key.
     *
     * @throws UnavailableKekException if the file was altered, or wrapped with another key of the same id
     */
    byte[] unwrap(KeyEncryptionKey key) {
        try {
            return key.unwrap(header(name, fingerprint, kek, reference), bytes);
        } catch (IllegalStateException e) {
            throw new UnavailableKekException(MESSAGES.text("wrapped-key.altered", file, key.reference()));
        }
    }

    /**
     * Writes a file, so that a power failure at any point leaves the previous or the new content.
     *
     * @param interruptible is run between the steps
     */
    static void write(Path file, String fingerprint, byte[] secret, KeyEncryptionKey kek, Runnable interruptible)
            throws IOException {
        String fileName = file.getFileName().toString();
        String name = fileName.substring(0, fileName.length() - SUFFIX.length());
        String header = header(name, fingerprint, kek.id(), kek.reference());
        String text = header + "wrapped " + Base64.getEncoder().encodeToString(kek.wrap(header, secret)) + "\n";
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        // only its owner can read a temporary file
        Path draft = Files.createTempFile(folder, fileName, DRAFT);
        interruptible.run();
        Files.writeString(draft, text);
        force(draft);
        interruptible.run();
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        interruptible.run();
        force(folder);
    }

    static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
