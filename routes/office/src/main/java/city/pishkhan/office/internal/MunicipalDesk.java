package city.pishkhan.office.internal;

import city.pishkhan.api.Cases;
import city.pishkhan.api.Fees;
import city.pishkhan.api.Page;
import city.pishkhan.contracts.office.FeeList;
import city.pishkhan.contracts.office.Inspection;
import city.pishkhan.doors.Call;
import city.pishkhan.doors.CsvTable;
import city.pishkhan.doors.Fields;
import city.pishkhan.doors.Reply;
import city.pishkhan.identifiers.PersianDate;
import java.time.LocalDate;

/** Carries what an office does for the municipality to its services. */
final class MunicipalDesk {
    private static final int LONGEST_OFFICE = 20;
    private static final int MONTH = 30;

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
        String office = office(call);
        Page<Fees.Fee> page = fees.list(call.caller(), office, call.param("cursor"), call.limit());
        Fees.Totals totals = fees.totals(call.caller(), office);
        return Reply.ok(new FeeList(
                page.items().stream().map(MunicipalDesk::wire).toList(),
                new FeeList.Totals(totals.owed(), totals.ordered(), totals.paid()),
                page.next()));
    }

    private static String office(Call call) {
        return Fields.optional("office", call.param("office"), LONGEST_OFFICE);
    }

    private static FeeList.Fee wire(Fees.Fee f) {
        return new FeeList.Fee(
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
                f.billed(),
                f.state());
    }

    Reply feesCsv(Call call) {
        LocalDate to = Fields.day("to", call.param("to"), LocalDate.now(PersianDate.TEHRAN));
        LocalDate from = Fields.day("from", call.param("from"), to.minusDays(MONTH));
        CsvTable csv =
                new CsvTable("case", "service", "office", "district", "duty", "title", "billed", "state", "amount");
        long sum = 0;
        for (Fees.Fee f : fees.billed(call.caller(), office(call), from, to)) {
            csv.line(
                    f.caseNumber(),
                    f.service(),
                    f.office(),
                    f.district(),
                    f.code(),
                    f.titleFa(),
                    f.billed(),
                    f.state(),
                    f.amount());
            sum += f.amount();
        }
        return csv.line("sum", null, null, null, null, null, null, null, sum).reply("pishkhan-fees-" + from + "-" + to);
    }
}
