package city.pishkhan.platform.postgres.internal;

import city.pishkhan.messages.Messages;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Ensures one hub per database folder. The lock ends with the hub process; a server that outlives the hub is adopted by the next one. */
final class DatabaseFolderLock implements AutoCloseable {

    private static final Messages MESSAGES = Messages.of(DatabaseFolderLock.class);

    private final FileChannel channel;

    private DatabaseFolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws IllegalStateException if another hub has locked the folder */
    static DatabaseFolderLock acquire(Path folder) throws IOException {
        Files.createDirectories(folder);
        FileChannel channel =
                FileChannel.open(folder.resolve("hub.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (tryLock(channel) == null) {
            channel.close();
            throw new IllegalStateException(MESSAGES.bilingual("database-folder-lock.held", folder));
        }
        return new DatabaseFolderLock(channel);
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
