package city.pishkhan.routes.office.internal;

import city.pishkhan.api.Page;
import city.pishkhan.api.governance.ViolationReports;
import city.pishkhan.api.governance.ViolationReports.Filing;
import city.pishkhan.api.governance.ViolationReports.Filter;
import city.pishkhan.api.governance.ViolationReports.Line;
import city.pishkhan.api.governance.ViolationReports.Source;
import city.pishkhan.contracts.office.municipal.DistrictReport;
import city.pishkhan.contracts.office.municipal.FoundProperty;
import city.pishkhan.contracts.office.municipal.ReportableKinds;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.doors.call.FieldCheck;
import city.pishkhan.doors.mapping.ListTable;
import city.pishkhan.identifiers.RenovationCode;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import java.util.Set;

/** Lists reports of building violations and records reports that a district writes down. */
final class ViolationReportResource {
    private static final Messages MESSAGES = Messages.of(ViolationReportResource.class);
    private static final Set<String> STATES = Set.of("received", "case", "ended");
    private static final Set<String> WRITTEN_DOWN = Set.of("visitor", "district");
    private static final String PATH = "/office/v1/reports?property=";

    private final ViolationReports reports;

    ViolationReportResource(ViolationReports reports) {
        this.reports = reports;
    }

    DoorReply list(DoorCall doorCall) {
        Page<Line> page = reports.list(doorCall.caller(), filter(doorCall), doorCall.param("cursor"), doorCall.limit());
        return DoorReply.ok(MunicipalMapper.INSTANCE.reports(page));
    }

    DoorReply table(DoorCall doorCall) {
        Filter filter = filter(doorCall);
        ListTable table = new ListTable(
                doorCall,
                MESSAGES,
                "report",
                "property",
                "district",
                "reported",
                "source",
                "report-state",
                "case",
                "received",
                "ended");
        return table.reply(
                "pishkhan-reports",
                null,
                cursor -> reports.list(doorCall.caller(), filter, cursor, ListTable.LINES),
                line -> table.line(
                        line.number(),
                        line.property(),
                        line.district(),
                        table.inLanguage(
                                new Text(line.kind().titleEn(), line.kind().titleFa())),
                        table.translate("table.source.", line.source().code()),
                        table.translate("table.report.", line.state()),
                        line.caseNumber(),
                        table.minute(line.received()),
                        table.minute(line.ended())));
    }

    DoorReply kinds(DoorCall doorCall) {
        return DoorReply.ok(new ReportableKinds(MunicipalMapper.INSTANCE.kinds(reports.kinds())));
    }

    DoorReply file(DoorCall doorCall) {
        DistrictReport given = doorCall.body(DistrictReport.class);
        Source source = Source.of(FieldCheck.oneOf("source", given.source(), WRITTEN_DOWN));
        Line line = reports.fileAtDistrict(
                doorCall.caller(), source, new Filing(given.property(), given.kind(), given.text()));
        return DoorReply.created(PATH + line.property(), MunicipalMapper.INSTANCE.confirmation(line));
    }

    DoorReply locate(DoorCall doorCall) {
        FoundProperty found = doorCall.body(FoundProperty.class);
        return DoorReply.ok(MunicipalMapper.INSTANCE.confirmation(
                reports.locate(doorCall.caller(), doorCall.requiredParam("number"), found.property())));
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
}
