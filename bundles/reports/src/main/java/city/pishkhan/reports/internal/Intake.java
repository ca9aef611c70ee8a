package city.pishkhan.reports.internal;

import city.pishkhan.api.Caller;
import city.pishkhan.api.Journal;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.Vault;
import city.pishkhan.api.ViolationReports.Filing;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.identifiers.InvalidIdentifier;
import city.pishkhan.identifiers.PersianText;
import city.pishkhan.identifiers.RenovationCode;
import city.pishkhan.identifiers.TrackingCode;
import city.pishkhan.persistence.Tx;
import city.pishkhan.reports.internal.Joining.Joined;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** How a report comes in. */
final class Intake {
    private static final int SHORTEST = 10;
    private static final int LONGEST = 2_000;

    private final Tx tx;
    private final Sealed sealed;
    private final Kinds kinds;
    private final Vault vault;
    private final Journal journal;
    private final Joining joining;
    private final int mostOfADay;

    Intake(Tx tx, Sealed sealed, Kinds kinds, Vault vault, Journal journal, Joining joining, int mostOfADay) {
        this.tx = tx;
        this.sealed = sealed;
        this.kinds = kinds;
        this.vault = vault;
        this.journal = journal;
        this.joining = joining;
        this.mostOfADay = mostOfADay;
    }

    /** @return without a standing if no office may take it now */
    Joined take(Reporter reporter, Filing given) {
        RenovationCode property = property(given.property());
        String kind = kinds.checked(given.kind()).code();
        String text = text(given.text());
        String owner = sealed.owner(reporter.person());
        return tx.required(sql -> {
            ReportRows.hold(sql, owner);
            refuseErased(reporter.person());
            if (ReportRows.ofToday(sql, owner, reporter.number()) >= mostOfADay) {
                throw tooMany();
            }
            Joining.hold(sql, property.value());
            UUID id = Ids.next();
            vault.admit(List.of(id));
            String salt = UUID.randomUUID().toString();
            ReportRow row = ReportRows.add(
                    sql,
                    new ReportRow(
                            id,
                            TrackingCode.next().value(),
                            property.value(),
                            property.district(),
                            kind,
                            sealed.seal(id, text),
                            ReportRow.RECEIVED,
                            null,
                            null,
                            null,
                            null,
                            null),
                    owner,
                    reporter.number(),
                    salt);
            // by the hub: the login's name is the reporter's id
            journal.record(
                    null,
                    "report.received",
                    Caller.HUB,
                    Map.of("report", id, "property", row.subject(), "kind", kind, "text", journal.commit(salt, text)));
            return joining.join(sql, row, text).orElseGet(() -> new Joined(row, null));
        });
    }

    private static RenovationCode property(String given) {
        try {
            return RenovationCode.parse(given);
        } catch (InvalidIdentifier e) {
            throw Refusal.invalid(e.rule(), "property", e.english(), e.persian());
        }
    }

    private static String text(String given) {
        String clean = given == null || given.length() > LONGEST ? "" : PersianText.normalise(given);
        if (clean.length() < SHORTEST) {
            throw Refusal.invalid(
                    "text.length",
                    "text",
                    "text has " + SHORTEST + " to " + LONGEST + " characters.",
                    "text باید " + SHORTEST + " تا " + LONGEST + " نویسه باشد.");
        }
        return clean;
    }

    private void refuseErased(UUID person) {
        if (vault.destroyed(person)) {
            throw Refusal.conflict(
                    "person.erased", "This person is erased already.", "اطلاعات این شخص پیش‌تر حذف شده است.");
        }
    }

    private Refusal tooMany() {
        return new Refusal(
                Refusal.Kind.TOO_MANY,
                "report.too-many",
                null,
                "You have made " + mostOfADay + " reports within a day, and nobody makes more.",
                "در یک شبانه‌روز بیش از " + mostOfADay + " گزارش پذیرفته نمی‌شود.");
    }
}
