package city.pishkhan.violations.internal;

import city.pishkhan.api.security.Vault;
import java.util.UUID;

/** Encryption and pseudonyms for the personal data of reports: the text and the reporter's identity. */
final class ReportSealing {
    private static final String TEXT = "report.text ";

    private final Vault vault;

    ReportSealing(Vault vault) {
        this.vault = vault;
    }

    /** Returns the reporter's pseudonym: equal for the same person, and not reversible without the vault's key. */
    String owner(UUID person) {
        return vault.index("reports of " + person);
    }

    byte[] seal(UUID report, String text) {
        return vault.seal(report, TEXT + report, text);
    }

    /** @return the text, or {@code null} if the reporter is erased */
    String open(ReportRow row) {
        return row.text().length == 0
                ? null
                : vault.open(row.id(), TEXT + row.id(), row.text()).orElse(null);
    }
}
