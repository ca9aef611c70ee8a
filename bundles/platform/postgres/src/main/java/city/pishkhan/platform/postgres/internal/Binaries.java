package city.pishkhan.platform.postgres.internal;

import city.pishkhan.messages.Messages;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * Unpacks the server's programs once per version. A folder is renamed only when complete, so an existing folder is
 * complete.
 */
final class Binaries {

    private static final Messages MESSAGES = Messages.of(Binaries.class);
    private static final int OWNER_EXECUTE = 0100;

    private Binaries() {}

    /**
     * Unpacks the programs.
     *
     * @param root folder for the programs of all versions
     * @return folder with {@code bin}, {@code lib} and {@code share}
     * @throws IOException if there are no programs for this machine's architecture, or the disk fails
     */
    static Path ensureUnpacked(Path root) throws IOException {
        String resource = "/postgres-linux-" + architecture() + ".txz";
        Path home = root.resolve("postgres-" + hash(resource));
        if (Files.isDirectory(home)) {
            return home;
        }
        Files.createDirectories(root);
        Path draft = Files.createTempDirectory(root, "unpacking-");
        Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (InputStream in = open(resource)) {
            unpack(in, draft);
            Files.move(draft, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | java.nio.file.DirectoryNotEmptyException e) {
            Folders.delete(draft); // another process has unpacked the same version
        } catch (IOException e) {
            Folders.delete(draft);
            throw e;
        }
        return home;
    }

    private static void unpack(InputStream in, Path target) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(in)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path file = target.resolve(entry.getName()).normalize();
                if (!file.startsWith(target)) {
                    throw new IOException("Archive entry outside of its folder: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                    continue;
                }
                Files.createDirectories(file.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
                } else {
                    Files.copy(tar, file);
                    boolean executable = (entry.getMode() & OWNER_EXECUTE) != 0;
                    Files.setPosixFilePermissions(
                            file, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
                }
            }
        }
    }

    private static String hash(String resource) throws IOException {
        try (InputStream in = open(resource)) {
            var digest = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"));
            digest.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.getMessageDigest().digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static InputStream open(String resource) throws IOException {
        InputStream in = Binaries.class.getResourceAsStream(resource);
        if (in == null) {
            throw new IOException(MESSAGES.bilingual("binaries.missing", resource));
        }
        return in;
    }

    private static String architecture() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String machine = System.getProperty("os.arch");
        if (!system.equals("linux")) {
            return "none-for-" + system;
        }
        return switch (machine) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64" -> "arm_64";
            default -> machine;
        };
    }
}
