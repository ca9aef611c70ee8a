package city.pishkhan.committee.internal;

import city.pishkhan.api.Approvals;
import city.pishkhan.api.Refusal;
import city.pishkhan.contracts.committee.Approval;
import city.pishkhan.contracts.committee.ApprovalDecision;
import city.pishkhan.contracts.committee.ApprovalList;
import city.pishkhan.contracts.committee.NewApproval;
import city.pishkhan.doors.Call;
import city.pishkhan.doors.Fields;
import city.pishkhan.doors.Reply;
import java.util.Map;
import java.util.Set;

/** Carries each operation on acts that need four eyes to its service. */
final class ApprovalDesk {
    private static final String PATH = "/committee/v1/approvals/";
    private static final Set<String> STATES = Set.of("asked", "done", "refused", "lapsed");
    private static final int LONGEST_REASON = 500;

    private final Approvals approvals;

    ApprovalDesk(Approvals approvals) {
        this.approvals = approvals;
    }

    Reply revoke(Call call) {
        return ask(call, "certificate-revoke", Map.of("code", call.param("code")));
    }

    Reply rotate(Call call) {
        return ask(call, "journal-key", Map.of());
    }

    private Reply ask(Call call, String act, Map<String, String> terms) {
        String reason = Fields.text("reason", call.body(NewApproval.class).reason(), LONGEST_REASON);
        Approvals.Approval asked = approvals.ask(call.caller(), act, terms, reason);
        return Reply.created(PATH + asked.id(), wire(asked));
    }

    Reply list(Call call) {
        String state = call.param("state");
        return Reply.ok(new ApprovalList(
                approvals.list(state == null ? null : Fields.oneOf("state", state, STATES), call.limit()).stream()
                        .map(ApprovalDesk::wire)
                        .toList()));
    }

    Reply find(Call call) {
        return Reply.ok(wire(approvals
                .find(call.id("id", "approval", "درخواست تأیید"))
                .orElseThrow(() -> Refusal.notFound("approval", "درخواست تأیید"))));
    }

    Reply decide(Call call) {
        boolean approve =
                Fields.present("approve", call.body(ApprovalDecision.class).approve());
        return Reply.ok(wire(approvals.decide(call.caller(), call.id("id", "approval", "درخواست تأیید"), approve)));
    }

    private static Approval wire(Approvals.Approval a) {
        return new Approval(
                a.id(),
                a.act(),
                a.terms(),
                a.reason(),
                a.state(),
                a.askedBy(),
                a.asked(),
                a.expires(),
                a.decidedBy(),
                a.decided(),
                a.result());
    }
}
