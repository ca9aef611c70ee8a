package city.pishkhan.citizen.internal;

import city.pishkhan.api.Page;
import city.pishkhan.api.ViolationReports;
import city.pishkhan.api.ViolationReports.Filing;
import city.pishkhan.api.ViolationReports.Own;
import city.pishkhan.contracts.citizen.NewReport;
import city.pishkhan.contracts.citizen.OwnReport;
import city.pishkhan.contracts.citizen.OwnReports;
import city.pishkhan.contracts.citizen.ReportKinds;
import city.pishkhan.doors.Call;
import city.pishkhan.doors.Reply;
import java.util.UUID;

/** Carries a citizen's report to its service, and what becomes of it back. */
final class ReportDesk {
    private static final String PATH = "/citizen/v1/reports/";

    private final ViolationReports reports;

    ReportDesk(ViolationReports reports) {
        this.reports = reports;
    }

    Reply kinds(Call call) {
        return Reply.ok(new ReportKinds(reports.kinds().stream()
                .map(k -> new ReportKinds.Kind(k.code(), k.titleEn(), k.titleFa()))
                .toList()));
    }

    /** What is kept of it for repetitions opens with the reporter's key only, and nobody opens it once the reporter is erased. */
    Reply file(Call call) {
        NewReport given = call.body(NewReport.class);
        Own own = reports.file(call.caller(), new Filing(given.property(), given.kind(), given.text()));
        return Reply.created(PATH + own.number(), wire(own))
                .about(UUID.fromString(call.caller().citizen().orElseThrow()));
    }

    Reply list(Call call) {
        Page<Own> page = reports.mine(call.caller(), call.param("cursor"), call.limit());
        return Reply.ok(
                new OwnReports(page.items().stream().map(ReportDesk::wire).toList(), page.next()));
    }

    Reply find(Call call) {
        return Reply.ok(wire(reports.find(call.caller(), call.param("number"))));
    }

    private static OwnReport wire(Own own) {
        return new OwnReport(
                own.number(),
                own.property(),
                own.kind().code(),
                own.kind().titleEn(),
                own.kind().titleFa(),
                own.text(),
                own.state(),
                own.stageEn(),
                own.stageFa(),
                own.received(),
                own.taken(),
                own.ended());
    }
}
