package city.pishkhan.vault.internal;

import city.pishkhan.messages.Messages;
import city.pishkhan.platform.secrets.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.crypto.SecretKey;

/**
 * The master keys of this hub: those referenced in the configuration, or files in a folder. The database identifies them by
 * their fingerprints.
 */
final class MasterKeys {
    private static final Messages MESSAGES = Messages.of(MasterKeys.class);

    private static final String SUFFIX = ".key";
    private static final int SHORTEST = 32;

    private final String configured;
    private final List<String> previous;
    private final Path folder;
    private final Map<String, SecretKey> known = new ConcurrentHashMap<>();

    /**
     * @param configured reference to the key; an empty text to use a generated key in the folder
     * @param previous references to earlier keys
     * @param folder folder of generated keys
     */
    MasterKeys(String configured, List<String> previous, Path folder) {
        this.configured = configured;
        this.previous = previous;
        this.folder = folder;
    }

    /** @return fingerprint of the configured key; empty if none is configured */
    Optional<String> configured() {
        return configured.isEmpty() ? Optional.empty() : Optional.of(addKey(Secrets.resolve(configured)));
    }

    /**
     * Creates a key and forces it to disk before it is used.
     *
     * @return its fingerprint
     */
    String make() {
        try {
            Files.createDirectories(folder);
            int number = 1;
            while (Files.exists(file(number))) {
                number++;
            }
            String fingerprint = addKey(Secrets.ensureGenerated(file(number)));
            force(file(number));
            force(folder);
            return fingerprint;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns a key.
     *
     * @throws IllegalStateException if this hub does not have it
     */
    SecretKey key(String fingerprint) {
        SecretKey key = known.get(fingerprint);
        if (key == null) {
            configured();
            previous.forEach(reference -> addKey(Secrets.resolve(reference)));
            loadFiles();
            key = known.get(fingerprint);
        }
        if (key == null) {
            throw new IllegalStateException(MESSAGES.bilingual("master-keys.missing", fingerprint, folder));
        }
        return key;
    }

    /** Returns {@code true} if this hub has the key. */
    boolean has(String fingerprint) {
        if (fingerprint.isEmpty()) {
            return false;
        }
        try {
            key(fingerprint);
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    /** Location of this hub's keys, for messages. */
    String location() {
        return configured.isEmpty() ? folder.toString() : "master of city.pishkhan.vault.cfg";
    }

    private void loadFiles() {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.toString().endsWith(SUFFIX))
                    .forEach(file -> addKey(Secrets.resolve("file:" + file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String addKey(String secret) {
        if (secret.length() < SHORTEST) {
            throw new IllegalStateException(MESSAGES.bilingual("master-keys.length", SHORTEST));
        }
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        String fingerprint = HexFormat.of()
                .formatHex(Aes.mac(bytes, "pishkhan vault fingerprint"))
                .substring(0, 16);
        known.computeIfAbsent(fingerprint, f -> Aes.key(Aes.mac(bytes, "pishkhan vault master")));
        return fingerprint;
    }

    private Path file(int number) {
        return folder.resolve("master-" + number + SUFFIX);
    }

    private static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
