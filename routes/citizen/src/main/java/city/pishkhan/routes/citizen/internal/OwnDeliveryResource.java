package city.pishkhan.routes.citizen.internal;

import city.pishkhan.api.cases.CaseReference;
import city.pishkhan.api.cases.CitizenCases;
import city.pishkhan.api.certificates.Deliveries;
import city.pishkhan.contracts.office.certificates.NewDelivery;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.doors.mapping.DeliveryMapper;

/** Operations of citizens on the delivery of their certificates. */
final class OwnDeliveryResource {
    private final CitizenCases cases;
    private final Deliveries deliveries;

    OwnDeliveryResource(CitizenCases cases, Deliveries deliveries) {
        this.cases = cases;
        this.deliveries = deliveries;
    }

    DoorReply find(DoorCall doorCall) {
        CaseReference of = reference(doorCall, "citizen.delivery.read");
        return DoorReply.ok(deliveries
                .findByCase(of.id())
                .map(d -> DeliveryMapper.INSTANCE.delivery(d, false))
                .orElseGet(() -> DeliveryMapper.INSTANCE.none(of)));
    }

    DoorReply choose(DoorCall doorCall) {
        CaseReference of = reference(doorCall, "citizen.delivery.choose");
        Deliveries.Delivery chosen = deliveries.arrange(
                doorCall.caller(), of.id(), DeliveryMapper.INSTANCE.choice(doorCall.body(NewDelivery.class)));
        return DoorReply.created(
                        "/citizen/v1/cases/" + of.id() + "/delivery", DeliveryMapper.INSTANCE.delivery(chosen, false))
                .about(of.id());
    }

    DoorReply recall(DoorCall doorCall) {
        CaseReference of = reference(doorCall, "citizen.delivery.choose");
        return DoorReply.ok(DeliveryMapper.INSTANCE.delivery(deliveries.recall(doorCall.caller(), of.id()), false))
                .about(of.id());
    }

    private CaseReference reference(DoorCall doorCall, String operation) {
        return cases.reference(doorCall.caller(), doorCall.id("id", "case"), operation);
    }
}
