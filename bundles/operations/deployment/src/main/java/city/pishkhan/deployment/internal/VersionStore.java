package city.pishkhan.deployment.internal;

import city.pishkhan.identifiers.Sha256;
import city.pishkhan.platform.bundleguard.DurableFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Deployed versions on this node's disk, by name and SHA-256. Only the hub's user can read them, because configurations
 * contain secrets.
 */
final class VersionStore {
    private static final String ALIAS = ".of";

    private final Path folder;

    VersionStore(Path folder) {
        this.folder = folder;
    }

    /**
     * Stores a version and returns when it is on disk.
     *
     * @return its SHA-256, as hexadecimal digits
     */
    String store(String name, byte[] content) {
        String sha256 = Sha256.hex(content);
        write(folder(name).resolve(sha256), content);
        return sha256;
    }

    /** @throws UncheckedIOException if the version is no longer stored */
    byte[] read(String name, String sha256) {
        try {
            return Files.readAllBytes(folder(name).resolve(sha256));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws UncheckedIOException if the version is no longer stored */
    InputStream open(String name, String sha256) {
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("not a digest of a version");
        }
        try {
            return Files.newInputStream(folder(name).resolve(sha256));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Stores the running version.
     *
     * @return SHA-256 of the file that the version was deployed from, or of {@code content} if that file is not known
     */
    String storeRunning(String name, byte[] content) {
        Path alias = folder(name).resolve(Sha256.hex(content) + ALIAS);
        try {
            if (Files.exists(alias)) {
                String sha256 = Files.readString(alias);
                if (Files.exists(folder(name).resolve(sha256))) {
                    return sha256;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return store(name, content);
    }

    /** Records the file that the running version was deployed from; an installed bundle has other bytes than its file. */
    void recordOrigin(String name, byte[] running, String sha256) {
        if (!Sha256.hex(running).equals(sha256)) {
            write(
                    folder(name).resolve(Sha256.hex(running) + ALIAS),
                    sha256.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        }
    }

    /**
     * Deletes all versions except some.
     *
     * @param kept SHA-256 of the versions to keep
     */
    void prune(String name, Set<String> kept) {
        if (Files.notExists(folder(name))) {
            return; // no version of this name was ever stored
        }
        try (Stream<Path> files = Files.list(folder(name))) {
            for (Path file : files.toList()) {
                String version = file.getFileName().toString();
                boolean used = version.endsWith(ALIAS) ? kept.contains(Files.readString(file)) : kept.contains(version);
                if (!used) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path folder(String name) {
        if (!name.matches("[A-Za-z0-9_][A-Za-z0-9._-]*")) {
            throw new IllegalArgumentException("not a valid folder name");
        }
        return folder.resolve(name);
    }

    private static void write(Path file, byte[] content) {
        try {
            DurableFiles.writeSecret(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
