package city.pishkhan.violations.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.governance.ViolationReports.Filing;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.Vault;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.identifiers.InvalidIdentifier;
import city.pishkhan.identifiers.PersianText;
import city.pishkhan.identifiers.RenovationCode;
import city.pishkhan.identifiers.TrackingCode;
import city.pishkhan.persistence.Tx;
import city.pishkhan.violations.internal.ReportMerging.Joined;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** How a report comes in. */
final class ReportIntake {
    private static final int SHORTEST = 10;
    private static final int LONGEST = 2_000;

    private final Tx tx;
    private final ReportSealing reportSealing;
    private final ReportKindCatalogue reportKindCatalogue;
    private final Vault vault;
    private final Journal journal;
    private final ReportMerging reportMerging;
    private final int mostOfADay;

    ReportIntake(
            Tx tx,
            ReportSealing reportSealing,
            ReportKindCatalogue reportKindCatalogue,
            Vault vault,
            Journal journal,
            ReportMerging reportMerging,
            int mostOfADay) {
        this.tx = tx;
        this.reportSealing = reportSealing;
        this.reportKindCatalogue = reportKindCatalogue;
        this.vault = vault;
        this.journal = journal;
        this.reportMerging = reportMerging;
        this.mostOfADay = mostOfADay;
    }

    /** @return without a standing if no office may take it now */
    Joined take(Reporter reporter, Filing given) {
        RenovationCode property = property(given.property());
        String kind = reportKindCatalogue.checked(given.kind()).code();
        String text = text(given.text());
        String owner = reportSealing.owner(reporter.person());
        return tx.required(sql -> {
            ReportRepository.hold(sql, owner);
            refuseErased(reporter.person());
            if (ReportRepository.ofToday(sql, owner, reporter.number()) >= mostOfADay) {
                throw tooMany();
            }
            ReportMerging.hold(sql, property.value());
            UUID id = Ids.next();
            vault.admit(List.of(id));
            String salt = UUID.randomUUID().toString();
            ReportRow row = ReportRepository.add(
                    sql,
                    new ReportRow(
                            id,
                            TrackingCode.next().value(),
                            property.value(),
                            property.district(),
                            kind,
                            reportSealing.seal(id, text),
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
            return reportMerging.join(sql, row, text).orElseGet(() -> new Joined(row, null));
        });
    }

    private static RenovationCode property(String given) {
        try {
            return RenovationCode.parse(given);
        } catch (InvalidIdentifier e) {
            throw new Refusal(Refusal.Kind.INVALID, e.rule(), "property", e.text());
        }
    }

    private static String text(String given) {
        String clean = given == null || given.length() > LONGEST ? "" : PersianText.normalise(given);
        if (clean.length() < SHORTEST) {
            throw Refusal.invalid("text.length", "text", SHORTEST, LONGEST);
        }
        return clean;
    }

    private void refuseErased(UUID person) {
        if (vault.destroyed(person)) {
            throw Refusal.conflict("person.erased");
        }
    }

    private Refusal tooMany() {
        return Refusal.of(Refusal.Kind.TOO_MANY, "report.too-many", null, mostOfADay);
    }
}
