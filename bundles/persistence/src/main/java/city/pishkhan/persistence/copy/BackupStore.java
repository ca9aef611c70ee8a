package city.pishkhan.persistence.copy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * What the backups of one folder share, in {@code store} beside them: rows in parts, {@code rows/aa/<sha256>.gz} by the SHA-256 of the rows, and files by
 * their own, {@code sheets/aa/bb/<sha256>}. Each is written once, is whole or not there, and stays for later backups.
 */
public final class BackupStore {
    public static final String ROWS = "rows";
    /** More than a part is made of: what is larger was not written here. */
    private static final int MOST_ROWS = 1 << 30;

    private final Path folder;

    private BackupStore(Path folder) {
        this.folder = folder;
    }

    /** @param backup need not be there */
    public static BackupStore beside(Path backup) {
        return new BackupStore(backup.toAbsolutePath().resolveSibling("store"));
    }

    /** What is to be stored cannot be read, or is not what its name says. */
    static final class SourceFault extends IOException {
        private static final long serialVersionUID = 1L;

        SourceFault(String message, Throwable cause) {
            super(message, cause);
        }
    }

    @Override
    public String toString() {
        return folder.toString();
    }

    /** What stands between a backup that is being written, whose parts no file names yet, and who takes parts away. */
    public interface Lock extends AutoCloseable {
        @Override
        void close() throws IOException;
    }

    /** @throws IllegalArgumentException if another has it */
    public Lock lock() throws IOException {
        prepare(folder);
        FileChannel channel =
                FileChannel.open(folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // of this process
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
        if (lock == null) {
            throw new IllegalArgumentException(
                    "Another backup is written to " + folder + ", or what nobody needs is taken away: try again later");
        }
        return channel::close;
    }

    /** Folder of rows in parts, and of files of a part. */
    public Path folder(String part) {
        return folder.resolve(part);
    }

    private Path rowsFile(String sha256) {
        return folder.resolve(ROWS).resolve(sha256.substring(0, 2)).resolve(sha256 + ".gz");
    }

    /** There while files that these rows name are to be stored. */
    private Path marker(String sha256) {
        return rowsFile(sha256).resolveSibling(sha256 + ".open");
    }

    boolean hasRows(String sha256) {
        return Files.isRegularFile(rowsFile(sha256));
    }

    /** @param naming whether they name files, which are not here yet */
    void putRows(String sha256, byte[] rows, int length, boolean naming) throws IOException {
        Path target = rowsFile(sha256);
        prepare(target.getParent());
        if (naming) {
            // before the rows are: a backup that is cut off is completed by the next
            Files.write(marker(sha256), new byte[0]);
        }
        write(target, out -> {
            try (GZIPOutputStream zip = new GZIPOutputStream(out, 1 << 16)) {
                zip.write(rows, 0, length);
            }
        });
    }

    boolean open(String sha256) {
        return Files.exists(marker(sha256));
    }

    /** All that they name is here. */
    void complete(String sha256) throws IOException {
        Files.deleteIfExists(marker(sha256));
    }

    /** @throws BackupFault if they are not there, or not what they were */
    byte[] rows(String sha256) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(rowsFile(sha256)), 1 << 16)) {
            byte[] rows = in.readNBytes(MOST_ROWS);
            if (HexFormat.of().formatHex(BackupFile.sha256().digest(rows)).equals(sha256)) {
                return rows;
            }
        } catch (NoSuchFileException e) {
            throw new BackupFault(rowsFile(sha256) + " is missing");
        } catch (IOException e) {
            throw new BackupFault(rowsFile(sha256) + " is damaged: " + e.getMessage());
        }
        throw new BackupFault(rowsFile(sha256) + " is damaged: its rows are others");
    }

    private Path file(String part, String name) {
        return folder.resolve(part)
                .resolve(name.substring(0, 2))
                .resolve(name.substring(2, 4))
                .resolve(name);
    }

    boolean has(String part, String name) {
        return Files.isRegularFile(file(part, name));
    }

    /** @param name SHA-256 of the content @throws SourceFault if it is not that, or cannot be read to its end */
    void put(String part, String name, InputStream content) throws IOException {
        Path target = file(part, name);
        prepare(target.getParent());
        MessageDigest digest = BackupFile.sha256();
        write(target, out -> {
            byte[] buffer = new byte[1 << 16];
            for (int n = read(content, buffer, name); n >= 0; n = read(content, buffer, name)) {
                digest.update(buffer, 0, n);
                out.write(buffer, 0, n);
            }
            if (!HexFormat.of().formatHex(digest.digest()).equals(name)) {
                throw new SourceFault(part + "/" + name + " is not what its name says", null);
            }
        });
    }

    private static int read(InputStream in, byte[] buffer, String name) throws SourceFault {
        try {
            return in.read(buffer);
        } catch (IOException e) {
            throw new SourceFault(name + " cannot be read", e);
        }
    }

    /** @throws BackupFault if it is not there */
    InputStream open(String part, String name) throws IOException {
        try {
            return Files.newInputStream(file(part, name));
        } catch (NoSuchFileException e) {
            throw new BackupFault(file(part, name) + " is missing");
        }
    }

    /** @return whether it is what it was */
    boolean whole(String part, String name) throws IOException {
        MessageDigest digest = BackupFile.sha256();
        try (InputStream in = open(part, name)) {
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return HexFormat.of().formatHex(digest.digest()).equals(name);
    }

    /** For the eyes of the hub's user only. */
    private static void prepare(Path parent) throws IOException {
        if (!Files.isDirectory(parent)) {
            Files.createDirectories(
                    parent, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }

    /** Writes a file. */
    @FunctionalInterface
    private interface Writer {
        void write(OutputStream out) throws IOException;
    }

    /** On the disk before it has its name. */
    private static void write(Path target, Writer content) throws IOException {
        Path draft = Files.createTempFile(
                target.getParent(),
                ".",
                ".part",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                OutputStream out = Channels.newOutputStream(channel);
                content.write(new OutputStream() {
                    @Override
                    public void write(int one) throws IOException {
                        out.write(one);
                    }

                    @Override
                    public void write(byte[] bytes, int from, int length) throws IOException {
                        out.write(bytes, from, length);
                    }
                });
                channel.force(true);
            }
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
