package city.pishkhan.vault.internal;

import city.pishkhan.messages.Messages;
import city.pishkhan.platform.secrets.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.crypto.SecretKey;

/**
 * The master keys of this hub: those referenced in the configuration, or files in a folder, which a key-encryption key wraps.
 * The database identifies master keys by their fingerprints.
 */
final class MasterKeys {
    private static final Messages MESSAGES = Messages.of(MasterKeys.class);

    private static final String SUFFIX = ".key";
    private static final int SHORTEST = 32;

    private final String configured;
    private final List<String> previous;
    private final Path folder;
    private final KeyEncryptionKeys keks;
    private final Map<String, SecretKey> known = new ConcurrentHashMap<>();

    /**
     * @param configured reference to the key; an empty text to use a generated key in the folder
     * @param previous references to earlier keys
     * @param folder folder of generated keys
     * @param keks keys that wrap the keys in the folder
     */
    MasterKeys(String configured, List<String> previous, Path folder, KeyEncryptionKeys keks) {
        this.keks = keks;
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
     * @throws IllegalStateException if other keys in the folder are wrapped, but no key-encryption key is supplied
     */
    String make() {
        try {
            Files.createDirectories(folder);
            Optional<KeyEncryptionKey> kek = keks.current();
            if (kek.isPresent()) {
                String secret = Secrets.generate();
                String fingerprint = fingerprint(secret);
                write(nextFile(WrappedKey.SUFFIX), fingerprint, secret, kek.get(), () -> {});
                return addKey(secret);
            }
            if (!keks.isWrappingWaived() && !files(WrappedKey.SUFFIX).isEmpty()) {
                throw new UnavailableKekException(MESSAGES.text("kek.none"));
            }
            Path file = nextFile(SUFFIX);
            String fingerprint = addKey(Secrets.ensureGenerated(file));
            WrappedKey.force(file);
            WrappedKey.force(folder);
            return fingerprint;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns a key.
     *
     * @throws UnavailableKekException if this hub has the key, but cannot unwrap it
     * @throws IllegalStateException if this hub does not have it
     */
    SecretKey key(String fingerprint) {
        SecretKey key = known.get(fingerprint);
        Optional<IllegalStateException> failure = Optional.empty();
        if (key == null) {
            configured();
            previous.forEach(reference -> addKey(Secrets.resolve(reference)));
            loadFiles();
            failure = loadWrapped(fingerprint);
            key = known.get(fingerprint);
        }
        if (key == null) {
            throw failure.orElseGet(
                    () -> new IllegalStateException(MESSAGES.bilingual("master-keys.missing", fingerprint, folder)));
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

    /** Returns the places of master keys that are stored without wrapping, although the configuration does not waive it. */
    List<String> unwrapped() {
        if (keks.isWrappingWaived()) {
            return List.of();
        }
        List<String> places = new ArrayList<>();
        if (!configured.isEmpty()) {
            places.add("master");
        }
        if (!previous.isEmpty()) {
            places.add("previous");
        }
        files(SUFFIX).forEach(file -> places.add(file.toString()));
        return places;
    }

    /**
     * The result of {@link #wrapAll}.
     *
     * @param kek id of the current key-encryption key
     * @param files names of the files of all master keys, which it wraps
     */
    record Wrapped(String kek, List<String> files) {}

    /**
     * Wraps all master keys with the current key-encryption key. Keys without wrapping are deleted only after their wrapped
     * file was read again. Can be repeated after an interruption.
     *
     * @param interruptible is run between the steps
     * @throws IllegalStateException if a key-encryption key is missing
     */
    synchronized Wrapped wrapAll(Runnable interruptible) {
        KeyEncryptionKey kek = keks.current().orElseThrow(() -> new UnavailableKekException(MESSAGES.text("kek.none")));
        try {
            Files.createDirectories(folder);
            for (Path draft : files(WrappedKey.DRAFT)) {
                Files.delete(draft);
            }
            for (Path file : files(WrappedKey.SUFFIX)) {
                WrappedKey wrapped = WrappedKey.read(file);
                byte[] secret = keks.unwrap(wrapped);
                if (!wrapped.kek().equals(kek.id())) {
                    interruptible.run();
                    WrappedKey.write(file, wrapped.fingerprint(), secret, kek, interruptible);
                }
            }
            for (Path file : files(SUFFIX)) {
                String name = file.getFileName().toString().replaceFirst("\\.key$", WrappedKey.SUFFIX);
                Path wrapped = file.resolveSibling(name);
                wrap(
                        Secrets.resolve("file:" + file),
                        Files.exists(wrapped) ? nextFile(WrappedKey.SUFFIX) : wrapped,
                        kek,
                        interruptible);
                interruptible.run();
                Files.delete(file);
                interruptible.run();
                WrappedKey.force(folder);
            }
            if (!configured.isEmpty()) {
                wrap(Secrets.resolve(configured), nextFile(WrappedKey.SUFFIX), kek, interruptible);
            }
            for (String reference : previous) {
                wrap(Secrets.resolve(reference), nextFile(WrappedKey.SUFFIX), kek, interruptible);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Wrapped(
                kek.id(),
                files(WrappedKey.SUFFIX).stream()
                        .map(file -> file.getFileName().toString())
                        .toList());
    }

    private void wrap(String secret, Path file, KeyEncryptionKey kek, Runnable interruptible) throws IOException {
        String fingerprint = fingerprint(secret);
        for (Path existing : files(WrappedKey.SUFFIX)) {
            if (WrappedKey.read(existing).fingerprint().equals(fingerprint)) {
                return;
            }
        }
        write(file, fingerprint, secret, kek, interruptible);
    }

    /** Writes a wrapped key, and checks that it can be read before it is used or replaces its plain file. */
    private static void write(
            Path file, String fingerprint, String secret, KeyEncryptionKey kek, Runnable interruptible)
            throws IOException {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        WrappedKey.write(file, fingerprint, bytes, kek, interruptible);
        if (!Arrays.equals(bytes, WrappedKey.read(file).unwrap(kek))) {
            throw new IllegalStateException(MESSAGES.bilingual("wrapped-key.damaged", file));
        }
    }

    private void loadFiles() {
        files(SUFFIX).forEach(file -> addKey(Secrets.resolve("file:" + file)));
    }

    /**
     * Unwraps the keys in the folder. A file that cannot be read does not prevent the use of other keys.
     *
     * @return the failure of the wanted key, else of a file whose key cannot be read
     */
    private Optional<IllegalStateException> loadWrapped(String wanted) {
        Optional<IllegalStateException> failed = Optional.empty();
        for (Path file : files(WrappedKey.SUFFIX)) {
            try {
                WrappedKey wrapped = WrappedKey.read(file);
                if (!known.containsKey(wrapped.fingerprint())) {
                    try {
                        addKey(new String(keks.unwrap(wrapped), StandardCharsets.UTF_8));
                    } catch (IllegalStateException e) {
                        if (wrapped.fingerprint().equals(wanted)) {
                            return Optional.of(e);
                        }
                    }
                }
            } catch (IllegalStateException e) {
                failed = Optional.of(e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return failed;
    }

    private List<Path> files(String suffix) {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String fingerprint(String secret) {
        if (secret.length() < SHORTEST) {
            throw new IllegalStateException(MESSAGES.bilingual("master-keys.length", SHORTEST));
        }
        return HexFormat.of()
                .formatHex(Aes.mac(secret.getBytes(StandardCharsets.UTF_8), "pishkhan vault fingerprint"))
                .substring(0, 16);
    }

    private String addKey(String secret) {
        String fingerprint = fingerprint(secret);
        known.computeIfAbsent(
                fingerprint, f -> Aes.key(Aes.mac(secret.getBytes(StandardCharsets.UTF_8), "pishkhan vault master")));
        return fingerprint;
    }

    /** Returns the file of the next key; no file with its number exists. */
    private Path nextFile(String suffix) {
        int number = 1;
        while (Files.exists(file(number, SUFFIX)) || Files.exists(file(number, WrappedKey.SUFFIX))) {
            number++;
        }
        return file(number, suffix);
    }

    private Path file(int number, String suffix) {
        return folder.resolve("master-" + number + suffix);
    }
}
