package city.pishkhan.violations.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.MunicipalCases.MunicipalCaseStatus;
import city.pishkhan.api.governance.ViolationReports.Line;
import city.pishkhan.api.governance.ViolationReports.Own;
import city.pishkhan.api.governance.ViolationReports.Place;

/** Converts reports to the views of reporters and districts. */
final class ReportQueries {
    private final ReportKindCatalogue reportKindCatalogue;

    ReportQueries(ReportKindCatalogue reportKindCatalogue) {
        this.reportKindCatalogue = reportKindCatalogue;
    }

    static Refusal unknown() {
        return Refusal.notFound("report");
    }

    /**
     * @param standing state of the report's case, or {@code null} if the report has no case
     * @param text     text of the report, or {@code null} if it is not shown
     */
    Own toReporterView(ReportRow r, MunicipalCaseStatus standing, String text) {
        boolean over = standing != null && standing.state().hasEnded();
        return new Own(
                r.number(),
                r.subject(),
                reportKindCatalogue.get(r.kind()),
                text,
                over ? ReportRow.ENDED : r.state(),
                standing == null ? null : standing.titleEn(),
                standing == null ? null : standing.titleFa(),
                r.received(),
                r.assignedAt(),
                r.ended(),
                r.photos());
    }

    Line line(ReportRow r) {
        return line(r, null);
    }

    /** @param place place of the building, or {@code null} if it is not shown */
    Line line(ReportRow r, Place place) {
        return new Line(
                r.number(),
                r.subject(),
                r.district(),
                reportKindCatalogue.get(r.kind()),
                r.source(),
                r.state(),
                r.caseNumber(),
                r.received(),
                r.assignedAt(),
                r.ended(),
                place);
    }
}
