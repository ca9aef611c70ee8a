package city.pishkhan.routes.citizen.internal;

import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.CitizenCases;
import city.pishkhan.api.cases.Deliveries;
import city.pishkhan.contracts.office.NewDelivery;
import city.pishkhan.doors.DeliveryMapper;
import city.pishkhan.doors.DoorCall;
import city.pishkhan.doors.DoorReply;

/** Carries a citizen's choice how its certificate comes to its service. */
final class OwnDeliveryResource {
    private final CitizenCases cases;
    private final Deliveries deliveries;

    OwnDeliveryResource(CitizenCases cases, Deliveries deliveries) {
        this.cases = cases;
        this.deliveries = deliveries;
    }

    DoorReply find(DoorCall doorCall) {
        CaseView view = view(doorCall, "citizen.delivery.read");
        return DoorReply.ok(deliveries
                .ofCase(view.id())
                .map(d -> DeliveryMapper.delivery(d, false))
                .orElseGet(() -> DeliveryMapper.none(view)));
    }

    DoorReply choose(DoorCall doorCall) {
        CaseView view = view(doorCall, "citizen.delivery.choose");
        Deliveries.Delivery chosen = deliveries.arrange(
                doorCall.caller(), view.id(), DeliveryMapper.choice(doorCall.body(NewDelivery.class)));
        return DoorReply.created("/citizen/v1/cases/" + view.id() + "/delivery", DeliveryMapper.delivery(chosen, false))
                .about(view.id());
    }

    DoorReply recall(DoorCall doorCall) {
        CaseView view = view(doorCall, "citizen.delivery.choose");
        return DoorReply.ok(DeliveryMapper.delivery(deliveries.recall(doorCall.caller(), view.id()), false))
                .about(view.id());
    }

    private CaseView view(DoorCall doorCall, String operation) {
        return cases.find(doorCall.caller(), doorCall.id("id", "case"), operation);
    }
}
