package city.pishkhan.violations.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.MunicipalCases;
import city.pishkhan.api.cases.MunicipalCases.Order;
import city.pishkhan.api.cases.MunicipalCases.Standing;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.security.Caller;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Brings a report into its property's case: the one that is open, or a new one. */
final class ReportMerging {
    /** The procedure by which reports are looked into. */
    static final String SERVICE = "violation-report";

    private final MunicipalCases cases;
    private final Journal journal;

    ReportMerging(MunicipalCases cases, Journal journal) {
        this.cases = cases;
        this.journal = journal;
    }

    /** Of two reports of one property the second waits for the first, and joins its case. Before any row is locked. */
    static void hold(Handle sql, String subject) {
        ReportRepository.hold(sql, "property " + subject);
    }

    /**
     * Inside a transaction that {@linkplain #hold holds} the property.
     *
     * @param words the reporter's, {@code null} once they are erased
     * @return the report as it is then; empty if no office may take a case now
     */
    Optional<Joined> join(Handle sql, ReportRow row, String words) {
        Optional<Standing> open = cases.current(SERVICE, row.subject());
        if (words != null) {
            open.ifPresent(standing -> cases.tell(standing.id(), words));
        }
        return open.or(() -> opened(row, words)).map(standing -> {
            ReportRow joined = ReportRepository.join(sql, row.id(), standing);
            journal.record(null, "report.taken", Caller.HUB, Map.of("report", row.id(), "case", joined.caseNumber()));
            return new Joined(joined, standing);
        });
    }

    record Joined(ReportRow row, Standing standing) {}

    private Optional<Standing> opened(ReportRow row, String words) {
        try {
            return cases.open(Caller.HUB, new Order(SERVICE, row.subject(), Map.of("reported", row.kind()), words));
        } catch (Refusal e) {
            throw understood(e);
        }
    }

    /** The reporter knows nothing of cases: a refusal names the reporter's own fields, or says that it is not theirs to mend. */
    private static Refusal understood(Refusal e) {
        if ("subject".equals(e.field())) {
            return new Refusal(e.kind(), e.code(), "property", e.english(), e.persian());
        }
        if (e.kind() == Refusal.Kind.INVALID) {
            return Refusal.conflict("report.not-taken");
        }
        return e;
    }
}
