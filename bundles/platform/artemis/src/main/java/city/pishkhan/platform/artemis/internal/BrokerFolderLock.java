package city.pishkhan.platform.artemis.internal;

import city.pishkhan.messages.Messages;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Ensures one process per data folder. The broker's own lock would make a second node wait as a backup. An embedded broker has
 * no backups, so a second node is a mistake that must be reported at once.
 */
final class BrokerFolderLock implements AutoCloseable {

    private static final Messages MESSAGES = Messages.of(BrokerFolderLock.class);

    private final FileChannel channel;

    private BrokerFolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws IllegalStateException if another process or another broker of this process uses the folder */
    static BrokerFolderLock acquire(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (tryLock(channel) == null) {
            channel.close();
            throw new IllegalStateException(MESSAGES.bilingual("broker-folder-lock.held", file.getParent()));
        }
        return new BrokerFolderLock(channel);
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
