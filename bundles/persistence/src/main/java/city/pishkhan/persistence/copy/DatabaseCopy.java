package city.pishkhan.persistence.copy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** The whole database, as rows of JSON by table, in the transaction of a handle. */
public final class DatabaseCopy {

    /** Where the rows of a table go. */
    @FunctionalInterface
    public interface TableOutput {
        OutputStream begin(String table) throws IOException;
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

    /** @param output is asked for each table in turn; nothing is closed @return rows by table */
    public Map<String, Long> write(TableOutput output) {
        Map<String, Long> rows = new TreeMap<>();
        try {
            for (String table : tables()) {
                rows.put(table, rows(table, output.begin(table)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
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
