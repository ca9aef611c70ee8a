package city.pishkhan.committee.internal;

import city.pishkhan.api.LedgerReports;
import city.pishkhan.api.Page;
import city.pishkhan.api.Settlements;
import city.pishkhan.contracts.committee.Difference;
import city.pishkhan.contracts.committee.DifferenceList;
import city.pishkhan.contracts.committee.Explanation;
import city.pishkhan.contracts.committee.LedgerLine;
import city.pishkhan.contracts.committee.LedgerReport;
import city.pishkhan.contracts.committee.NewApproval;
import city.pishkhan.contracts.committee.NewTakeBack;
import city.pishkhan.contracts.committee.SettlementFile;
import city.pishkhan.contracts.committee.SettlementFileList;
import city.pishkhan.doors.Call;
import city.pishkhan.doors.CsvTable;
import city.pishkhan.doors.Fields;
import city.pishkhan.doors.Reply;
import city.pishkhan.identifiers.PersianDate;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Carries each operation on the city's money to its service. */
final class MoneyDesk {
    static final String LEDGER = "committee.ledger.read";
    static final String DIFFERENCES = "committee.settlement.read";
    private static final int LONGEST = 500;
    private static final int LONGEST_NAME = 100;
    private static final int MONTH = 30;

    private final LedgerReports ledger;
    private final Settlements settlements;
    private final ApprovalDesk approvals;
    private final Clock clock;

    MoneyDesk(LedgerReports ledger, Settlements settlements, ApprovalDesk approvals, Clock clock) {
        this.approvals = approvals;
        this.ledger = ledger;
        this.settlements = settlements;
        this.clock = clock;
    }

    Reply ledger(Call call) {
        return Reply.ok(report(call));
    }

    Reply ledgerCsv(Call call) {
        LedgerReport report = report(call);
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

    private LedgerReport report(Call call) {
        String by = Fields.oneOf("by", call.param("by"), LedgerReports.BY);
        LocalDate to = Fields.day("to", call.param("to"), LocalDate.ofInstant(clock.instant(), PersianDate.TEHRAN));
        LocalDate from = Fields.day("from", call.param("from"), to.minusDays(MONTH));
        return new LedgerReport(
                by,
                from.toString(),
                to.toString(),
                ledger.report(by, from, to).stream()
                        .map(l -> new LedgerLine(
                                l.key(),
                                l.receipts(),
                                l.bank(),
                                l.income(),
                                l.refunds(),
                                l.unexplained(),
                                l.offices(),
                                l.expenses()))
                        .toList());
    }

    Reply files(Call call) {
        Page<Settlements.File> page = settlements.files(call.param("cursor"), call.limit());
        return Reply.ok(new SettlementFileList(
                page.items().stream().map(MoneyDesk::wire).toList(), page.next()));
    }

    private static SettlementFile wire(Settlements.File f) {
        return new SettlementFile(
                f.id(),
                f.gateway(),
                f.name(),
                f.taken(),
                f.lines(),
                f.total(),
                f.matched(),
                f.different(),
                f.pending(),
                f.state());
    }

    Reply withdraw(Call call) {
        return ask(call, "settlement-withdraw", "file", call.id("id", "settlement-file", "این فایل تسویه"));
    }

    Reply reverse(Call call) {
        return ask(call, "booking-reverse", "difference", call.id("id", "difference", "این مغایرت"));
    }

    private Reply ask(Call call, String act, String term, UUID id) {
        String reason = Fields.text("reason", call.body(NewApproval.class).reason(), LONGEST);
        return approvals.ask(call, act, Map.of(term, id.toString()), reason);
    }

    Reply takeBack(Call call) {
        NewTakeBack given = call.body(NewTakeBack.class);
        return approvals.ask(
                call,
                "payment-take-back",
                Map.of(
                        "gateway",
                        Fields.text("gateway", given.gateway(), LONGEST_NAME),
                        "terminal",
                        Fields.text("terminal", given.terminal(), LONGEST_NAME),
                        "reference",
                        Fields.text("reference", given.reference(), LONGEST_NAME)),
                Fields.text("reason", given.reason(), LONGEST));
    }

    Reply differences(Call call) {
        String open = call.param("open");
        boolean all = open != null
                && Fields.oneOf("open", open, Set.of("true", "false")).equals("false");
        Page<Settlements.Difference> page = settlements.differences(!all, call.param("cursor"), call.limit());
        return Reply.ok(
                new DifferenceList(page.items().stream().map(MoneyDesk::wire).toList(), page.next()));
    }

    Reply explain(Call call) {
        String words = Fields.text("explanation", call.body(Explanation.class).explanation(), LONGEST);
        return Reply.ok(wire(settlements.explain(call.caller(), call.id("id", "difference", "این مغایرت"), words)));
    }

    private static Difference wire(Settlements.Difference d) {
        return new Difference(
                d.id(),
                d.kind(),
                d.gateway(),
                d.terminal(),
                d.reference(),
                d.order(),
                d.ours(),
                d.banks(),
                d.file(),
                d.line(),
                d.found(),
                d.explanation(),
                d.explainedBy());
    }
}
