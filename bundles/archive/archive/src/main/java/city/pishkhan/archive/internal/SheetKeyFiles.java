package city.pishkhan.archive.internal;

import city.pishkhan.archive.internal.files.Disk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;

/** Generated keys, one file each, named by the fingerprint and readable only by the hub's user. */
final class SheetKeyFiles {
    private static final Pattern NAME = Pattern.compile("[0-9a-f]{16}\\.key");

    private final Path folder;

    SheetKeyFiles(Path folder) {
        this.folder = folder;
    }

    static SheetKeyFiles of(BundleContext context, ArchiveComponent.Config config) {
        return new SheetKeyFiles(
                config.key_folder().isEmpty()
                        ? Path.of(context.getProperty("karaf.data"), "archive-keys")
                        : Path.of(config.key_folder()));
    }

    /** @return the key, or an empty array if it is missing */
    byte[] find(String fingerprint) {
        try {
            Path file = folder.resolve(fingerprint + ".key");
            return Files.exists(file)
                    ? HexFormat.of().parseHex(Files.readString(file).strip())
                    : new byte[0];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stores a key and returns when it is safely on disk, so that data created with the key cannot outlive it. */
    void store(byte[] key) {
        try {
            Files.createDirectories(folder);
            Path draft = Files.createTempFile(folder, "", "", Disk.ownerOnly(folder));
            Disk.writeDraft(draft, out -> {
                out.write((HexFormat.of().formatHex(key) + "\n").getBytes(StandardCharsets.US_ASCII));
                return true;
            });
            Disk.publish(draft, folder.resolve(PersonKeys.fingerprint(key) + ".key"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean isKeyFileName(String name) {
        return NAME.matcher(name).matches();
    }

    Stream<String> names() throws IOException {
        return Files.exists(folder)
                ? Files.list(folder).map(file -> file.getFileName().toString()).filter(SheetKeyFiles::isKeyFileName)
                : Stream.empty();
    }

    /** @param name file name from {@link #names} */
    byte[] read(String name) throws IOException {
        return Files.readAllBytes(folder.resolve(name));
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}
