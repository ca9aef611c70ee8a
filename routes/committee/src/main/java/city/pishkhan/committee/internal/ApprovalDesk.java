package city.pishkhan.committee.internal;

import city.pishkhan.api.Approvals;
import city.pishkhan.api.Persons;
import city.pishkhan.api.Refusal;
import city.pishkhan.contracts.committee.Approval;
import city.pishkhan.contracts.committee.ApprovalDecision;
import city.pishkhan.contracts.committee.ApprovalList;
import city.pishkhan.contracts.committee.NewApproval;
import city.pishkhan.contracts.committee.NewErasure;
import city.pishkhan.doors.Call;
import city.pishkhan.doors.Fields;
import city.pishkhan.doors.Reply;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Carries each operation on acts that need four eyes to its service. */
final class ApprovalDesk {
    private static final String PATH = "/committee/v1/approvals/";
    private static final Set<String> STATES = Set.of("asked", "done", "refused", "lapsed");
    private static final int LONGEST_REASON = 500;
    private static final int LONGEST_GROUND = 40;

    private final Approvals approvals;
    private final Persons persons;

    ApprovalDesk(Approvals approvals, Persons persons) {
        this.approvals = approvals;
        this.persons = persons;
    }

    Reply revoke(Call call) {
        return ask(call, "certificate-revoke", Map.of("code", call.param("code")));
    }

    Reply rotate(Call call) {
        return ask(call, "journal-key", Map.of());
    }

    /** What is kept names the person by the opaque id; nobody's own words stand beside it, which might say more. */
    Reply erase(Call call) {
        NewErasure given = call.body(NewErasure.class);
        String ground = Fields.text("ground", given.ground(), LONGEST_GROUND);
        UUID person = persons.find(Fields.person("nationalId", given.nationalId()))
                .orElseThrow(() -> Refusal.notFound("person", "شخص"));
        return ask(
                call,
                "person-erase",
                Map.of("person", person.toString(), "ground", ground),
                "erasure, ground: " + ground);
    }

    private Reply ask(Call call, String act, Map<String, String> terms) {
        return ask(
                call,
                act,
                terms,
                Fields.text("reason", call.body(NewApproval.class).reason(), LONGEST_REASON));
    }

    /** Asks in the caller's name. */
    Reply ask(Call call, String act, Map<String, String> terms, String reason) {
        Approvals.Approval asked = approvals.ask(call.caller(), act, terms, reason);
        return Reply.created(PATH + asked.id(), wire(asked));
    }

    Reply list(Call call) {
        String state = call.param("state");
        return Reply.ok(new ApprovalList(
                approvals
                        .list(call.caller(), state == null ? null : Fields.oneOf("state", state, STATES), call.limit())
                        .stream()
                        .map(ApprovalDesk::wire)
                        .toList()));
    }

    Reply find(Call call) {
        return Reply.ok(wire(approvals
                .find(call.caller(), call.id("id", "approval", "درخواست تأیید"))
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
