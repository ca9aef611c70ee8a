package city.pishkhan.persistence.copy;

import city.pishkhan.api.journal.BackupPart;
import city.pishkhan.persistence.copy.BackupManifest.Naming;
import city.pishkhan.persistence.copy.RowParts.RowPart;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Copies the files that rows refer to into the store. Only row parts that no earlier backup has completed are processed,
 * because the files of completed parts are already stored.
 */
public final class StoredFiles {
    private static final int THREADS = 8;

    private final BackupStore store;
    private final List<BackupPart> owners;
    private final Map<String, RowParts> tables = new HashMap<>();

    /** @param backup path of the future backup file */
    public StoredFiles(Path backup, List<BackupPart> owners) {
        this.store = BackupStore.forBackup(backup);
        this.owners = List.copyOf(owners);
    }

    /**
     * Result of copying files.
     *
     * @param copied number of files that were not in the store before
     * @param missing files that could not be read; the next backup tries them again
     */
    public record Result(long copied, List<String> missing) {
        private Result and(Result other) {
            return new Result(
                    copied + other.copied,
                    Stream.concat(missing.stream(), other.missing.stream()).toList());
        }
    }

    /** The backup parts whose files are copied into the store. */
    public List<BackupPart> owners() {
        return owners;
    }

    /** Returns the table and columns that name the files of each part. */
    public Map<String, Naming> named() {
        Map<String, Naming> named = new TreeMap<>();
        owners.forEach(owner -> named.put(owner.folder(), new Naming(owner.table(), owner.columns())));
        return named;
    }

    Set<String> referringTables() {
        return owners.stream().map(BackupPart::table).collect(Collectors.toSet());
    }

    BackupStore store() {
        return store;
    }

    void add(String table, RowParts parts) {
        tables.put(table, parts);
    }

    /** Stores the files of a part. Call it after the rows are written. */
    public Result put(BackupPart owner) throws IOException {
        RowParts table = Objects.requireNonNull(tables.get(owner.table()));
        Result all = new Result(0, List.of());
        ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> new Thread(task, "backup-files"));
        try {
            for (RowPart part : table.parts()) {
                if (store.open(part.sha256())) {
                    Set<String> absent = new TreeSet<>();
                    table.forEachName(store.rows(part.sha256()), owner.columns(), name -> {
                        if (!store.has(owner.folder(), name)) {
                            absent.add(name);
                        }
                    });
                    Result one = put(owner, absent, threads);
                    if (one.missing.isEmpty()) {
                        store.complete(part.sha256());
                    }
                    all = all.and(one);
                }
            }
            return all;
        } finally {
            threads.shutdownNow();
        }
    }

    /** Stores several files in parallel, because each mostly waits for the disk. */
    private Result put(BackupPart owner, Set<String> names, ExecutorService threads) throws IOException {
        Map<String, Future<Boolean>> calls = new LinkedHashMap<>();
        names.forEach(name -> calls.put(name, threads.submit(() -> put(owner, name))));
        List<String> missing = new ArrayList<>();
        try {
            for (Map.Entry<String, Future<Boolean>> call : calls.entrySet()) {
                if (!call.getValue().get()) {
                    missing.add(call.getKey());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The backup was interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException fault) {
                throw fault;
            }
            throw e.getCause() instanceof IOException fault ? fault : new IOException(e.getCause());
        }
        return new Result(names.size() - missing.size(), missing);
    }

    /** @return {@code false} if the file could not be read */
    private boolean put(BackupPart owner, String name) throws IOException {
        try (InputStream in = open(owner, name)) {
            store.put(owner.folder(), name, in);
            return true;
        } catch (BackupStore.SourceFault e) {
            return false;
        }
    }

    private static InputStream open(BackupPart owner, String name) throws BackupStore.SourceFault {
        try {
            return owner.open(name);
        } catch (IOException e) {
            throw new BackupStore.SourceFault(name + " cannot be opened", e);
        }
    }
}
