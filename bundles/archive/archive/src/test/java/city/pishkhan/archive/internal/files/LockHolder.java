package city.pishkhan.archive.internal.files;

import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A process that holds a lock until it is killed, and prints a plus sign when it has the lock. */
final class LockHolder {
    private LockHolder() {}

    public static void main(String[] lock) throws Exception {
        try (FileChannel channel = FileChannel.open(Path.of(lock[0]), StandardOpenOption.WRITE)) {
            channel.lock();
            System.out.print('+');
            System.out.flush();
            Thread.currentThread().join();
        }
    }
}
