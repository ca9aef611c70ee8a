package city.pishkhan.certificates.internal;

import city.pishkhan.persistence.Tx;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Encrypts facts in issued certificates after the vocabulary marked them as personal. */
final class CertificateFactSealer {
    private final Tx tx;
    private final SealedContent sealedContent;

    CertificateFactSealer(Tx tx, SealedContent sealedContent) {
        this.tx = tx;
        this.sealedContent = sealedContent;
    }

    /**
     * Encrypts facts that have become personal, in all certificates that contain them.
     *
     * @return the number of certificates
     */
    int seal(Set<String> names) {
        int all = 0;
        String last = "";
        while (last != null) {
            String after = last;
            List<OpenCertificate> rows = tx.separate(sql -> sealBatch(sql, names, after));
            all += rows.size();
            last = rows.isEmpty() ? null : rows.get(rows.size() - 1).code;
        }
        return all;
    }

    private record OpenCertificate(String code, UUID caseId, Map<String, Object> open, byte[] sealed) {}

    private List<OpenCertificate> sealBatch(Handle sql, Set<String> names, String after) {
        List<OpenCertificate> rows = sql.createQuery(
                        "select code, case_id, content, sealed from certificates.certificate"
                                + " where code > :after and jsonb_exists_any(content, :names) order by code limit 500 for update")
                .bind("after", after)
                .bindArray("names", String.class, names)
                .map((row, context) -> new OpenCertificate(
                        row.getString(1),
                        row.getObject(2, UUID.class),
                        SealedContent.read(row.getString(3)),
                        row.getBytes(4)))
                .list();
        for (OpenCertificate row : rows) {
            // if the case's people are erased, its key no longer exists, and the facts are removed without encryption
            byte[] sealed = sealedContent
                    .openPersonal(row.caseId, row.code, row.sealed)
                    .map(before -> {
                        Map<String, Object> personal = new TreeMap<>(row.open);
                        personal.keySet().retainAll(names);
                        personal.putAll(before);
                        return sealedContent.sealPersonal(row.caseId, row.code, personal, personal.keySet());
                    })
                    .orElse(row.sealed);
            sql.createUpdate("update certificates.certificate set content = :content::jsonb, sealed = :sealed"
                            + " where code = :code")
                    .bind("code", row.code)
                    .bind("content", SealedContent.toPlainJson(row.open, names))
                    .bind("sealed", sealed)
                    .execute();
        }
        return rows;
    }
}
