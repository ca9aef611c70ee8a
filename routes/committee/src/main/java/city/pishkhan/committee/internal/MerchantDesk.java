package city.pishkhan.committee.internal;

import city.pishkhan.api.Merchants;
import city.pishkhan.contracts.committee.Merchant;
import city.pishkhan.contracts.committee.MerchantList;
import city.pishkhan.contracts.committee.NewMerchantApproval;
import city.pishkhan.doors.Call;
import city.pishkhan.doors.Fields;
import city.pishkhan.doors.Reply;
import java.util.Map;

/** Carries each operation on merchant accounts to its service. */
final class MerchantDesk {
    private static final int LONGEST_REASON = 500;

    private final Merchants merchants;
    private final ApprovalDesk approvals;

    MerchantDesk(Merchants merchants, ApprovalDesk approvals) {
        this.merchants = merchants;
        this.approvals = approvals;
    }

    Reply list() {
        return Reply.ok(new MerchantList(
                merchants.list().stream().map(MerchantDesk::wire).toList()));
    }

    Reply approve(Call call) {
        return ask(call, "merchant-account");
    }

    Reply withdraw(Call call) {
        return ask(call, "merchant-withdraw");
    }

    private Reply ask(Call call, String act) {
        NewMerchantApproval given = call.body(NewMerchantApproval.class);
        return approvals.ask(
                call,
                act,
                Map.of(
                        "gateway", call.param("gateway"),
                        "terminal", call.param("terminal"),
                        "fingerprint", Fields.sha256("fingerprint", given.fingerprint())),
                Fields.text("reason", given.reason(), LONGEST_REASON));
    }

    private static Merchant wire(Merchants.Account a) {
        return new Merchant(
                a.gateway(),
                a.terminal(),
                a.fingerprint(),
                a.terms(),
                a.here(),
                a.state(),
                a.askedBy(),
                a.decidedBy(),
                a.decided());
    }
}
