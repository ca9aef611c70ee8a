package city.pishkhan.violations.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.governance.ViolationReports.Filing;
import city.pishkhan.api.governance.ViolationReports.Source;
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
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Accepts reports of building violations. */
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

    /** @return the report; without a case if no office can take one now */
    Joined take(Reporter reporter, Filing given) {
        Checked checked = checked(given);
        String owner = reportSealing.owner(reporter.person());
        return tx.required(sql -> {
            ReportRepository.hold(sql, owner);
            refuseErased(reporter.person());
            if (ReportRepository.ofToday(sql, owner, reporter.number()) >= mostOfADay) {
                throw tooMany();
            }
            // recorded under the hub's name, because the login's name is the reporter's id
            return store(sql, checked, Source.CITIZEN, owner, reporter.number(), Caller.HUB);
        });
    }

    /**
     * @param districts districts of the caller; the property must be in one of them
     * @return the report as in {@link #take}
     */
    Joined takeAt(Caller district, Collection<Integer> districts, Source source, Filing given) {
        Checked checked = checked(given);
        int at = checked.property().district();
        if (!districts.contains(at)) {
            throw Refusal.invalid("report.district", "property", at);
        }
        return tx.required(sql -> store(sql, checked, source, null, null, district));
    }

    private Checked checked(Filing given) {
        return new Checked(
                property(given.property()),
                reportKindCatalogue.checked(given.kind()).code(),
                text(given.text()));
    }

    /** A validated report. */
    private record Checked(RenovationCode property, String kind, String text) {}

    private Joined store(Handle sql, Checked given, Source source, String owner, String proved, Caller by) {
        ReportMerging.hold(sql, given.property().value());
        UUID id = Ids.next();
        vault.admit(List.of(id));
        String salt = UUID.randomUUID().toString();
        ReportRow row = ReportRepository.add(
                sql,
                new ReportRow(
                        id,
                        TrackingCode.next().value(),
                        given.property().value(),
                        given.property().district(),
                        given.kind(),
                        source,
                        reportSealing.seal(id, given.text()),
                        ReportRow.RECEIVED,
                        null,
                        null,
                        null,
                        null,
                        null),
                owner,
                proved,
                salt);
        Map<String, Object> details = new HashMap<>(Map.of(
                "report",
                id,
                "property",
                row.subject(),
                "kind",
                row.kind(),
                "text",
                journal.commit(salt, given.text())));
        if (source != Source.CITIZEN) {
            details.put("source", source.code());
        }
        journal.record(null, "report.received", by, details);
        return reportMerging.join(sql, row, given.text()).orElseGet(() -> new Joined(row, null));
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
