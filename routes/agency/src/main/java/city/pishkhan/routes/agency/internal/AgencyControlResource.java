package city.pishkhan.routes.agency.internal;

import city.pishkhan.api.agencies.Agencies;
import city.pishkhan.api.governance.Approvals;
import city.pishkhan.api.messaging.DeadLetters;
import city.pishkhan.contracts.operator.AgencyList;
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
        return DoorReply.ok(new AgencyList(OperatorMapper.INSTANCE.agencies(agencies.list())));
    }

    DoorReply limit(DoorCall doorCall) {
        NewLimits given = doorCall.body(NewLimits.class);
        return DoorReply.ok(OperatorMapper.INSTANCE.limits(agencies.limit(
                doorCall.caller(),
                agency(doorCall),
                given.consumers(),
                given.perSecond(),
                FieldCheck.text("reason", given.reason(), LONGEST_REASON))));
    }

    DoorReply pause(DoorCall doorCall) {
        String reason = FieldCheck.text("reason", doorCall.body(NewPause.class).reason(), LONGEST_REASON);
        return DoorReply.ok(OperatorMapper.INSTANCE.pause(agencies.pause(doorCall.caller(), agency(doorCall), reason)));
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
        return DoorReply.ok(new DeadLetterList(OperatorMapper.INSTANCE.deadLetters(letters.list(doorCall.caller()))));
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
                approvals.request(doorCall.caller(), "dead-letter-discard", Map.of("message", id(doorCall)), reason);
        return DoorReply.created(
                "/committee/v1/approvals/" + asked.id(), new AskedDiscard(asked.id(), asked.expires()));
    }

    private static String id(DoorCall doorCall) {
        return FieldCheck.text("id", doorCall.param("id"), LONGEST_ID);
    }
}
