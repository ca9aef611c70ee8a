package city.pishkhan.committee.internal;

import city.pishkhan.api.Discipline;
import city.pishkhan.api.Page;
import city.pishkhan.contracts.committee.Charge;
import city.pishkhan.contracts.committee.Complaint;
import city.pishkhan.contracts.committee.ComplaintList;
import city.pishkhan.contracts.committee.Dismissal;
import city.pishkhan.contracts.committee.HearingAnswer;
import city.pishkhan.contracts.committee.Proposal;
import city.pishkhan.doors.Call;
import city.pishkhan.doors.Fields;
import city.pishkhan.doors.Reply;
import java.util.Set;
import java.util.UUID;

/** Carries each operation on complaints and hearings to its service. */
final class ComplaintDesk {
    static final String READ = "committee.complaint.read";

    private static final Set<String> STATES =
            Set.of("received", "hearing", "heard", "deciding", "decided", "dismissed");
    private static final Set<String> KINDS = Set.of("office", "expert", "district", "agency", "institute", "operator");
    private static final Set<String> MEASURES = Set.of("warn", "suspend", "reinstate");

    private final Discipline discipline;

    ComplaintDesk(Discipline discipline) {
        this.discipline = discipline;
    }

    Reply list(Call call) {
        String state = call.param("state");
        String party = call.param("party");
        Page<Discipline.Matter> page = discipline.list(
                call.caller(),
                state == null ? null : Fields.oneOf("state", state, STATES),
                party == null ? null : Fields.oneOf("party", party, KINDS),
                call.param("cursor"),
                call.limit());
        return Reply.ok(
                new ComplaintList(page.items().stream().map(ComplaintDesk::wire).toList(), page.next()));
    }

    Reply find(Call call) {
        return Reply.ok(wire(discipline.find(call.caller(), id(call))));
    }

    Reply hear(Call call) {
        return Reply.ok(wire(
                discipline.hear(call.caller(), id(call), call.body(Charge.class).charge())));
    }

    Reply dismiss(Call call) {
        return Reply.ok(wire(discipline.dismiss(
                call.caller(), id(call), call.body(Dismissal.class).reason())));
    }

    Reply propose(Call call) {
        Proposal p = call.body(Proposal.class);
        return Reply.ok(wire(discipline.propose(
                call.caller(),
                id(call),
                new Discipline.Proposal(
                        p.target(),
                        Fields.oneOf("measure", p.measure(), MEASURES),
                        p.service(),
                        p.until(),
                        p.title(),
                        p.clause(),
                        p.reason(),
                        p.effective()))));
    }

    Reply hearings(Call call) {
        return Reply.ok(new ComplaintList(
                discipline.hearings(call.caller()).stream()
                        .map(ComplaintDesk::wire)
                        .toList(),
                null));
    }

    Reply answer(Call call) {
        return Reply.ok(wire(discipline.answer(
                call.caller(), id(call), call.body(HearingAnswer.class).text())));
    }

    private static UUID id(Call call) {
        return call.id("id", "complaint", "شکایت");
    }

    private static Complaint wire(Discipline.Matter m) {
        return new Complaint(
                m.id(),
                m.state(),
                new Complaint.Party(m.party().kind(), m.party().name()),
                m.signal(),
                m.period(),
                m.count(),
                m.caseNumber(),
                m.text(),
                m.received(),
                m.charge(),
                m.due(),
                m.answer(),
                m.answeredBy(),
                m.answered(),
                m.reason(),
                m.decisions(),
                m.closed());
    }
}
