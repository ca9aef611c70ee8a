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
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The folder {@code store}, which the backups in its parent folder share. It contains row parts, {@code rows/aa/<sha256>.gz},
 * named by the SHA-256 of the rows, and files, {@code sheets/aa/bb/<sha256>}, named by their own SHA-256. A file is written
 * once, is either complete or absent, and is reused by later backups.
 */
public final class BackupStore {
    /** Name of the folder of row parts. */
    public static final String ROWS = "rows";
    /** Upper limit in bytes of the unpacked rows of a part; larger parts were not written by this class. */
    private static final int MOST_ROWS = 1 << 30;

    private final Path folder;

    private BackupStore(Path folder) {
        this.folder = folder;
    }

    /**
     * Returns the store in the folder of a backup.
     *
     * @param backup path of the backup; it need not exist
     */
    public static BackupStore forBackup(Path backup) {
        return new BackupStore(backup.toAbsolutePath().resolveSibling("store"));
    }

    /** Reports that a source file cannot be read, or that its content does not match its name. */
    static final class SourceFault extends IOException {
        private static final long serialVersionUID = 1L;

        SourceFault(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    @Override
    public String toString() {
        return folder.toString();
    }

    /**
     * Lock of the store. A backup holds it so that its new parts, to which no backup file refers yet, are not removed
     * as unused.
     */
    public interface Lock extends AutoCloseable {
        @Override
        void close() throws IOException;
    }

    /**
     * Locks the store.
     *
     * @throws IllegalArgumentException if the store is locked already
     */
    public Lock lock() throws IOException {
        prepare(folder);
        FileChannel channel =
                FileChannel.open(folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // this process has locked the store already
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
        if (lock == null) {
            throw new IllegalArgumentException(
                    "Another backup is written to " + folder + ", or unused files are being deleted. Try again later");
        }
        return channel::close;
    }

    /** Returns the folder of a backup part's files, or the folder of the row parts for {@link #ROWS}. */
    public Path folder(String part) {
        return folder.resolve(part);
    }

    private Path rowsFile(String sha256) {
        return folder.resolve(ROWS).resolve(sha256.substring(0, 2)).resolve(sha256 + ".gz");
    }

    /** Marker file of a row part; exists until all files that its rows refer to are stored. */
    private Path marker(String sha256) {
        return rowsFile(sha256).resolveSibling(sha256 + ".open");
    }

    boolean hasRows(String sha256) {
        return Files.isRegularFile(rowsFile(sha256));
    }

    /**
     * Stores a row part.
     *
     * @param length number of valid bytes in {@code rows}
     * @param naming {@code true} if the rows refer to files that are not stored yet
     */
    void putRows(String sha256, byte[] rows, int length, boolean naming) throws IOException {
        Path target = rowsFile(sha256);
        prepare(Objects.requireNonNull(target.getParent()));
        if (naming) {
            // the marker is written before the rows, so that the next backup completes an interrupted backup
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

    /** Removes the marker of a row part, because all files that its rows refer to are stored. */
    void complete(String sha256) throws IOException {
        Files.deleteIfExists(marker(sha256));
    }

    /**
     * Reads a row part.
     *
     * @throws BackupFault if it is missing or its hash differs
     */
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
        throw new BackupFault(rowsFile(sha256) + " is damaged: its rows differ from its hash");
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

    /**
     * Stores a file.
     *
     * @param name SHA-256 of the content
     * @throws SourceFault if the content has another hash or cannot be read to its end
     */
    void put(String part, String name, InputStream content) throws IOException {
        Path target = file(part, name);
        prepare(Objects.requireNonNull(target.getParent()));
        MessageDigest digest = BackupFile.sha256();
        write(target, out -> {
            byte[] buffer = new byte[1 << 16];
            for (int n = read(content, buffer, name); n >= 0; n = read(content, buffer, name)) {
                digest.update(buffer, 0, n);
                out.write(buffer, 0, n);
            }
            if (!HexFormat.of().formatHex(digest.digest()).equals(name)) {
                throw new SourceFault(part + "/" + name + " does not match the hash in its name", null);
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

    /**
     * Opens a file.
     *
     * @throws BackupFault if the file is missing
     */
    InputStream open(String part, String name) throws IOException {
        try {
            return Files.newInputStream(file(part, name));
        } catch (NoSuchFileException e) {
            throw new BackupFault(file(part, name) + " is missing");
        }
    }

    /** Returns {@code true} if the content of the file matches its SHA-256. */
    boolean isIntact(String part, String name) throws IOException {
        MessageDigest digest = BackupFile.sha256();
        try (InputStream in = open(part, name)) {
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return HexFormat.of().formatHex(digest.digest()).equals(name);
    }

    /** Creates a folder that only the hub's user can access. */
    private static void prepare(Path parent) throws IOException {
        if (!Files.isDirectory(parent)) {
            Files.createDirectories(
                    parent, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }

    /** Writes the content of a file. */
    @FunctionalInterface
    private interface Writer {
        void write(OutputStream out) throws IOException;
    }

    /** Writes to a temporary file, forces it to disk and then renames it. */
    private static void write(Path target, Writer content) throws IOException {
        Path draft = Files.createTempFile(
                Objects.requireNonNull(target.getParent()),
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
