package city.pishkhan.routes.agency.internal;

import city.pishkhan.api.agencies.Agencies;
import city.pishkhan.api.agencies.Agencies.Limits;
import city.pishkhan.api.agencies.Agencies.Pause;
import city.pishkhan.api.agencies.Agencies.Status;
import city.pishkhan.api.agencies.InquiryCarriers.Carrying;
import city.pishkhan.api.governance.Approvals;
import city.pishkhan.api.messaging.DeadLetters;
import city.pishkhan.contracts.operator.AgencyLimits;
import city.pishkhan.contracts.operator.AgencyList;
import city.pishkhan.contracts.operator.AgencyPause;
import city.pishkhan.contracts.operator.AskedDiscard;
import city.pishkhan.contracts.operator.DeadLetterList;
import city.pishkhan.contracts.operator.NewDiscard;
import city.pishkhan.contracts.operator.NewLimits;
import city.pishkhan.contracts.operator.NewPause;
import city.pishkhan.contracts.operator.Released;
import city.pishkhan.contracts.operator.Replayed;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.doors.call.FieldCheck;
import city.pishkhan.messages.CodeNames;
import city.pishkhan.messages.Text;
import java.util.Locale;
import java.util.Map;

/** Operators' actions on agencies and dead letters. */
final class AgencyControlResource {
    private static final int LONGEST_NAME = 40;
    private static final int LONGEST_REASON = 500;
    private static final int LONGEST_ID = 100;

    private final Agencies agencies;
    private final DeadLetters letters;
    private final Approvals approvals;

    AgencyControlResource(Agencies agencies, DeadLetters letters, Approvals approvals) {
        this.agencies = agencies;
        this.letters = letters;
        this.approvals = approvals;
    }

    DoorReply agencies() {
        return DoorReply.ok(new AgencyList(
                agencies.list().stream().map(AgencyControlResource::wire).toList()));
    }

    private static AgencyList.Agency wire(Status s) {
        Carrying dispatch = s.carrying();
        Text name = CodeNames.nameOrCode("agency", s.agency());
        return new AgencyList.Agency(
                s.agency(),
                name.english(),
                name.persian(),
                s.channel(),
                s.state(),
                s.waiting(),
                s.oldest(),
                s.unanswered(),
                dispatch == null ? 0 : dispatch.consumers(),
                dispatch == null ? 0 : dispatch.perSecond(),
                dispatch == null
                        ? null
                        : dispatch.breaker().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                dispatch == null ? null : dispatch.until(),
                dispatch == null || dispatch.latency() == null
                        ? null
                        : dispatch.latency().toMillis(),
                s.lastError(),
                s.pause() == null ? null : wire(s.pause()),
                s.limits() == null ? null : wire(s.limits()));
    }

    private static AgencyPause wire(Pause p) {
        return new AgencyPause(p.agency(), p.since(), p.by(), p.reason());
    }

    private static AgencyLimits wire(Limits l) {
        return new AgencyLimits(l.agency(), l.consumers(), l.perSecond(), l.since(), l.by(), l.reason());
    }

    DoorReply limit(DoorCall doorCall) {
        NewLimits given = doorCall.body(NewLimits.class);
        return DoorReply.ok(wire(agencies.limit(
                doorCall.caller(),
                agency(doorCall),
                given.consumers(),
                given.perSecond(),
                FieldCheck.text("reason", given.reason(), LONGEST_REASON))));
    }

    DoorReply pause(DoorCall doorCall) {
        String reason = FieldCheck.text("reason", doorCall.body(NewPause.class).reason(), LONGEST_REASON);
        return DoorReply.ok(wire(agencies.pause(doorCall.caller(), agency(doorCall), reason)));
    }

    DoorReply resume(DoorCall doorCall) {
        return DoorReply.ok(new Released(agencies.resume(doorCall.caller(), agency(doorCall))));
    }

    DoorReply retry(DoorCall doorCall) {
        return DoorReply.ok(new Released(agencies.retry(doorCall.caller(), agency(doorCall))));
    }

    private static String agency(DoorCall doorCall) {
        return FieldCheck.text("agency", doorCall.param("agency"), LONGEST_NAME);
    }

    DoorReply deadLetters(DoorCall doorCall) {
        return DoorReply.ok(new DeadLetterList(letters.list(doorCall.caller()).stream()
                .map(d -> new DeadLetterList.DeadLetter(d.id(), d.queue(), d.ref(), d.sent(), d.cause()))
                .toList()));
    }

    DoorReply replay(DoorCall doorCall) {
        String id = id(doorCall);
        letters.replay(doorCall.caller(), id);
        return DoorReply.ok(new Replayed(id));
    }

    DoorReply discard(DoorCall doorCall) {
        String reason =
                FieldCheck.text("reason", doorCall.body(NewDiscard.class).reason(), LONGEST_REASON);
        Approvals.Approval asked =
                approvals.ask(doorCall.caller(), "dead-letter-discard", Map.of("message", id(doorCall)), reason);
        return DoorReply.created(
                "/committee/v1/approvals/" + asked.id(), new AskedDiscard(asked.id(), asked.expires()));
    }

    private static String id(DoorCall doorCall) {
        return FieldCheck.text("id", doorCall.param("id"), LONGEST_ID);
    }
}
