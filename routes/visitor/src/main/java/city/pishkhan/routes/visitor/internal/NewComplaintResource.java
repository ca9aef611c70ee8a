package city.pishkhan.routes.visitor.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.governance.Discipline;
import city.pishkhan.api.security.SourceNetwork;
import city.pishkhan.contracts.visitor.ComplaintReceipt;
import city.pishkhan.contracts.visitor.ComplaintStanding;
import city.pishkhan.contracts.visitor.NewComplaint;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.doors.call.FieldCheck;
import city.pishkhan.identifiers.TrackingCode;

/** Whoever has something to complain of; nobody from one address without end. */
final class NewComplaintResource {
    private static final int LONGEST_TEXT = 4_000;
    private static final int LONGEST_NAME = 100;

    private final Discipline discipline;
    private final Guessing guessing;
    private final Guessing complaining;

    /** @param complaining counts the complaints of an address */
    NewComplaintResource(Discipline discipline, Guessing guessing, Guessing complaining) {
        this.discipline = discipline;
        this.guessing = guessing;
        this.complaining = complaining;
    }

    DoorReply complain(DoorCall doorCall) {
        String source = source(doorCall.origin().remoteAddress());
        complaining.check(source);
        NewComplaint given = doorCall.body(NewComplaint.class);
        NewComplaint.Party party = FieldCheck.present("party", given.party());
        String code = discipline.lodge(new Discipline.Complaint(
                new Discipline.Party(
                        FieldCheck.text("party.kind", party.kind(), LONGEST_NAME),
                        FieldCheck.optional("party.name", party.name(), LONGEST_NAME)),
                FieldCheck.optional("caseNumber", given.caseNumber(), LONGEST_NAME),
                FieldCheck.text("text", given.text(), LONGEST_TEXT)));
        complaining.missed(source);
        return DoorReply.created("/complaints/" + code, new ComplaintReceipt(code));
    }

    /** A whole network of IPv6 is one subscriber's; an IPv4 address stands for itself, or a neighbour could use its complaints up. */
    private static String source(String address) {
        return address.contains(":") ? SourceNetwork.of(address) : address;
    }

    DoorReply follow(DoorCall doorCall) {
        String code = FieldCheck.identifier("code", doorCall.param("code"), TrackingCode::parse)
                .value();
        Discipline.Standing s = guessing.found(
                doorCall.origin().remoteAddress(),
                () -> discipline.track(code),
                () -> Refusal.notFound("tracking-code"));
        return DoorReply.ok(new ComplaintStanding(s.state(), s.received(), s.closed(), s.measure(), s.decision()));
    }
}
