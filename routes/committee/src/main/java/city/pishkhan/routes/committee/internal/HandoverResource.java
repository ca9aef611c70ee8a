package city.pishkhan.routes.committee.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.Handovers;
import city.pishkhan.contracts.committee.NewHandover;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.doors.call.FieldCheck;
import java.util.List;
import java.util.Objects;

/** Operations on the handover of cases between offices. */
final class HandoverResource {
    private static final String PATH = "/committee/v1/handovers/";
    private static final int LONGEST_REASON = 2_000;
    private static final int LONGEST_CODE = 6;

    private final Handovers handovers;

    HandoverResource(Handovers handovers) {
        this.handovers = handovers;
    }

    DoorReply order(DoorCall doorCall) {
        NewHandover given = doorCall.body(NewHandover.class);
        List<String> cases = given.cases() == null ? List.of() : given.cases();
        if (cases.stream().anyMatch(Objects::isNull)) {
            throw Refusal.invalid("list.entry/order", "cases");
        }
        Handovers.Handover ordered = handovers.order(
                doorCall.caller(),
                doorCall.requiredParam("code"),
                new Handovers.Order(
                        FieldCheck.text("to", given.to(), LONGEST_CODE),
                        cases,
                        FieldCheck.text("reason", given.reason(), LONGEST_REASON)));
        return DoorReply.created(PATH + ordered.id(), CommitteeMapper.INSTANCE.handover(ordered));
    }

    DoorReply find(DoorCall doorCall) {
        return DoorReply.ok(
                CommitteeMapper.INSTANCE.handover(handovers.find(doorCall.caller(), doorCall.id("id", "handover"))));
    }
}
