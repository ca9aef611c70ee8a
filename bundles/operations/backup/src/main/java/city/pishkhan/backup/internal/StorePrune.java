package city.pishkhan.backup.internal;

import city.pishkhan.api.backup.Backups.PruneResult;
import city.pishkhan.persistence.copy.BackupFault;
import city.pishkhan.persistence.copy.BackupFile;
import city.pishkhan.persistence.copy.BackupStore;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Deletes files from a store that no backup in its folder uses any more. File names are split into 256 lists by their first
 * byte; one list at a time is in memory, as the first 8 bytes of each name. If two names share these bytes, neither is deleted
 * while one is used.
 */
final class StorePrune {
    private static final int LISTS = 256;
    private static final int HEX = 16;
    private static final int PREFIX = 16;
    private static final String PART_OF_ROWS = "[0-9a-f]{64}\\.(gz|open)";
    private static final int NAME = 64;
    private static final String FILE = "[0-9a-f]{64}";

    private final Path folder;
    private final BackupStore store;

    /** @param folder folder of the backups */
    StorePrune(Path folder) {
        this.folder = folder;
        this.store = BackupStore.forBackup(folder.resolve("any.zip"));
    }

    /**
     * Deletes unused files.
     *
     * @throws IllegalArgumentException if a backup is being written, there is no backup, or a ZIP cannot be read, so that the
     *     files it uses are unknown
     */
    PruneResult run() throws IOException {
        Removed removed = new Removed();
        try (BackupStore.Lock lock = store.lock()) {
            return prune(removed);
        } catch (BackupFault e) {
            String gone = removed.count == 0
                    ? "no file was deleted"
                    : removed.count + " unused files were deleted before; run it again";
            throw new IllegalArgumentException(e.getMessage() + "; " + gone, e);
        }
    }

    private PruneResult prune(Removed removed) throws IOException {
        List<Path> backups = backups();
        Set<String> rows = new HashSet<>();
        Set<String> parts = new HashSet<>();
        for (Path file : backups) {
            try (BackupFile backup = BackupFile.open(file)) {
                rows.addAll(backup.storedRows());
                parts.addAll(backup.manifest().named().keySet());
            }
        }
        // row parts first: a remaining row part whose files were deleted would be treated as complete by the next
        // backup
        if (Files.isDirectory(store.folder(BackupStore.ROWS))) {
            pruneRows(rows, removed);
        }
        long gone = removed.count;
        for (String part : parts) {
            pruneFiles(part, backups, removed);
        }
        return new PruneResult(backups.size(), gone, removed.count - gone, removed.bytes);
    }

    private void pruneRows(Set<String> needed, Removed removed) throws IOException {
        try (Stream<Path> all = Files.walk(store.folder(BackupStore.ROWS))) {
            all.filter(file -> file.getFileName().toString().matches(PART_OF_ROWS))
                    .filter(file ->
                            !needed.contains(file.getFileName().toString().substring(0, NAME)))
                    .forEach(removed::remove);
        }
    }

    private List<Path> backups() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> backups = new ArrayList<>();
            for (Path file : all.filter(one -> one.toString().endsWith(".zip") && Files.isRegularFile(one))
                    .toList()) {
                if (BackupFile.isBackup(file)) {
                    backups.add(file);
                }
            }
            if (backups.isEmpty()) {
                throw new IllegalArgumentException(folder + " has no backups; to remove everything, delete its store");
            }
            return backups;
        }
    }

    /** Counts deleted files. */
    private static final class Removed {
        private long count;
        private long bytes;

        private void remove(Path file) {
            try {
                bytes += Files.size(file);
                Files.delete(file);
                count++;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void pruneFiles(String part, List<Path> backups, Removed removed) throws IOException {
        Path lists = Files.createTempDirectory(store.folder(part).getParent(), ".prune");
        try {
            writeLists(part, backups, lists);
            for (int first = 0; first < LISTS; first++) {
                String name = String.format("%02x", first);
                Path here = store.folder(part).resolve(name);
                if (Files.isDirectory(here)) {
                    long[] needed = readSorted(lists.resolve(name));
                    try (Stream<Path> all = Files.walk(here)) {
                        all.filter(file -> file.getFileName().toString().matches(FILE))
                                .filter(file -> Arrays.binarySearch(
                                                needed,
                                                prefix(file.getFileName().toString()))
                                        < 0)
                                .forEach(removed::remove);
                    }
                }
            }
        } finally {
            for (int first = 0; first < LISTS; first++) {
                Files.deleteIfExists(lists.resolve(String.format("%02x", first)));
            }
            Files.delete(lists);
        }
    }

    private static void writeLists(String part, List<Path> backups, Path lists) throws IOException {
        List<DataOutputStream> outs = new ArrayList<>();
        try {
            for (int first = 0; first < LISTS; first++) {
                outs.add(new DataOutputStream(
                        new BufferedOutputStream(Files.newOutputStream(lists.resolve(String.format("%02x", first))))));
            }
            for (Path file : backups) {
                try (BackupFile backup = BackupFile.open(file)) {
                    if (backup.manifest().named().containsKey(part)) {
                        backup.files(part, name -> outs.get(Integer.parseInt(name.substring(0, 2), HEX))
                                .writeLong(prefix(name)));
                    }
                }
            }
        } finally {
            for (DataOutputStream out : outs) {
                out.close();
            }
        }
    }

    private static long[] readSorted(Path list) throws IOException {
        long[] needed = new long[Math.toIntExact(Files.size(list) / Long.BYTES)];
        ByteBuffer.wrap(Files.readAllBytes(list)).asLongBuffer().get(needed);
        Arrays.sort(needed);
        return needed;
    }

    private static long prefix(String name) {
        return Long.parseUnsignedLong(name.substring(0, PREFIX), HEX);
    }
}
