package city.pishkhan.violations.internal;

import city.pishkhan.api.governance.ViolationReports.Place;
import city.pishkhan.api.security.Vault;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Encryption and pseudonyms for the personal data of reports: the text and the reporter's identity. */
final class ReportSealer {
    private static final String TEXT = "report.text ";
    private static final String PLACE = "report.place ";
    private static final String BETWEEN = "\n";

    private final Vault vault;

    ReportSealer(Vault vault) {
        this.vault = vault;
    }

    /** Returns the reporter's pseudonym: equal for the same person, and not reversible without the vault's key. */
    String owner(UUID person) {
        return vault.index("reports of " + person);
    }

    byte @Nullable [] seal(UUID report, String text) {
        return vault.seal(report, TEXT + report, text);
    }

    /** @return the encrypted place, or {@code null} if {@code place} is {@code null} */
    byte @Nullable [] seal(UUID report, @Nullable Place place) {
        if (place == null) {
            return null;
        }
        String position = place.latitude() == null ? BETWEEN : place.latitude() + BETWEEN + place.longitude();
        return vault.seal(report, PLACE + report, position + BETWEEN + place.address());
    }

    /** @return the place, or {@code null} if there is none or the reporter is erased */
    @Nullable
    Place place(ReportRow row) {
        if (row.place() == null || row.place().length == 0) {
            return null;
        }
        return vault.open(row.id(), PLACE + row.id(), row.place())
                .map(text -> text.split(BETWEEN, 3))
                .map(parts -> new Place(row.district(), parts[2], degrees(parts[0]), degrees(parts[1])))
                .orElse(null);
    }

    private static @Nullable Double degrees(String text) {
        return text.isEmpty() ? null : Double.valueOf(text);
    }

    /** @return the text, or {@code null} if the reporter is erased */
    @Nullable
    String open(ReportRow row) {
        byte[] text = row.text();
        return text == null || text.length == 0
                ? null
                : vault.open(row.id(), TEXT + row.id(), text).orElse(null);
    }
}
