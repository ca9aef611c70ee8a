package city.pishkhan.violations.internal;

import city.pishkhan.api.security.Vault;
import java.util.UUID;

/** What of a report is personal: the reporter's words, and who that is. */
final class ReportSealing {
    private static final String TEXT = "report.text ";

    private final Vault vault;

    ReportSealing(Vault vault) {
        this.vault = vault;
    }

    /** What stands in the place of the reporter: equal for equal persons, and of no use without the key. */
    String owner(UUID person) {
        return vault.index("reports of " + person);
    }

    byte[] seal(UUID report, String text) {
        return vault.seal(report, TEXT + report, text);
    }

    /** @return {@code null} once the reporter is erased */
    String open(ReportRow row) {
        return row.text().length == 0
                ? null
                : vault.open(row.id(), TEXT + row.id(), row.text()).orElse(null);
    }
}
