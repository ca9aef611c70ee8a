package city.pishkhan.office.internal;

import city.pishkhan.api.Cases;
import city.pishkhan.api.Fees;
import city.pishkhan.api.Page;
import city.pishkhan.contracts.office.FeeList;
import city.pishkhan.contracts.office.Inspection;
import city.pishkhan.doors.Call;
import city.pishkhan.doors.Fields;
import city.pishkhan.doors.Reply;

/** Carries what an office does for the municipality to its services. */
final class MunicipalDesk {
    private final Cases cases;
    private final Fees fees;

    MunicipalDesk(Cases cases, Fees fees) {
        this.cases = cases;
        this.fees = fees;
    }

    Reply inspect(Call call) {
        Inspection given = call.body(Inspection.class);
        return WireOut.reply(cases.inspect(
                call.caller(),
                WireIn.caseId(call),
                call.version(),
                Fields.present("findings", given.findings()),
                Fields.text("report", given.report(), WireIn.LONGEST_REASON)));
    }

    Reply fees(Call call) {
        Page<Fees.Fee> page = fees.list(
                call.caller(), Fields.optional("office", call.param("office"), 20), call.param("cursor"), call.limit());
        return Reply.ok(new FeeList(
                page.items().stream()
                        .map(f -> new FeeList.Fee(
                                f.id(),
                                f.caseId(),
                                f.caseNumber(),
                                f.service(),
                                f.office(),
                                f.district(),
                                f.code(),
                                f.titleEn(),
                                f.titleFa(),
                                f.amount(),
                                f.billed()))
                        .toList(),
                page.next()));
    }
}
