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

/** Writes and restores the whole database in the transaction of a handle. */
public final class DatabaseCopy {

    private static final String VAULT = "vault.";
    /** Size of a table's pages, in bytes, from which its rows are stored in parts. */
    private static final long LARGE = (long) RowPartsWriter.PAGES * RowPartsWriter.PAGE;

    /** Opens the entries for the rows of tables, or for the lists of their parts. */
    @FunctionalInterface
    public interface TableOutput {
        /** @param entry name of the entry in the backup */
        OutputStream begin(String entry) throws IOException;
    }

    private final Handle sql;

    /** @param sql handle in a transaction, which this object neither commits nor closes */
    public DatabaseCopy(Handle sql) {
        this.sql = sql;
    }

    /** Returns the number of applied migrations by schema. */
    public Map<String, Long> schemas() {
        return BackupTables.versions(sql);
    }

    /** Returns the tables, each after the tables that it references. */
    public List<String> tables() {
        return BackupTables.tables(sql, schemas().keySet());
    }

    /** Returns the last value of each sequence. */
    public Map<String, Long> sequences() {
        return BackupTables.sequences(sql, schemas().keySet());
    }

    /**
     * Writes small tables as lines of JSON and large ones in parts.
     *
     * @param output opens an entry for each table in turn; its streams are not closed here
     * @param files tables that refer to files, which are always written in parts
     * @return number of rows by table
     */
    public Map<String, Long> write(TableOutput output, StoredFiles files) {
        Set<String> naming = files.referringTables();
        Map<String, Long> rows = new TreeMap<>();
        // read rows in their physical order
        sql.execute("set local synchronize_seqscans = off");
        sql.execute("set local max_parallel_workers_per_gather = 0");
        try {
            for (String table : tables()) {
                if (naming.contains(table) || isLarge(table)) {
                    RowParts parts = new RowPartsWriter(sql, files.store()).write(table, naming.contains(table));
                    files.add(table, parts);
                    output.begin(BackupFile.parts(table)).write(parts.text());
                    rows.put(table, parts.rows());
                } else {
                    rows.put(table, writeRows(table, output.begin(BackupFile.table(table))));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    /**
     * Returns {@code true} for a large table. Tables with wrapped keys are never stored in parts, because the store would keep
     * the keys after their backup is deleted.
     */
    private boolean isLarge(String table) {
        return !table.startsWith(VAULT) && RowPartsWriter.size(sql, table) > LARGE;
    }

    private long writeRows(String table, OutputStream out) throws IOException {
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

    /**
     * Restores all tables.
     *
     * @return number of rows by table
     * @throws BackupFault as {@link BackupRows#restore}
     */
    public Map<String, Long> restore(BackupFile backup) {
        return new BackupRows(sql, backup).restore();
    }

    /**
     * Destroys the keys of all persons in the register before any code can decrypt their data. The table
     * {@code backup.erasure} lists these persons; their remaining data is erased once the hub has started.
     *
     * @return number of destroyed keys
     */
    public int destroyKeys(ErasureRegister register, List<ErasureRegister.Line> lines) {
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
