package city.pishkhan.routes.office.internal;

import city.pishkhan.api.Page;
import city.pishkhan.api.governance.ViolationReports;
import city.pishkhan.api.governance.ViolationReports.Filter;
import city.pishkhan.api.governance.ViolationReports.Line;
import city.pishkhan.contracts.office.ReportList;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.doors.call.FieldCheck;
import city.pishkhan.identifiers.RenovationCode;
import java.util.Set;

/** Shows what citizens reported of buildings. */
final class ViolationReportResource {
    private static final Set<String> STATES = Set.of("received", "case", "ended");

    private final ViolationReports reports;

    ViolationReportResource(ViolationReports reports) {
        this.reports = reports;
    }

    DoorReply list(DoorCall doorCall) {
        Page<Line> page = reports.list(doorCall.caller(), filter(doorCall), doorCall.param("cursor"), doorCall.limit());
        return DoorReply.ok(new ReportList(
                page.items().stream().map(ViolationReportResource::wire).toList(), page.next()));
    }

    private static Filter filter(DoorCall doorCall) {
        String state = doorCall.param("state");
        String kind = doorCall.param("kind");
        String property = doorCall.param("property");
        return new Filter(
                FieldCheck.district("district", doorCall.param("district")),
                state == null ? null : FieldCheck.oneOf("state", state, STATES),
                kind == null ? null : FieldCheck.name("kind", kind),
                property == null
                        ? null
                        : FieldCheck.identifier("property", property, RenovationCode::parse)
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
