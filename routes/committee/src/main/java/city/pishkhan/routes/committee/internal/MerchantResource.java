package city.pishkhan.routes.committee.internal;

import city.pishkhan.api.money.Merchants;
import city.pishkhan.contracts.committee.MerchantList;
import city.pishkhan.contracts.committee.NewMerchantApproval;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.doors.call.FieldCheck;
import city.pishkhan.doors.mapping.ListTable;
import city.pishkhan.messages.Messages;
import java.util.Map;

/** Operations on merchant accounts. */
final class MerchantResource {
    private static final Messages MESSAGES = Messages.of(MerchantResource.class);
    private static final int LONGEST_REASON = 500;

    private final Merchants merchants;
    private final ApprovalResource approvals;

    MerchantResource(Merchants merchants, ApprovalResource approvals) {
        this.merchants = merchants;
        this.approvals = approvals;
    }

    DoorReply list() {
        return DoorReply.ok(new MerchantList(TreasuryMapper.INSTANCE.merchants(merchants.list())));
    }

    DoorReply table(DoorCall doorCall) {
        ListTable table = new ListTable(
                doorCall,
                MESSAGES,
                "gateway",
                "terminal",
                "state",
                "here",
                "asked-by",
                "decided-by",
                "decided",
                "fingerprint");
        return table.reply(
                "pishkhan-merchants",
                merchants.list(),
                a -> table.line(
                        a.gateway(),
                        a.terminal(),
                        table.translate("table.merchant.", a.state()),
                        table.message("table.here." + a.here()),
                        a.askedBy(),
                        a.decidedBy(),
                        table.minute(a.decided()),
                        a.fingerprint()));
    }

    DoorReply approve(DoorCall doorCall) {
        return requestApproval(doorCall, "merchant-account");
    }

    DoorReply withdraw(DoorCall doorCall) {
        return requestApproval(doorCall, "merchant-withdraw");
    }

    private DoorReply requestApproval(DoorCall doorCall, String act) {
        NewMerchantApproval given = doorCall.body(NewMerchantApproval.class);
        return approvals.requestApproval(
                doorCall,
                act,
                Map.of(
                        "gateway", doorCall.requiredParam("gateway"),
                        "terminal", doorCall.requiredParam("terminal"),
                        "fingerprint", FieldCheck.sha256("fingerprint", given.fingerprint())),
                FieldCheck.text("reason", given.reason(), LONGEST_REASON));
    }
}
