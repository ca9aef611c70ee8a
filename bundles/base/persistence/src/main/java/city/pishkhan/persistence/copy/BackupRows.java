package city.pishkhan.persistence.copy;

import city.pishkhan.platform.postgres.TableCopy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** Restores the rows of a backup into a hub that has no cases. */
final class BackupRows {
    static final int BATCH = 1_000;

    private final Handle sql;
    private final BackupFile backup;

    BackupRows(Handle sql, BackupFile backup) {
        this.sql = sql;
        this.backup = backup;
    }

    /**
     * Restores all rows.
     *
     * @return number of rows by table
     * @throws BackupFault if the schema versions differ, a table is missing or has the wrong number of rows, or this hub has
     *     cases
     */
    Map<String, Long> restore() {
        BackupManifest manifest = backup.manifest();
        Map<String, Long> versions = BackupTables.versions(sql);
        List<String> faults = new ArrayList<>(backup.versionDifferences(versions));
        List<String> tables = BackupTables.tables(sql, versions.keySet());
        if (faults.isEmpty()) {
            tables.stream()
                    .filter(table -> !manifest.tables().contains(table))
                    .forEach(table -> faults.add("table " + table + " is missing in the backup"));
            manifest.tables().stream()
                    .filter(table -> !tables.contains(table))
                    .forEach(table -> faults.add("table " + table + " is unknown to this hub"));
        }
        if (tables.contains("cases.case_file")
                && sql.createQuery("select exists (select from cases.case_file)")
                        .mapTo(Boolean.class)
                        .one()) {
            faults.add(
                    "target: the database of this hub contains cases; a backup can be restored only into an empty hub");
        }
        if (!faults.isEmpty()) {
            throw new BackupFault(faults);
        }
        Map<String, Long> rows = new TreeMap<>();
        // triggers that protect immutable rows are disabled for the restore; the hub has no case yet
        tables.forEach(table -> sql.execute("alter table " + table + " disable trigger user"));
        sql.execute("truncate " + String.join(", ", tables));
        try {
            for (String table : tables) {
                rows.put(table, restoreRows(table));
                if (!rows.get(table).equals(manifest.rows().get(table))) {
                    throw new BackupFault("table " + table + ": "
                            + manifest.rows().get(table) + " rows were written, " + rows.get(table) + " were restored");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // deferred constraints are checked here, because a table with pending checks cannot be altered
        sql.execute("set constraints all immediate");
        tables.forEach(table -> sql.execute("alter table " + table + " enable trigger user"));
        manifest.sequences().forEach((name, value) -> sql.execute("select setval(?::regclass, ?)", name, value));
        return rows;
    }

    private long restoreRows(String table) throws IOException {
        long rows = 0;
        Optional<RowParts> parts = backup.rowParts(table);
        if (parts.isPresent()) {
            return restoreRows(table, parts.get());
        }
        try (BufferedReader lines = backup.lines(BackupFile.table(table))) {
            List<String> batch = new ArrayList<>(BATCH);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                batch.add(line);
                if (batch.size() == BATCH) {
                    rows += insert(table, batch);
                }
            }
            return rows + insert(table, batch);
        }
    }

    private long restoreRows(String table, RowParts parts) throws IOException {
        long rows = 0;
        String statement = "copy " + table + " (" + String.join(", ", parts.columns()) + ") from stdin";
        try {
            for (RowParts.RowPart part : parts.parts()) {
                rows += TableCopy.copyIn(sql.getConnection(), statement, backup.rows(part));
            }
        } catch (SQLException e) {
            throw new BackupFault("table " + table + ": " + e.getMessage());
        }
        return rows;
    }

    private long insert(String table, List<String> batch) {
        if (batch.isEmpty()) {
            return 0;
        }
        int rows = sql.createUpdate(
                        "insert into " + table + " overriding system value select * from json_populate_recordset(null::"
                                + table + ", :rows::json)")
                .bind("rows", "[" + String.join(",", batch) + "]")
                .execute();
        batch.clear();
        return rows;
    }
}
