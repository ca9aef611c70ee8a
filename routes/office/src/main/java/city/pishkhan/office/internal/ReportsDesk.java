package city.pishkhan.office.internal;

import city.pishkhan.api.Page;
import city.pishkhan.api.ViolationReports;
import city.pishkhan.api.ViolationReports.Filter;
import city.pishkhan.api.ViolationReports.Line;
import city.pishkhan.contracts.office.ReportList;
import city.pishkhan.doors.Call;
import city.pishkhan.doors.Fields;
import city.pishkhan.doors.Reply;
import city.pishkhan.identifiers.RenovationCode;
import java.util.Set;

/** Shows what citizens reported of buildings. */
final class ReportsDesk {
    private static final Set<String> STATES = Set.of("received", "case", "ended");

    private final ViolationReports reports;

    ReportsDesk(ViolationReports reports) {
        this.reports = reports;
    }

    Reply list(Call call) {
        Page<Line> page = reports.list(call.caller(), filter(call), call.param("cursor"), call.limit());
        return Reply.ok(
                new ReportList(page.items().stream().map(ReportsDesk::wire).toList(), page.next()));
    }

    private static Filter filter(Call call) {
        String state = call.param("state");
        String kind = call.param("kind");
        String property = call.param("property");
        return new Filter(
                Fields.district("district", call.param("district")),
                state == null ? null : Fields.oneOf("state", state, STATES),
                kind == null ? null : Fields.name("kind", kind),
                property == null
                        ? null
                        : Fields.identifier("property", property, RenovationCode::parse)
                                .value());
    }

    private static ReportList.Line wire(Line line) {
        return new ReportList.Line(
                line.number(),
                line.property(),
                line.district(),
                line.kind().code(),
                line.kind().titleEn(),
                line.kind().titleFa(),
                line.state(),
                line.caseNumber(),
                line.received(),
                line.taken(),
                line.ended());
    }
}
