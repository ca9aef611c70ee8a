package city.pishkhan.certificates.internal;

import city.pishkhan.api.security.Vault;
import city.pishkhan.identifiers.Sha256;
import city.pishkhan.persistence.copy.RestoredBackup;
import city.pishkhan.persistence.copy.RestoredCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.osgi.service.component.annotations.Component;

/** Checks that the newest certificates of a restored backup match their digests. */
@Component(service = RestoredCheck.class)
public final class RestoredCertificateCheck implements RestoredCheck {
    private static final int SAMPLE = 50;

    private record Row(String code, UUID caseId, String template, String open, byte[] sealed, String digest) {}

    @Override
    public String check(RestoredBackup restored, List<String> faults) {
        if (restored.vault().isEmpty()) {
            return "certificates: they cannot be checked without the vault";
        }
        List<Row> rows = restored.tx()
                .required(sql -> sql.createQuery("select code, case_id, template, content, sealed, digest"
                                + " from certificates.certificate order by issued desc limit :most")
                        .bind("most", SAMPLE)
                        .map((row, context) -> new Row(
                                row.getString(1),
                                row.getObject(2, UUID.class),
                                row.getString(3),
                                row.getString(4),
                                row.getBytes(5),
                                row.getString(6)))
                        .list());
        List<Row> changed = new ArrayList<>();
        int erased = 0;
        for (Row row : rows) {
            if (restored.vault().get().isDestroyed(row.caseId())) {
                erased++;
            } else if (!digest(row, restored.vault().get()).equals(row.digest())) {
                changed.add(row);
            }
        }
        changed.forEach(row -> faults.add("certificates: one of case " + row.caseId() + " does not match its digest"));
        return "certificates: the newest " + rows.size() + " checked, " + changed.size() + " do not match, " + erased
                + " of erased persons";
    }

    private static String digest(Row row, Vault vault) {
        Map<String, Object> said = new SealedContent(vault).openAll(row.caseId(), row.code(), row.open(), row.sealed());
        return Sha256.hex(row.code() + "\n" + row.template() + "\n" + SealedContent.json(said));
    }
}
