package city.pishkhan.routes.office.internal;

import city.pishkhan.api.Page;
import city.pishkhan.api.cases.Cases;
import city.pishkhan.api.cases.Cases.Interest;
import city.pishkhan.api.money.Fees;
import city.pishkhan.contracts.office.municipal.DeclaredInterest;
import city.pishkhan.contracts.office.municipal.Inspection;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.doors.call.FieldCheck;
import city.pishkhan.doors.mapping.CsvTable;
import city.pishkhan.identifiers.PersianDate;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Operations of offices on behalf of the municipality: inspections, conflicts of interest and fees. */
final class MunicipalCaseResource {
    private static final Map<String, Interest> INTERESTS =
            Stream.of(Interest.values()).collect(Collectors.toMap(Interest::code, interest -> interest));
    private static final int LONGEST_OFFICE = 20;
    private static final int MONTH = 30;

    private final Cases cases;
    private final Fees fees;

    MunicipalCaseResource(Cases cases, Fees fees) {
        this.cases = cases;
        this.fees = fees;
    }

    DoorReply inspect(DoorCall doorCall) {
        Inspection given = doorCall.body(Inspection.class);
        return CaseMapper.reply(cases.inspect(
                doorCall.caller(),
                CaseRequestMapper.caseId(doorCall),
                doorCall.version(),
                FieldCheck.present("findings", given.findings()),
                FieldCheck.text("report", given.report(), CaseRequestMapper.LONGEST_REASON)));
    }

    DoorReply declareInterest(DoorCall doorCall) {
        String reason =
                FieldCheck.oneOf("reason", doorCall.body(DeclaredInterest.class).reason(), INTERESTS.keySet());
        cases.declareInterest(
                doorCall.caller(),
                CaseRequestMapper.caseId(doorCall),
                doorCall.version(),
                Objects.requireNonNull(INTERESTS.get(reason)));
        return DoorReply.done();
    }

    DoorReply fees(DoorCall doorCall) {
        String office = office(doorCall);
        Page<Fees.Fee> page = fees.list(doorCall.caller(), office, doorCall.param("cursor"), doorCall.limit());
        return DoorReply.ok(MunicipalMapper.INSTANCE.fees(page, fees.totals(doorCall.caller(), office)));
    }

    private static @Nullable String office(DoorCall doorCall) {
        return FieldCheck.optional("office", doorCall.param("office"), LONGEST_OFFICE);
    }

    DoorReply feesCsv(DoorCall doorCall) {
        LocalDate to = FieldCheck.day("to", doorCall.param("to"), LocalDate.now(PersianDate.TEHRAN));
        LocalDate from = FieldCheck.day("from", doorCall.param("from"), to.minusDays(MONTH));
        CsvTable csv =
                new CsvTable("case", "service", "office", "district", "duty", "title", "billed", "state", "amount");
        long sum = 0;
        for (Fees.Fee f : fees.listBilled(doorCall.caller(), office(doorCall), from, to)) {
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
