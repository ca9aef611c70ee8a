package city.pishkhan.archive.internal.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates empty files in advance; writers fill and rename them. The directory entries are already synced, so one sync
 * of the content makes a sheet durable: after a crash the file exists under its old or its new name.
 *
 * <p>Each node locks its own drafts while it runs. The next node that starts with the same folder stores the drafts of
 * crashed nodes.
 */
final class SheetDrafts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SheetDrafts.class);
    private static final String LOCK = "lock";
    private static final int AHEAD = 32;

    /** Stores a written draft that a crashed node did not rename, or whose renaming a crash undid. */
    @FunctionalInterface
    interface DraftConsumer {
        void accept(Path draft) throws IOException;
    }

    private final Path root;
    private final FileAttribute<?>[] ownerOnly;
    private final Queue<Path> free = new ConcurrentLinkedQueue<>();

    private Path own;
    private FileChannel lockChannel;

    /** @param root folder of the drafts of all nodes */
    SheetDrafts(Path root) throws IOException {
        this.root = root;
        this.ownerOnly = Disk.ownerOnly(root);
        while (!tryBegin()) {
            // another node deleted the new folder before it was locked; create another one
        }
        Disk.sync(root);
    }

    private boolean tryBegin() throws IOException {
        own = Files.createTempDirectory(root, "");
        Path lock = own.resolve(LOCK);
        try {
            lockChannel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (NoSuchFileException e) {
            return false;
        }
        if (tryLock(lock)) {
            return true;
        }
        lockChannel.close();
        return false;
    }

    private boolean tryLock(Path lock) throws IOException {
        try {
            lockChannel.lock();
            return Files.exists(lock);
        } catch (OverlappingFileLockException e) {
            // this process already holds the lock
            return false;
        } catch (IOException e) {
            throw new IOException("The folder of sheets must be on a file system that supports locks: " + root, e);
        }
    }

    /** Returns an empty file that only the caller writes. */
    Path acquire() throws IOException {
        Path draft = free.poll();
        // the file is missing if another disk was mounted at the folder in the meantime
        return draft != null && Files.exists(draft) ? draft : createBatch();
    }

    private synchronized Path createBatch() throws IOException {
        Files.createDirectories(own);
        List<Path> ahead = new ArrayList<>();
        for (int i = 1; i < AHEAD; i++) {
            ahead.add(createDraft());
        }
        Path first = createDraft();
        Disk.sync(own);
        // files are offered only after the sync, because a crash could otherwise lose the directory entry of a written
        // file
        free.addAll(ahead);
        return first;
    }

    private Path createDraft() throws IOException {
        return Files.createTempFile(own, "", "", ownerOnly);
    }

    /**
     * Hands over the drafts of crashed nodes and deletes empty ones. Drafts that cannot be read are left for the next start and do not
     * prevent this one.
     */
    void recover(DraftConsumer consumer) throws IOException {
        for (Path hub : list(root)) {
            if (Files.isDirectory(hub) && !hub.equals(own)) {
                try {
                    recover(hub, consumer);
                } catch (IOException | UncheckedIOException e) {
                    LOG.error(
                            "Unfinished sheets of an earlier run cannot be claimed and remain where they are: {}",
                            hub,
                            e);
                }
            }
        }
    }

    private static void recover(Path hub, DraftConsumer consumer) throws IOException {
        Path lock = hub.resolve(LOCK);
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock dead = channel.tryLock()) {
            if (dead == null) {
                return;
            }
            for (Path draft : list(hub)) {
                recoverDraft(draft, consumer);
            }
            // delete the lock last, so that other nodes see the folder as locked until it is empty
            if (list(hub).equals(List.of(lock))) {
                Files.delete(lock);
                Files.delete(hub);
            }
        } catch (NoSuchFileException | DirectoryNotEmptyException | OverlappingFileLockException e) {
            // another node has already recovered these drafts or has just started in the folder, or this process holds
            // the lock
        }
    }

    private static void recoverDraft(Path draft, DraftConsumer consumer) {
        try {
            if (Files.size(draft) > 0) {
                consumer.accept(draft);
            }
            if (!draft.endsWith(LOCK)) {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            LOG.error("An unfinished sheet of an earlier run cannot be read and remains where it is: {}", draft, e);
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            return found.toList();
        }
    }

    /** Releases the lock. The next node to start takes over the remaining drafts. */
    @Override
    public void close() throws IOException {
        lockChannel.close();
    }
}
