package city.pishkhan.archive.internal;

import city.pishkhan.api.archive.Papers.Sheet;
import city.pishkhan.api.security.Vault;
import city.pishkhan.persistence.Tx;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Encrypts and decrypts the file names of scans with the case's key. */
final class UploadNames {
    private static final int BATCH = 500;

    private final Tx tx;
    private final Vault vault;

    UploadNames(Tx tx, Vault vault) {
        this.tx = tx;
        this.vault = vault;
    }

    private record Clear(String row, UUID caseId, String sha256, String name) {}

    byte[] seal(UUID caseId, Sheet sheet) {
        return vault.seal(caseId, place(sheet.sha256()), sheet.name());
    }

    /** Returns the sheet with its decrypted file name, or with the default name of its kind if the name was erased. */
    Sheet named(UUID caseId, SheetIndex.Named found) {
        Sheet s = found.sheet();
        String name = found.name() == null || found.name().length == 0
                ? s.name()
                : vault.open(caseId, place(s.sha256()), found.name()).orElse(s.name());
        return new Sheet(s.sha256(), s.kind(), s.owner(), name, s.mediaType(), s.size());
    }

    /**
     * Encrypts file names that an earlier version stored in plain text, in batches. A database lock ensures that only one node encrypts at
     * a time.
     */
    void sealClear() {
        int sealed;
        do {
            sealed = tx.separate(this::sealBatch);
        } while (sealed > 0);
    }

    private int sealBatch(Handle sql) {
        sql.execute("select pg_advisory_xact_lock(hashtextextended('archive.clear-names', 0))");
        List<Clear> rows = sql.createQuery(
                        "select ctid::text, case_id, encode(sha256, 'hex'), clear_name from archive.upload"
                                + " where clear_name is not null limit :batch")
                .bind("batch", BATCH)
                .map((row, context) ->
                        new Clear(row.getString(1), row.getObject(2, UUID.class), row.getString(3), row.getString(4)))
                .list();
        vault.admit(rows.stream().map(Clear::caseId).toList());
        rows.forEach(row -> sql.createUpdate(
                        "update archive.upload set clear_name = null, name = :name where ctid = :row::tid")
                .bind("name", vault.seal(row.caseId, place(row.sha256), row.name))
                .bind("row", row.row)
                .execute());
        return rows.size();
    }

    private static String place(String sha256) {
        return "upload.name " + sha256;
    }
}
