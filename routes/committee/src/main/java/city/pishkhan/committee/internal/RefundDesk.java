package city.pishkhan.committee.internal;

import city.pishkhan.api.Page;
import city.pishkhan.api.Refunds;
import city.pishkhan.contracts.committee.NewRefund;
import city.pishkhan.contracts.committee.Refund;
import city.pishkhan.contracts.committee.RefundList;
import city.pishkhan.contracts.committee.Transfer;
import city.pishkhan.doors.Call;
import city.pishkhan.doors.CsvTable;
import city.pishkhan.doors.Fields;
import city.pishkhan.doors.Reply;
import city.pishkhan.identifiers.Iban;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Carries each operation on refunds to its service. */
final class RefundDesk {
    private static final Set<String> STATES = Set.of("due", "ordered", "done", "cancelled");
    private static final int LONGEST_HOLDER = 100;
    private static final int LONGEST_REASON = 500;

    private final Refunds refunds;
    private final ApprovalDesk approvals;

    RefundDesk(Refunds refunds, ApprovalDesk approvals) {
        this.refunds = refunds;
        this.approvals = approvals;
    }

    Reply list(Call call) {
        String state = call.param("state");
        Page<Refunds.Refund> page = refunds.list(
                state == null ? null : Fields.oneOf("state", state, STATES), call.param("cursor"), call.limit());
        return Reply.ok(
                new RefundList(page.items().stream().map(RefundDesk::wire).toList(), page.next()));
    }

    Reply order(Call call) {
        NewRefund given = call.body(NewRefund.class);
        Iban iban = Fields.identifier("iban", Fields.text("iban", given.iban(), LONGEST_HOLDER), Iban::parse);
        String holder = Fields.text("holder", given.holder(), LONGEST_HOLDER);
        String reason = Fields.text("reason", given.reason(), LONGEST_REASON);
        Refunds.Refund named = refunds.account(call.caller(), id(call), iban, holder);
        return approvals.ask(
                call, "refund", Map.of("refund", named.id().toString(), "account", named.account()), reason);
    }

    Reply orders(Call call) {
        CsvTable csv = new CsvTable("refund", "case", "amount", "iban", "holder");
        refunds.orders(call.caller())
                .forEach(o -> csv.line(
                        o.refund(), o.caseNumber(), o.amount(), o.iban().value(), o.holder()));
        return csv.reply("pishkhan-refunds");
    }

    Reply complete(Call call) {
        return Reply.ok(wire(
                refunds.done(call.caller(), id(call), call.body(Transfer.class).reference())));
    }

    private static UUID id(Call call) {
        return call.id("id", "refund", "این استرداد");
    }

    private static Refund wire(Refunds.Refund r) {
        return new Refund(
                r.id(),
                r.kind(),
                r.caseId(),
                r.caseNumber(),
                r.amount(),
                r.gateway(),
                r.terminal(),
                r.sale(),
                r.state(),
                r.created(),
                r.iban(),
                r.reference());
    }
}
