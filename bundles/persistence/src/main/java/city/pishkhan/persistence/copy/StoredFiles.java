package city.pishkhan.persistence.copy;

import city.pishkhan.api.journal.BackupPart;
import city.pishkhan.persistence.copy.BackupManifest.Naming;
import city.pishkhan.persistence.copy.RowParts.RowPart;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Puts into the store the files that rows name. Only parts of rows are looked through that no backup before has completed: what rows that were there before
 * name is there.
 */
public final class StoredFiles {
    private final BackupStore store;
    private final List<BackupPart> owners;
    private final Map<String, RowParts> tables = new HashMap<>();

    /** @param backup where it will be */
    public StoredFiles(Path backup, List<BackupPart> owners) {
        this.store = BackupStore.beside(backup);
        this.owners = List.copyOf(owners);
    }

    /** @param copied how many were not there @param missing those that could not be read, and are tried again by the next backup */
    public record Result(long copied, List<String> missing) {}

    public List<BackupPart> owners() {
        return owners;
    }

    /** By part. */
    public Map<String, Naming> named() {
        Map<String, Naming> named = new TreeMap<>();
        owners.forEach(owner -> named.put(owner.folder(), new Naming(owner.table(), owner.columns())));
        return named;
    }

    Set<String> naming() {
        return owners.stream().map(BackupPart::table).collect(Collectors.toSet());
    }

    BackupStore store() {
        return store;
    }

    void add(String table, RowParts parts) {
        tables.put(table, parts);
    }

    /** After the rows are written. */
    public Result put(BackupPart owner) throws IOException {
        RowParts table = tables.get(owner.table());
        long[] copied = new long[1];
        List<String> missing = new ArrayList<>();
        for (RowPart part : table.parts()) {
            if (store.open(part.sha256())) {
                int before = missing.size();
                table.names(store.rows(part.sha256()), owner.columns(), name -> {
                    if (!store.has(owner.folder(), name)) {
                        if (put(owner, name)) {
                            copied[0]++;
                        } else {
                            missing.add(name);
                        }
                    }
                });
                if (missing.size() == before) {
                    store.complete(part.sha256());
                }
            }
        }
        return new Result(copied[0], missing);
    }

    /** @return whether it could be read */
    private boolean put(BackupPart owner, String name) throws IOException {
        try (InputStream in = opened(owner, name)) {
            store.put(owner.folder(), name, in);
            return true;
        } catch (BackupStore.SourceFault e) {
            return false;
        }
    }

    private static InputStream opened(BackupPart owner, String name) throws BackupStore.SourceFault {
        try {
            return owner.open(name);
        } catch (IOException e) {
            throw new BackupStore.SourceFault(name + " cannot be opened", e);
        }
    }
}
