package city.pishkhan.routes.office.internal;

import city.pishkhan.api.cases.CaseReference;
import city.pishkhan.api.cases.Cases;
import city.pishkhan.api.certificates.Deliveries;
import city.pishkhan.contracts.office.certificates.HandOver;
import city.pishkhan.contracts.office.certificates.NewDelivery;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.doors.call.FieldCheck;
import city.pishkhan.doors.mapping.DeliveryMapper;
import java.util.UUID;

/** Operations on the delivery of certificates. */
final class DeliveryResource {
    private static final int LONGEST_ID = 20;

    private final Cases cases;
    private final Deliveries deliveries;

    DeliveryResource(Cases cases, Deliveries deliveries) {
        this.cases = cases;
        this.deliveries = deliveries;
    }

    DoorReply find(DoorCall doorCall) {
        CaseReference of =
                cases.reference(doorCall.caller(), CaseRequestMapper.caseId(doorCall), "office.delivery.read");
        return DoorReply.ok(deliveries
                .findByCase(of.id())
                .map(d -> DeliveryMapper.INSTANCE.delivery(d, true))
                .orElseGet(() -> DeliveryMapper.INSTANCE.none(of)));
    }

    DoorReply choose(DoorCall doorCall) {
        CaseReference of =
                cases.reference(doorCall.caller(), CaseRequestMapper.caseId(doorCall), "office.delivery.choose");
        Deliveries.Delivery chosen = deliveries.arrange(
                doorCall.caller(), of.id(), DeliveryMapper.INSTANCE.choice(doorCall.body(NewDelivery.class)));
        return DoorReply.created(
                        CaseMapper.PATH + of.id() + "/delivery", DeliveryMapper.INSTANCE.delivery(chosen, true))
                .about(of.id());
    }

    DoorReply recall(DoorCall doorCall) {
        CaseReference of =
                cases.reference(doorCall.caller(), CaseRequestMapper.caseId(doorCall), "office.delivery.choose");
        return DoorReply.ok(DeliveryMapper.INSTANCE.delivery(deliveries.recall(doorCall.caller(), of.id()), true))
                .about(of.id());
    }

    DoorReply list(DoorCall doorCall) {
        return DoorReply.ok(DeliveryMapper.INSTANCE.list(
                deliveries.listReady(doorCall.caller(), doorCall.param("cursor"), doorCall.limit())));
    }

    DoorReply handOver(DoorCall doorCall) {
        UUID id = doorCall.id("id", "delivery");
        String nationalId =
                FieldCheck.text("nationalId", doorCall.body(HandOver.class).nationalId(), LONGEST_ID);
        Deliveries.Delivery done = deliveries.handOver(doorCall.caller(), id, nationalId);
        return DoorReply.ok(DeliveryMapper.INSTANCE.delivery(done, true)).about(done.caseId());
    }
}
