package city.pishkhan.violations.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.archive.Papers.Sheet;
import city.pishkhan.api.cases.MunicipalCases;
import city.pishkhan.api.cases.MunicipalCases.MunicipalCaseStatus;
import city.pishkhan.api.cases.MunicipalCases.Order;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.security.Caller;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Assigns a report to its property's open case, or opens a new case. */
final class ReportCaseAssignment {
    /** Service code of the procedure in which reported buildings are inspected. */
    static final String SERVICE = "violation-report";

    private final MunicipalCases cases;
    private final Journal journal;

    ReportCaseAssignment(MunicipalCases cases, Journal journal) {
        this.cases = cases;
        this.journal = journal;
    }

    /**
     * Serializes reports of the same property, so that the second one joins the case of the first. To be called before any row is
     * locked.
     */
    static void lockProperty(Handle sql, String subject) {
        ReportRepository.acquireLock(sql, "property " + subject);
    }

    /**
     * Assigns a report with its photos to a case, in a transaction that {@linkplain #lockProperty holds} the property.
     *
     * @param words text of the reporter, or {@code null} if it is erased
     * @return the report with its case; empty if no office can accept a case now
     */
    Optional<AssignedReport> assignToCase(Handle sql, ReportRow row, String words) {
        Optional<MunicipalCaseStatus> open = cases.findOpen(SERVICE, row.subject());
        if (words != null) {
            open.ifPresent(standing -> cases.appendText(standing.id(), words));
        }
        return open.or(() -> openCase(row, words)).map(standing -> {
            List<Sheet> photos = ReportPhotoRepository.sheets(sql, row.id());
            if (!photos.isEmpty()) {
                cases.attach(standing.id(), photos);
            }
            ReportRow joined = ReportRepository.join(sql, row.id(), standing);
            journal.record(null, "report.taken", Caller.HUB, Map.of("report", row.id(), "case", joined.caseNumber()));
            return new AssignedReport(joined, standing);
        });
    }

    record AssignedReport(ReportRow row, MunicipalCaseStatus standing) {}

    private Optional<MunicipalCaseStatus> openCase(ReportRow row, String words) {
        try {
            return cases.open(Caller.HUB, new Order(SERVICE, row.subject(), Map.of("reported", row.kind()), words));
        } catch (Refusal e) {
            throw toReporterRefusal(e);
        }
    }

    /**
     * Converts a refusal to open or change the case to a refusal for the reporter, who does not know the case's fields.
     */
    private static Refusal toReporterRefusal(Refusal e) {
        if ("subject".equals(e.field())) {
            return new Refusal(e.kind(), e.code(), "property", e.english(), e.persian());
        }
        if (e.kind() == Refusal.Kind.INVALID) {
            return Refusal.conflict("report.not-taken");
        }
        return e;
    }
}
