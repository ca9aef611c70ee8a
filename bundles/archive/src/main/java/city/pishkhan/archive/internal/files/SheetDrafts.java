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
 * Files to be written before they have their name. Their entries are on the platter before their bytes, so that one sync of the bytes is
 * enough: when a crash comes, the file is there under one of its two names. The next hub on the folder gives it the right one: it inherits the
 * drafts of those that live no more, which is told by the lock that each holds on its own.
 */
final class SheetDrafts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SheetDrafts.class);
    private static final String LOCK = "lock";
    private static final int AHEAD = 32;

    /** What is done with a file that was written and has no name, or not for good. */
    @FunctionalInterface
    interface Heir {
        void take(Path draft) throws IOException;
    }

    private final Path root;
    private final FileAttribute<?>[] ownerOnly;
    private final Queue<Path> free = new ConcurrentLinkedQueue<>();

    private Path own;
    private FileChannel living;

    /** @param root drafts of all hubs */
    SheetDrafts(Path root) throws IOException {
        this.root = root;
        this.ownerOnly = Disk.ownerOnly(root);
        while (!begun()) {
            // another hub took this one's folder for that of a dead one, in the moment before it was locked
        }
        Disk.sync(root);
    }

    private boolean begun() throws IOException {
        own = Files.createTempDirectory(root, "");
        Path lock = own.resolve(LOCK);
        try {
            living = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (NoSuchFileException e) {
            return false;
        }
        if (locked(lock)) {
            return true;
        }
        living.close();
        return false;
    }

    private boolean locked(Path lock) throws IOException {
        try {
            living.lock();
            return Files.exists(lock);
        } catch (OverlappingFileLockException e) {
            // it is in this process
            return false;
        } catch (IOException e) {
            throw new IOException("The folder of sheets has to be on a file system with locks: " + root, e);
        }
    }

    /** An empty file, for one writer. */
    Path take() throws IOException {
        Path draft = free.poll();
        // not there if another disk has been mounted meanwhile
        return draft != null && Files.exists(draft) ? draft : more();
    }

    private synchronized Path more() throws IOException {
        Files.createDirectories(own);
        List<Path> ahead = new ArrayList<>();
        for (int i = 1; i < AHEAD; i++) {
            ahead.add(make());
        }
        Path first = make();
        Disk.sync(own);
        // not before: nobody may write to one whose entry a crash would take
        free.addAll(ahead);
        return first;
    }

    private Path make() throws IOException {
        return Files.createTempFile(own, "", "", ownerOnly);
    }

    /** Hands over what dead hubs have left; empty files nobody wants. What cannot be taken stays for the next start, and keeps nobody waiting. */
    void inherit(Heir heir) throws IOException {
        for (Path hub : list(root)) {
            if (Files.isDirectory(hub) && !hub.equals(own)) {
                try {
                    inherit(hub, heir);
                } catch (IOException | UncheckedIOException e) {
                    LOG.error(
                            "Sheets that a hub left when it ended cannot be taken, and stay where they are: {}",
                            hub,
                            e);
                }
            }
        }
    }

    private static void inherit(Path hub, Heir heir) throws IOException {
        Path lock = hub.resolve(LOCK);
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock dead = channel.tryLock()) {
            if (dead == null) {
                return;
            }
            for (Path draft : list(hub)) {
                inheritOne(draft, heir);
            }
            // the lock is seen by others until nothing else is left
            if (list(hub).equals(List.of(lock))) {
                Files.delete(lock);
                Files.delete(hub);
            }
        } catch (NoSuchFileException | DirectoryNotEmptyException | OverlappingFileLockException e) {
            // another one was faster, or it has just begun, or lives in this process
        }
    }

    private static void inheritOne(Path draft, Heir heir) {
        try {
            if (Files.size(draft) > 0) {
                heir.take(draft);
            }
            if (!draft.endsWith(LOCK)) {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            LOG.error("A sheet that a hub left when it ended cannot be read, and stays where it is: {}", draft, e);
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            return found.toList();
        }
    }

    /** Is as if dead: what is left goes to whoever comes next. */
    @Override
    public void close() throws IOException {
        living.close();
    }
}
