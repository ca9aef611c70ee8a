package city.pishkhan.routes.committee.internal;

import city.pishkhan.api.Page;
import city.pishkhan.api.money.Payouts;
import city.pishkhan.contracts.committee.NewPayout;
import city.pishkhan.contracts.committee.PayoutOrder;
import city.pishkhan.contracts.committee.Transfer;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.doors.call.FieldCheck;
import city.pishkhan.doors.mapping.CsvTable;
import city.pishkhan.doors.mapping.ListTable;
import city.pishkhan.identifiers.Iban;
import city.pishkhan.messages.Messages;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Operations of the treasury on payouts to offices. */
final class PayoutResource {
    private static final Messages MESSAGES = Messages.of(PayoutResource.class);
    private static final Set<String> STATES = Set.of("due", "ordered", "done");
    private static final int LONGEST_OFFICE = 20;
    private static final int LONGEST_HOLDER = 100;
    private static final int LONGEST_REASON = 500;

    private final Payouts payouts;
    private final ApprovalResource approvals;

    PayoutResource(Payouts payouts, ApprovalResource approvals) {
        this.payouts = payouts;
        this.approvals = approvals;
    }

    DoorReply gather(DoorCall doorCall) {
        String office = FieldCheck.text("office", doorCall.body(NewPayout.class).office(), LONGEST_OFFICE);
        Payouts.Payout payout = payouts.create(doorCall.caller(), office);
        return DoorReply.created("/committee/v1/payouts/" + payout.id(), TreasuryMapper.INSTANCE.payout(payout));
    }

    DoorReply list(DoorCall doorCall) {
        Page<Payouts.Payout> page = payouts.list(state(doorCall), doorCall.param("cursor"), doorCall.limit());
        return DoorReply.ok(TreasuryMapper.INSTANCE.payouts(page));
    }

    DoorReply table(DoorCall doorCall) {
        String state = state(doorCall);
        ListTable table = new ListTable(
                doorCall,
                MESSAGES,
                "office",
                "amount",
                "fees",
                "state",
                "since",
                "gateway",
                "terminal",
                "iban",
                "reference");
        return table.reply(
                "pishkhan-payouts-list",
                null,
                cursor -> payouts.list(state, cursor, ListTable.LINES),
                p -> table.line(
                        p.office(),
                        p.amount(),
                        p.fees(),
                        table.name("outgoing-state", p.state()),
                        table.minute(p.created()),
                        p.gateway(),
                        p.terminal(),
                        p.iban(),
                        p.reference()));
    }

    private static @Nullable String state(DoorCall doorCall) {
        String state = doorCall.param("state");
        return state == null ? null : FieldCheck.oneOf("state", state, STATES);
    }

    DoorReply order(DoorCall doorCall) {
        PayoutOrder given = doorCall.body(PayoutOrder.class);
        Iban iban = FieldCheck.identifier("iban", FieldCheck.text("iban", given.iban(), LONGEST_HOLDER), Iban::parse);
        String holder = FieldCheck.text("holder", given.holder(), LONGEST_HOLDER);
        String gateway = FieldCheck.name("gateway", given.gateway());
        String terminal = FieldCheck.text("terminal", given.terminal(), LONGEST_OFFICE);
        String reason = FieldCheck.text("reason", given.reason(), LONGEST_REASON);
        Payouts.Payout named = payouts.setAccounts(doorCall.caller(), id(doorCall), iban, holder, gateway, terminal);
        return approvals.requestApproval(
                doorCall, "payout", Map.of("payout", named.id().toString(), "account", named.account()), reason);
    }

    DoorReply orders(DoorCall doorCall) {
        CsvTable csv = new CsvTable("payout", "office", "amount", "gateway", "terminal", "iban", "holder");
        payouts.orders(doorCall.caller())
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

    DoorReply complete(DoorCall doorCall) {
        return DoorReply.ok(TreasuryMapper.INSTANCE.payout(payouts.recordPaid(
                doorCall.caller(), id(doorCall), doorCall.body(Transfer.class).reference())));
    }

    private static UUID id(DoorCall doorCall) {
        return doorCall.id("id", "payout");
    }
}
