package city.pishkhan.persistence.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.persistence.Backups;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import org.jdbi.v3.core.Handle;

/** The database's part of a backup, on its way back into a hub that holds no case. */
final class BackupRows {
    private final Handle sql;
    private final ZipFile zip;

    BackupRows(Handle sql, ZipFile zip) {
        this.sql = sql;
        this.zip = zip;
    }

    /**
     * @param summary takes the number of rows of each table
     * @throws city.pishkhan.api.Refusal CONFLICT if the backup is of another version, or this hub holds cases
     */
    void restore(ZipBackups.Manifest manifest, Backups.Summary summary) {
        Map<String, String> versions = BackupTables.versions(sql);
        if (manifest.format() != ZipBackups.FORMAT || !versions.equals(manifest.schemas())) {
            throw Refusal.conflict("backup.version", manifest.schemas(), versions);
        }
        List<String> tables = BackupTables.tables(sql, versions.keySet());
        if (!tables.equals(manifest.tables())) {
            throw Refusal.conflict("backup.version/tables");
        }
        if (tables.contains("cases.case_file")
                && sql.createQuery("select exists (select from cases.case_file)")
                        .mapTo(Boolean.class)
                        .one()) {
            throw Refusal.conflict("backup.not-empty");
        }
        // rules that are never changed must yield once: to the same rules, in a hub that holds no case
        tables.forEach(table -> sql.execute("alter table " + table + " disable trigger user"));
        sql.execute("truncate " + String.join(", ", tables));
        try {
            for (String table : tables) {
                summary.rows().put(table, rows(table));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // what was left to the end is checked here: a table with checks ahead cannot be altered
        sql.execute("set constraints all immediate");
        tables.forEach(table -> sql.execute("alter table " + table + " enable trigger user"));
        manifest.sequences().forEach((name, value) -> sql.execute("select setval(?::regclass, ?)", name, value));
    }

    private long rows(String table) throws IOException {
        long rows = 0;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                zip.getInputStream(zip.getEntry(ZipBackups.entry(table))), StandardCharsets.UTF_8))) {
            List<String> batch = new ArrayList<>(ZipBackups.BATCH);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                batch.add(line);
                if (batch.size() == ZipBackups.BATCH) {
                    rows += insert(table, batch);
                }
            }
            return rows + insert(table, batch);
        }
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
