package city.pishkhan.committee.internal;

import city.pishkhan.api.Page;
import city.pishkhan.api.Payouts;
import city.pishkhan.contracts.committee.NewPayout;
import city.pishkhan.contracts.committee.Payout;
import city.pishkhan.contracts.committee.PayoutList;
import city.pishkhan.contracts.committee.PayoutOrder;
import city.pishkhan.contracts.committee.Transfer;
import city.pishkhan.doors.Call;
import city.pishkhan.doors.CsvTable;
import city.pishkhan.doors.Fields;
import city.pishkhan.doors.Reply;
import city.pishkhan.identifiers.Iban;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Carries each operation on payouts to offices to its service. */
final class PayoutDesk {
    private static final Set<String> STATES = Set.of("due", "ordered", "done");
    private static final int LONGEST_OFFICE = 20;
    private static final int LONGEST_HOLDER = 100;
    private static final int LONGEST_REASON = 500;

    private final Payouts payouts;
    private final ApprovalDesk approvals;

    PayoutDesk(Payouts payouts, ApprovalDesk approvals) {
        this.payouts = payouts;
        this.approvals = approvals;
    }

    Reply gather(Call call) {
        String office = Fields.text("office", call.body(NewPayout.class).office(), LONGEST_OFFICE);
        Payouts.Payout payout = payouts.gather(call.caller(), office);
        return Reply.created("/committee/v1/payouts/" + payout.id(), wire(payout));
    }

    Reply list(Call call) {
        String state = call.param("state");
        Page<Payouts.Payout> page = payouts.list(
                state == null ? null : Fields.oneOf("state", state, STATES), call.param("cursor"), call.limit());
        return Reply.ok(
                new PayoutList(page.items().stream().map(PayoutDesk::wire).toList(), page.next()));
    }

    Reply order(Call call) {
        PayoutOrder given = call.body(PayoutOrder.class);
        Iban iban = Fields.identifier("iban", Fields.text("iban", given.iban(), LONGEST_HOLDER), Iban::parse);
        String holder = Fields.text("holder", given.holder(), LONGEST_HOLDER);
        String gateway = Fields.name("gateway", given.gateway());
        String terminal = Fields.text("terminal", given.terminal(), LONGEST_OFFICE);
        String reason = Fields.text("reason", given.reason(), LONGEST_REASON);
        Payouts.Payout named = payouts.account(call.caller(), id(call), iban, holder, gateway, terminal);
        return approvals.ask(
                call, "payout", Map.of("payout", named.id().toString(), "account", named.account()), reason);
    }

    Reply orders(Call call) {
        CsvTable csv = new CsvTable("payout", "office", "amount", "gateway", "terminal", "iban", "holder");
        payouts.orders(call.caller())
                .forEach(o -> csv.line(
                        o.payout(),
                        o.office(),
                        o.amount(),
                        o.gateway(),
                        o.terminal(),
                        o.iban().value(),
                        o.holder()));
        return csv.reply("pishkhan-payouts");
    }

    Reply complete(Call call) {
        return Reply.ok(wire(
                payouts.done(call.caller(), id(call), call.body(Transfer.class).reference())));
    }

    private static UUID id(Call call) {
        return call.id("id", "payout", "این پرداخت به دفتر");
    }

    private static Payout wire(Payouts.Payout p) {
        return new Payout(
                p.id(),
                p.office(),
                p.amount(),
                p.fees(),
                p.state(),
                p.created(),
                p.gateway(),
                p.terminal(),
                p.iban(),
                p.reference());
    }
}
