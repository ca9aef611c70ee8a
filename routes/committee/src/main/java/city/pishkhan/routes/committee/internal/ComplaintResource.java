package city.pishkhan.routes.committee.internal;

import city.pishkhan.api.Page;
import city.pishkhan.api.governance.Discipline;
import city.pishkhan.contracts.committee.Charge;
import city.pishkhan.contracts.committee.Dismissal;
import city.pishkhan.contracts.committee.HearingAnswer;
import city.pishkhan.contracts.committee.NewAppeal;
import city.pishkhan.contracts.committee.Proposal;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.doors.call.FieldCheck;
import city.pishkhan.doors.mapping.ListTable;
import city.pishkhan.messages.Messages;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Operations on complaints and hearings. */
final class ComplaintResource {
    private static final Messages MESSAGES = Messages.of(ComplaintResource.class);
    static final String READ = "committee.complaint.read";

    private static final Set<String> STATES =
            Set.of("received", "hearing", "heard", "deciding", "decided", "dismissed");
    private static final Set<String> KINDS = Set.of("office", "expert", "district", "agency", "institute", "operator");
    private static final Set<String> MEASURES = Set.of("warn", "suspend", "reinstate");

    private static final int LONGEST_NUMBER = 20;

    private final Discipline discipline;

    ComplaintResource(Discipline discipline) {
        this.discipline = discipline;
    }

    DoorReply list(DoorCall doorCall) {
        Page<Discipline.Complaint> page = discipline.list(
                doorCall.caller(), state(doorCall), party(doorCall), doorCall.param("cursor"), doorCall.limit());
        return DoorReply.ok(ComplaintMapper.INSTANCE.list(page));
    }

    DoorReply table(DoorCall doorCall) {
        String state = state(doorCall);
        String party = party(doorCall);
        ListTable table = new ListTable(
                doorCall,
                MESSAGES,
                "party",
                "name",
                "about",
                "month",
                "times",
                "case",
                "state",
                "received",
                "answer-due",
                "answered",
                "closed");
        return table.reply(
                "pishkhan-complaints",
                null,
                cursor -> discipline.list(doorCall.caller(), state, party, cursor, ListTable.LINES),
                m -> table.line(
                        table.name("party", m.party().kind()),
                        ListTable.nullIfEqual(m.party().kind(), m.party().name()),
                        m.signal() == null ? m.text() : table.translate("table.signal.", m.signal()),
                        m.period(),
                        m.signal() == null ? null : m.count(),
                        m.caseNumber(),
                        table.translate("table.complaint.", m.state()),
                        table.minute(m.received()),
                        table.minute(m.due()),
                        table.minute(m.answered()),
                        table.minute(m.closed())));
    }

    private static @Nullable String state(DoorCall doorCall) {
        String state = doorCall.param("state");
        return state == null ? null : FieldCheck.oneOf("state", state, STATES);
    }

    private static @Nullable String party(DoorCall doorCall) {
        String party = doorCall.param("party");
        return party == null ? null : FieldCheck.oneOf("party", party, KINDS);
    }

    DoorReply find(DoorCall doorCall) {
        return DoorReply.ok(ComplaintMapper.INSTANCE.complaint(discipline.find(doorCall.caller(), id(doorCall))));
    }

    DoorReply hear(DoorCall doorCall) {
        Charge given = doorCall.body(Charge.class);
        return DoorReply.ok(ComplaintMapper.INSTANCE.complaint(
                discipline.sendCharge(doorCall.caller(), id(doorCall), given.charge(), given.party())));
    }

    DoorReply dismiss(DoorCall doorCall) {
        return DoorReply.ok(ComplaintMapper.INSTANCE.complaint(discipline.dismiss(
                doorCall.caller(), id(doorCall), doorCall.body(Dismissal.class).reason())));
    }

    DoorReply propose(DoorCall doorCall) {
        Proposal p = doorCall.body(Proposal.class);
        return DoorReply.ok(ComplaintMapper.INSTANCE.complaint(discipline.propose(
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
                        p.effective(),
                        Boolean.TRUE.equals(p.urgent()),
                        p.danger(),
                        p.cases()))));
    }

    DoorReply hearings(DoorCall doorCall) {
        return list(discipline.hearings(doorCall.caller()));
    }

    DoorReply appeal(DoorCall doorCall) {
        NewAppeal given = doorCall.body(NewAppeal.class);
        return DoorReply.ok(ComplaintMapper.INSTANCE.complaint(discipline.appeal(
                doorCall.caller(),
                id(doorCall),
                FieldCheck.text("decision", given.decision(), LONGEST_NUMBER),
                given.text())));
    }

    DoorReply appeals(DoorCall doorCall) {
        return list(discipline.appeals(doorCall.caller()));
    }

    private static DoorReply list(List<Discipline.Complaint> complaints) {
        return DoorReply.ok(ComplaintMapper.INSTANCE.list(new Page<>(complaints, null)));
    }

    DoorReply answer(DoorCall doorCall) {
        return DoorReply.ok(ComplaintMapper.INSTANCE.complaint(discipline.answer(
                doorCall.caller(),
                id(doorCall),
                doorCall.body(HearingAnswer.class).text())));
    }

    private static UUID id(DoorCall doorCall) {
        return doorCall.id("id", "complaint");
    }
}
