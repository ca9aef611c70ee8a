package city.pishkhan.routes.committee.internal;

import city.pishkhan.api.Page;
import city.pishkhan.api.money.LedgerReports;
import city.pishkhan.api.money.Settlements;
import city.pishkhan.contracts.committee.Explanation;
import city.pishkhan.contracts.committee.LedgerReport;
import city.pishkhan.contracts.committee.NewApproval;
import city.pishkhan.contracts.committee.NewTakeBack;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.doors.call.FieldCheck;
import city.pishkhan.doors.mapping.CsvTable;
import city.pishkhan.doors.mapping.ListTable;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.messages.Messages;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Operations on the city's ledger and settlements. */
final class TreasuryResource {
    private static final Messages MESSAGES = Messages.of(TreasuryResource.class);
    static final String LEDGER = "committee.ledger.read";
    static final String DIFFERENCES = "committee.settlement.read";
    private static final int LONGEST = 500;
    private static final int LONGEST_NAME = 100;
    private static final int MONTH = 30;

    private final LedgerReports ledger;
    private final Settlements settlements;
    private final ApprovalResource approvals;
    private final Clock clock;

    TreasuryResource(LedgerReports ledger, Settlements settlements, ApprovalResource approvals, Clock clock) {
        this.approvals = approvals;
        this.ledger = ledger;
        this.settlements = settlements;
        this.clock = clock;
    }

    DoorReply ledger(DoorCall doorCall) {
        return DoorReply.ok(report(doorCall));
    }

    DoorReply ledgerCsv(DoorCall doorCall) {
        LedgerReport report = report(doorCall);
        CsvTable csv = new CsvTable(
                report.by(), "receipts", "bank", "income", "refunds", "unexplained", "offices", "expenses");
        report.lines()
                .forEach(l -> csv.line(
                        l.key(),
                        l.receipts(),
                        l.bank(),
                        l.income(),
                        l.refunds(),
                        l.unexplained(),
                        l.offices(),
                        l.expenses()));
        return csv.reply("pishkhan-ledger-" + report.by() + "-" + report.from() + "-" + report.to());
    }

    private LedgerReport report(DoorCall doorCall) {
        String by = FieldCheck.oneOf("by", doorCall.param("by"), LedgerReports.BY);
        LocalDate to =
                FieldCheck.day("to", doorCall.param("to"), LocalDate.ofInstant(clock.instant(), PersianDate.TEHRAN));
        LocalDate from = FieldCheck.day("from", doorCall.param("from"), to.minusDays(MONTH));
        return new LedgerReport(
                by, from.toString(), to.toString(), TreasuryMapper.INSTANCE.ledgerLines(ledger.report(by, from, to)));
    }

    DoorReply files(DoorCall doorCall) {
        Page<Settlements.File> page = settlements.files(doorCall.param("cursor"), doorCall.limit());
        return DoorReply.ok(TreasuryMapper.INSTANCE.settlementFiles(page));
    }

    DoorReply withdraw(DoorCall doorCall) {
        return requestApproval(doorCall, "settlement-withdraw", "file", doorCall.id("id", "settlement-file"));
    }

    DoorReply reverse(DoorCall doorCall) {
        return requestApproval(doorCall, "booking-reverse", "difference", doorCall.id("id", "difference"));
    }

    private DoorReply requestApproval(DoorCall doorCall, String act, String term, UUID id) {
        String reason =
                FieldCheck.text("reason", doorCall.body(NewApproval.class).reason(), LONGEST);
        return approvals.requestApproval(doorCall, act, Map.of(term, id.toString()), reason);
    }

    DoorReply takeBack(DoorCall doorCall) {
        NewTakeBack given = doorCall.body(NewTakeBack.class);
        return approvals.requestApproval(
                doorCall,
                "payment-take-back",
                Map.of(
                        "gateway",
                        FieldCheck.text("gateway", given.gateway(), LONGEST_NAME),
                        "terminal",
                        FieldCheck.text("terminal", given.terminal(), LONGEST_NAME),
                        "reference",
                        FieldCheck.text("reference", given.reference(), LONGEST_NAME)),
                FieldCheck.text("reason", given.reason(), LONGEST));
    }

    DoorReply differences(DoorCall doorCall) {
        Page<Settlements.Difference> page =
                settlements.differences(isOpenOnly(doorCall), doorCall.param("cursor"), doorCall.limit());
        return DoorReply.ok(TreasuryMapper.INSTANCE.differences(page));
    }

    DoorReply differencesCsv(DoorCall doorCall) {
        boolean open = isOpenOnly(doorCall);
        ListTable table = new ListTable(
                doorCall,
                MESSAGES,
                "difference",
                "gateway",
                "terminal",
                "reference",
                "order",
                "ours",
                "banks",
                "file",
                "line",
                "since",
                "explanation",
                "explained-by");
        return table.reply(
                "pishkhan-settlement-differences",
                null,
                cursor -> settlements.differences(open, cursor, ListTable.LINES),
                d -> table.line(
                        table.translate("table.difference.", d.kind()),
                        d.gateway(),
                        d.terminal(),
                        d.reference(),
                        d.order(),
                        d.ours(),
                        d.banks(),
                        d.file(),
                        d.line(),
                        table.minute(d.found()),
                        d.explanation(),
                        d.explainedBy()));
    }

    /** Returns whether only unexplained differences are requested, which is the default. */
    private static boolean isOpenOnly(DoorCall doorCall) {
        String open = doorCall.param("open");
        return open == null
                || FieldCheck.oneOf("open", open, Set.of("true", "false")).equals("true");
    }

    DoorReply explain(DoorCall doorCall) {
        String words =
                FieldCheck.text("explanation", doorCall.body(Explanation.class).explanation(), LONGEST);
        return DoorReply.ok(TreasuryMapper.INSTANCE.difference(
                settlements.explain(doorCall.caller(), doorCall.id("id", "difference"), words)));
    }
}
