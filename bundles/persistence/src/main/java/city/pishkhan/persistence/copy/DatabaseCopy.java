package city.pishkhan.persistence.copy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** The whole database, as rows of JSON by table, in the transaction of a handle. */
public final class DatabaseCopy {

    private static final String VAULT = "vault.";
    /** Bytes of its pages. */
    private static final long LARGE = (long) RowPartsWriter.PAGES * RowPartsWriter.PAGE;

    /** Where the rows of a table go, or what names them. */
    @FunctionalInterface
    public interface TableOutput {
        /** @param entry of the backup */
        OutputStream begin(String entry) throws IOException;
    }

    private final Handle sql;

    public DatabaseCopy(Handle sql) {
        this.sql = sql;
    }

    /** Schema to how many migrations brought it to where it is. */
    public Map<String, Long> schemas() {
        return BackupTables.versions(sql);
    }

    /** Each after all that it refers to. */
    public List<String> tables() {
        return BackupTables.tables(sql, schemas().keySet());
    }

    /** Last values. */
    public Map<String, Long> sequences() {
        return BackupTables.sequences(sql, schemas().keySet());
    }

    /**
     * Small tables as lines of JSON, large ones in parts.
     *
     * @param output is asked for an entry for each table in turn; nothing is closed
     * @param files  whose tables name files: these are always in parts
     * @return rows by table
     */
    public Map<String, Long> write(TableOutput output, StoredFiles files) {
        Set<String> naming = files.naming();
        Map<String, Long> rows = new TreeMap<>();
        // rows in the order in which they lie there
        sql.execute("set local synchronize_seqscans = off");
        sql.execute("set local max_parallel_workers_per_gather = 0");
        try {
            for (String table : tables()) {
                if (naming.contains(table) || large(table)) {
                    RowParts parts = new RowPartsWriter(sql, files.store()).write(table, naming.contains(table));
                    files.add(table, parts);
                    output.begin(BackupFile.parts(table)).write(parts.text());
                    rows.put(table, parts.rows());
                } else {
                    rows.put(table, rows(table, output.begin(BackupFile.table(table))));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    /** Wrapped keys go with the backup that has them: in the store a part would outlive it. */
    private boolean large(String table) {
        return !table.startsWith(VAULT) && RowPartsWriter.size(sql, table) > LARGE;
    }

    private long rows(String table, OutputStream out) throws IOException {
        long rows = 0;
        try (Stream<String> lines = sql
                .createQuery("select row_to_json(t)::text from " + table + " t")
                .setFetchSize(BackupRows.BATCH)
                .mapTo(String.class)
                .stream()) {
            for (String line : (Iterable<String>) lines::iterator) {
                out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
                rows++;
            }
        }
        return rows;
    }

    /** @return rows by table @throws BackupFault as {@link BackupRows#restore} says */
    public Map<String, Long> restore(BackupFile backup) {
        return new BackupRows(sql, backup).restore();
    }

    /**
     * Destroys the keys of all who are in the register, before anybody can ask for what they open. What else there is of them goes when the
     * hub is up: {@code backup.erasure} says whose.
     *
     * @return how many keys that were
     */
    public int destroy(ErasureRegister register, List<ErasureRegister.Line> lines) {
        Map<String, String> persons = new TreeMap<>();
        lines.forEach(
                line -> line.ids().forEach(id -> persons.put(id, line.ids().get(0))));
        List<UUID> destroyed = new ArrayList<>();
        List<UUID> erased = new ArrayList<>();
        try (Stream<UUID> owners = sql
                .createQuery("select owner from vault.key where wrapped is not null")
                .setFetchSize(BackupRows.BATCH)
                .mapTo(UUID.class)
                .stream()) {
            owners.forEach(owner -> {
                String digest = register.digest(owner);
                if (persons.containsKey(digest)) {
                    destroyed.add(owner);
                    if (persons.get(digest).equals(digest)) {
                        erased.add(owner);
                    }
                }
            });
        }
        sql.createUpdate("insert into backup.erasure (person, cases, again, kept)"
                        + " select owner, '{}', true, wrapped from vault.key where owner = any(:persons)"
                        + " on conflict (person) do update set again = true, kept = excluded.kept")
                .bindArray("persons", UUID.class, erased)
                .execute();
        sql.createUpdate("update vault.key set wrapped = null, destroyed = now() where owner = any(:owners)")
                .bindArray("owners", UUID.class, destroyed)
                .execute();
        return destroyed.size();
    }
}
