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

/** Files that are whole or not there, and stay after a crash. */
public final class Disk {
    private static final LongAdder SYNCS = new LongAdder();

    private Disk() {}

    /** How often this process has waited for the platter here. */
    static long syncs() {
        return SYNCS.sum();
    }

    /** Writes a draft. */
    @FunctionalInterface
    public interface Writer<T> {
        T write(OutputStream out) throws IOException;
    }

    /** Readable and writable by the owner only, where the file system knows such a thing. */
    public static FileAttribute<?>[] ownerOnly(Path folder) throws IOException {
        return Files.getFileStore(folder).supportsFileAttributeView("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /** Writes a file to the platter. */
    public static <T> T draft(Path draft, Writer<T> content) throws IOException {
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            T result = content.write(Channels.newOutputStream(channel));
            force(channel);
            return result;
        }
    }

    /** Gives a draft its name, in one step, which survives a crash; what had that name before is gone. */
    public static void publish(Path draft, Path target) throws IOException {
        rename(draft, target);
        sync(target.getParent());
    }

    /** The same, but a crash may undo it: then it has the old name, or the file of before the new one. */
    static void rename(Path draft, Path target) throws IOException {
        Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Makes the entries of a folder survive a crash. */
    static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            force(channel);
        }
    }

    private static void force(FileChannel channel) throws IOException {
        channel.force(true);
        SYNCS.increment();
    }
}
