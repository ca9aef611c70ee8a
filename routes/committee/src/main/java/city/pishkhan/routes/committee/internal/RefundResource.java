package city.pishkhan.routes.committee.internal;

import city.pishkhan.api.Page;
import city.pishkhan.api.money.Refunds;
import city.pishkhan.contracts.committee.NewRefund;
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

/** Operations of the treasury on refunds to payers. */
final class RefundResource {
    private static final Messages MESSAGES = Messages.of(RefundResource.class);
    private static final Set<String> STATES = Set.of("due", "ordered", "done", "cancelled");
    private static final int LONGEST_HOLDER = 100;
    private static final int LONGEST_REASON = 500;

    private final Refunds refunds;
    private final ApprovalResource approvals;

    RefundResource(Refunds refunds, ApprovalResource approvals) {
        this.refunds = refunds;
        this.approvals = approvals;
    }

    DoorReply list(DoorCall doorCall) {
        Page<Refunds.Refund> page = refunds.list(state(doorCall), doorCall.param("cursor"), doorCall.limit());
        return DoorReply.ok(TreasuryMapper.INSTANCE.refunds(page));
    }

    DoorReply table(DoorCall doorCall) {
        String state = state(doorCall);
        ListTable table = new ListTable(
                doorCall,
                MESSAGES,
                "case",
                "amount",
                "why",
                "state",
                "since",
                "gateway",
                "terminal",
                "sale",
                "iban",
                "reference");
        return table.reply(
                "pishkhan-refunds-list",
                null,
                cursor -> refunds.list(state, cursor, ListTable.LINES),
                r -> table.line(
                        r.caseNumber(),
                        r.amount(),
                        table.translate("table.refund.", r.kind()),
                        table.name("outgoing-state", r.state()),
                        table.minute(r.created()),
                        r.gateway(),
                        r.terminal(),
                        r.sale(),
                        r.iban(),
                        r.reference()));
    }

    private static @Nullable String state(DoorCall doorCall) {
        String state = doorCall.param("state");
        return state == null ? null : FieldCheck.oneOf("state", state, STATES);
    }

    DoorReply order(DoorCall doorCall) {
        NewRefund given = doorCall.body(NewRefund.class);
        Iban iban = FieldCheck.identifier("iban", FieldCheck.text("iban", given.iban(), LONGEST_HOLDER), Iban::parse);
        String holder = FieldCheck.text("holder", given.holder(), LONGEST_HOLDER);
        String reason = FieldCheck.text("reason", given.reason(), LONGEST_REASON);
        Refunds.Refund named = refunds.setAccount(doorCall.caller(), id(doorCall), iban, holder);
        return approvals.requestApproval(
                doorCall, "refund", Map.of("refund", named.id().toString(), "account", named.account()), reason);
    }

    DoorReply orders(DoorCall doorCall) {
        CsvTable csv = new CsvTable("refund", "case", "amount", "iban", "holder");
        refunds.orders(doorCall.caller())
                .forEach(o -> csv.line(
                        o.refund(), o.caseNumber(), o.amount(), o.iban().value(), o.holder()));
        return csv.reply("pishkhan-refunds");
    }

    DoorReply complete(DoorCall doorCall) {
        return DoorReply.ok(TreasuryMapper.INSTANCE.refund(refunds.recordPaid(
                doorCall.caller(), id(doorCall), doorCall.body(Transfer.class).reference())));
    }

    private static UUID id(DoorCall doorCall) {
        return doorCall.id("id", "refund");
    }
}
