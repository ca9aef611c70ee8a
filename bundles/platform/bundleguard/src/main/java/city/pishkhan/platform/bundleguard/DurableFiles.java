package city.pishkhan.platform.bundleguard;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** File operations that survive a power failure: each forces content and folder entry to disk before it returns. */
public final class DurableFiles {
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private DurableFiles() {}

    /** Replaces a file atomically; its permissions are kept. */
    public static void write(Path file, byte[] content) throws IOException {
        write(file, content, POSIX && Files.exists(file) ? Files.getPosixFilePermissions(file) : null);
    }

    /** Replaces a file atomically; only the hub's user can read the new file. */
    public static void writeSecret(Path file, byte[] content) throws IOException {
        write(file, content, PosixFilePermissions.fromString("rw-------"));
    }

    /** @param permissions permissions of the file; {@code null} for the system's default permissions of a new file */
    private static void write(Path file, byte[] content, @Nullable Set<PosixFilePermission> permissions)
            throws IOException {
        Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
        Path draft = file.resolveSibling(file.getFileName() + ".draft");
        Files.deleteIfExists(draft);
        Files.createFile(draft);
        if (POSIX && permissions != null) {
            Files.setPosixFilePermissions(draft, permissions);
        }
        Files.write(draft, content);
        forceFile(draft);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forceFolder(folder);
    }

    /** Renames a file or folder within its folder. */
    public static void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        forceFolder(Objects.requireNonNull(to.toAbsolutePath().getParent()));
    }

    /** Deletes a file, or a folder with its content; does nothing if it does not exist. */
    public static void delete(Path tree) throws IOException {
        if (Files.notExists(tree)) {
            return;
        }
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(one);
            }
        }
        forceFolder(Objects.requireNonNull(tree.toAbsolutePath().getParent()));
    }

    /**
     * Forces every file and folder of a tree to disk; files that another thread or process deletes in the meantime are
     * skipped.
     */
    public static void force(Path tree) throws IOException {
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile()) {
                    try {
                        forceFile(file);
                    } catch (NoSuchFileException e) {
                        return FileVisitResult.CONTINUE;
                    }
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException && !file.equals(tree)) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException e) throws IOException {
                if (e != null) {
                    throw e;
                }
                if (Files.exists(folder)) {
                    forceFolder(folder);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void forceFile(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Forces the entries of a folder to disk, without the content of its files; does nothing except on POSIX systems. */
    public static void forceFolder(Path folder) throws IOException {
        if (POSIX) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
