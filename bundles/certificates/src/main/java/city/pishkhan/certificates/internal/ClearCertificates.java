package city.pishkhan.certificates.internal;

import city.pishkhan.api.security.Vault;
import city.pishkhan.persistence.Tx;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Seals what a version before left in the clear. */
final class ClearCertificates {
    private final Tx tx;
    private final Vault vault;
    private final SealedContent sealedContent;

    ClearCertificates(Tx tx, Vault vault, SealedContent sealedContent) {
        this.tx = tx;
        this.vault = vault;
        this.sealedContent = sealedContent;
    }

    /** Batch by batch; of several hubs that start at once one goes on at a time. */
    void seal() {
        int sealed;
        do {
            sealed = tx.separate(this::sealBatch);
        } while (sealed > 0);
    }

    private record Clear(String code, UUID caseId, Map<String, Object> content) {}

    private int sealBatch(Handle sql) {
        sql.execute("select pg_advisory_xact_lock(hashtextextended('certificates.clear-rows', 0))");
        List<Clear> rows = sql.createQuery("select code, case_id, content from certificates.certificate"
                        + " where sealed is null order by code limit 500")
                .map((row, context) ->
                        new Clear(row.getString(1), row.getObject(2, UUID.class), SealedContent.read(row.getString(3))))
                .list();
        vault.admit(rows.stream().map(Clear::caseId).toList());
        for (Clear row : rows) {
            sql.createUpdate("update certificates.certificate set content = :content::jsonb, sealed = :sealed"
                            + " where code = :code")
                    .bind("code", row.code)
                    .bind("content", SealedContent.open(row.content))
                    .bind("sealed", sealedContent.sealed(row.caseId, row.code, row.content))
                    .execute();
        }
        return rows.size();
    }
}
