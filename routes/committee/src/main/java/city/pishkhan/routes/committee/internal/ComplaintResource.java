package city.pishkhan.routes.committee.internal;

import city.pishkhan.api.Page;
import city.pishkhan.api.governance.Discipline;
import city.pishkhan.contracts.committee.Charge;
import city.pishkhan.contracts.committee.Complaint;
import city.pishkhan.contracts.committee.ComplaintList;
import city.pishkhan.contracts.committee.Dismissal;
import city.pishkhan.contracts.committee.HearingAnswer;
import city.pishkhan.contracts.committee.Proposal;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.doors.call.FieldCheck;
import java.util.Set;
import java.util.UUID;

/** Carries each operation on complaints and hearings to its service. */
final class ComplaintResource {
    static final String READ = "committee.complaint.read";

    private static final Set<String> STATES =
            Set.of("received", "hearing", "heard", "deciding", "decided", "dismissed");
    private static final Set<String> KINDS = Set.of("office", "expert", "district", "agency", "institute", "operator");
    private static final Set<String> MEASURES = Set.of("warn", "suspend", "reinstate");

    private final Discipline discipline;

    ComplaintResource(Discipline discipline) {
        this.discipline = discipline;
    }

    DoorReply list(DoorCall doorCall) {
        String state = doorCall.param("state");
        String party = doorCall.param("party");
        Page<Discipline.Matter> page = discipline.list(
                doorCall.caller(),
                state == null ? null : FieldCheck.oneOf("state", state, STATES),
                party == null ? null : FieldCheck.oneOf("party", party, KINDS),
                doorCall.param("cursor"),
                doorCall.limit());
        return DoorReply.ok(new ComplaintList(
                page.items().stream().map(ComplaintResource::wire).toList(), page.next()));
    }

    DoorReply find(DoorCall doorCall) {
        return DoorReply.ok(wire(discipline.find(doorCall.caller(), id(doorCall))));
    }

    DoorReply hear(DoorCall doorCall) {
        return DoorReply.ok(wire(discipline.hear(
                doorCall.caller(), id(doorCall), doorCall.body(Charge.class).charge())));
    }

    DoorReply dismiss(DoorCall doorCall) {
        return DoorReply.ok(wire(discipline.dismiss(
                doorCall.caller(), id(doorCall), doorCall.body(Dismissal.class).reason())));
    }

    DoorReply propose(DoorCall doorCall) {
        Proposal p = doorCall.body(Proposal.class);
        return DoorReply.ok(wire(discipline.propose(
                doorCall.caller(),
                id(doorCall),
                new Discipline.Proposal(
                        p.target(),
                        FieldCheck.oneOf("measure", p.measure(), MEASURES),
                        p.service(),
                        p.until(),
                        p.title(),
                        p.clause(),
                        p.reason(),
                        p.effective()))));
    }

    DoorReply hearings(DoorCall doorCall) {
        return DoorReply.ok(new ComplaintList(
                discipline.hearings(doorCall.caller()).stream()
                        .map(ComplaintResource::wire)
                        .toList(),
                null));
    }

    DoorReply answer(DoorCall doorCall) {
        return DoorReply.ok(wire(discipline.answer(
                doorCall.caller(),
                id(doorCall),
                doorCall.body(HearingAnswer.class).text())));
    }

    private static UUID id(DoorCall doorCall) {
        return doorCall.id("id", "complaint");
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
