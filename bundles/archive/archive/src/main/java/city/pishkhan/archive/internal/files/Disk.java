package city.pishkhan.archive.internal.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Writes files atomically and durably: after a crash a file is complete or missing. */
public final class Disk {
    private static final LongAdder SYNCS = new LongAdder();

    private Disk() {}

    /** Returns the number of times that this class has synced a file or folder since the process started. */
    static long syncs() {
        return SYNCS.sum();
    }

    /** Writes the content of a draft, that is, a file that is renamed when it is complete. */
    @FunctionalInterface
    public interface Writer<T> {
        T write(OutputStream out) throws IOException;
    }

    /** Returns attributes that restrict access to the owner, or none if the file system does not support permissions. */
    public static FileAttribute<?>[] ownerOnly(Path folder) throws IOException {
        return Files.getFileStore(folder).supportsFileAttributeView("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /** Writes to an existing file and syncs it to disk. */
    public static <T> T writeDraft(Path draft, Writer<T> content) throws IOException {
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            T result = content.write(Channels.newOutputStream(channel));
            force(channel);
            return result;
        }
    }

    /** Renames a draft atomically and durably. An existing target is replaced. */
    public static void publish(Path draft, Path target) throws IOException {
        rename(draft, target);
        sync(target.getParent());
    }

    /** Renames a draft atomically but not durably: a crash may undo the renaming. */
    static void rename(Path draft, Path target) throws IOException {
        Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Syncs a folder, so that its entries survive a crash. */
    static void sync(@Nullable Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            force(channel);
        }
    }

    private static void force(FileChannel channel) throws IOException {
        channel.force(true);
        SYNCS.increment();
    }
}
