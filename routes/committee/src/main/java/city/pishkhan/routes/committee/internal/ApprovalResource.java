package city.pishkhan.routes.committee.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.governance.Approvals;
import city.pishkhan.api.persons.Persons;
import city.pishkhan.contracts.committee.Approval;
import city.pishkhan.contracts.committee.ApprovalDecision;
import city.pishkhan.contracts.committee.ApprovalList;
import city.pishkhan.contracts.committee.NewApproval;
import city.pishkhan.contracts.committee.NewDisposalApproval;
import city.pishkhan.contracts.committee.NewErasure;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.doors.call.FieldCheck;
import city.pishkhan.messages.Text;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Operations on acts that need the approval of a second person. */
final class ApprovalResource {
    private static final String PATH = "/committee/v1/approvals/";
    private static final Set<String> STATES = Set.of("asked", "done", "refused", "lapsed");
    private static final int LONGEST_REASON = 500;
    private static final int LONGEST_GROUND = 40;
    private static final int LONGEST_NUMBER = 60;
    private static final int LONGEST_AUTHORITY = 100;

    private final Approvals approvals;
    private final Persons persons;

    ApprovalResource(Approvals approvals, Persons persons) {
        this.approvals = approvals;
        this.persons = persons;
    }

    DoorReply revoke(DoorCall doorCall) {
        return requestApproval(doorCall, "certificate-revoke", Map.of("code", doorCall.param("code")));
    }

    DoorReply rotate(DoorCall doorCall) {
        return requestApproval(doorCall, "journal-key", Map.of());
    }

    DoorReply releaseInstallation(DoorCall doorCall) {
        return requestApproval(doorCall, "installation-release", Map.of());
    }

    DoorReply acceptCode(DoorCall doorCall) {
        return requestApproval(doorCall, "code-accept", Map.of("sha256", doorCall.param("sha256")));
    }

    DoorReply acceptLogin(DoorCall doorCall) {
        return requestApproval(doorCall, "login-accept", Map.of("login", doorCall.param("name")));
    }

    DoorReply acceptCommittee(DoorCall doorCall) {
        return requestApproval(doorCall, "committee-accept", Map.of("committee", doorCall.param("name")));
    }

    /** Requests the erasure of a person. The stored request contains only the opaque id, because free text could identify the person. */
    DoorReply erase(DoorCall doorCall) {
        NewErasure given = doorCall.body(NewErasure.class);
        String ground = FieldCheck.text("ground", given.ground(), LONGEST_GROUND);
        UUID person = persons.find(FieldCheck.person("nationalId", given.nationalId()))
                .orElseThrow(() -> Refusal.notFound("person"));
        return requestApproval(
                doorCall,
                "person-erase",
                Map.of("person", person.toString(), "ground", ground),
                "erasure, ground: " + ground);
    }

    DoorReply dispose(DoorCall doorCall) {
        NewDisposalApproval given = doorCall.body(NewDisposalApproval.class);
        return requestApproval(
                doorCall,
                "archive-dispose",
                Map.of(
                        "list", doorCall.id("id", "disposal").toString(),
                        "number", FieldCheck.text("number", given.number(), LONGEST_NUMBER),
                        "authority", FieldCheck.text("authority", given.authority(), LONGEST_AUTHORITY)),
                FieldCheck.text("reason", given.reason(), LONGEST_REASON));
    }

    private DoorReply requestApproval(DoorCall doorCall, String act, Map<String, String> terms) {
        return requestApproval(
                doorCall,
                act,
                terms,
                FieldCheck.text("reason", doorCall.body(NewApproval.class).reason(), LONGEST_REASON));
    }

    /** Requests approval of an act on behalf of the caller. */
    DoorReply requestApproval(DoorCall doorCall, String act, Map<String, String> terms, String reason) {
        Approvals.Approval asked = approvals.request(doorCall.caller(), act, terms, reason);
        return DoorReply.created(PATH + asked.id(), wire(doorCall, asked));
    }

    DoorReply list(DoorCall doorCall) {
        String state = doorCall.param("state");
        return DoorReply.ok(new ApprovalList(approvals
                .list(
                        doorCall.caller(),
                        state == null ? null : FieldCheck.oneOf("state", state, STATES),
                        doorCall.limit())
                .stream()
                .map(a -> wire(doorCall, a))
                .toList()));
    }

    DoorReply find(DoorCall doorCall) {
        return DoorReply.ok(wire(
                doorCall,
                approvals
                        .find(doorCall.caller(), doorCall.id("id", "approval"))
                        .orElseThrow(() -> Refusal.notFound("approval"))));
    }

    DoorReply decide(DoorCall doorCall) {
        boolean approve = FieldCheck.present(
                "approve", doorCall.body(ApprovalDecision.class).approve());
        return DoorReply.ok(
                wire(doorCall, approvals.decide(doorCall.caller(), doorCall.id("id", "approval"), approve)));
    }

    /** Converts an approval; its result is in the language of the request. */
    private static Approval wire(DoorCall doorCall, Approvals.Approval a) {
        boolean persian = doorCall.origin().language().getLanguage().equals("fa");
        Text result = a.result();
        return CommitteeMapper.INSTANCE.approval(
                a, result == null ? null : persian ? result.persian() : result.english());
    }
}
