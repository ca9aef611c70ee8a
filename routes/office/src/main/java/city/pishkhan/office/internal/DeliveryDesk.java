package city.pishkhan.office.internal;

import city.pishkhan.api.CaseView;
import city.pishkhan.api.Cases;
import city.pishkhan.api.Deliveries;
import city.pishkhan.contracts.office.HandOver;
import city.pishkhan.contracts.office.NewDelivery;
import city.pishkhan.doors.Call;
import city.pishkhan.doors.DeliveryWire;
import city.pishkhan.doors.Fields;
import city.pishkhan.doors.Reply;
import java.util.UUID;

/** Carries each operation on the way of a certificate to its service. */
final class DeliveryDesk {
    private static final int LONGEST_ID = 20;

    private final Cases cases;
    private final Deliveries deliveries;

    DeliveryDesk(Cases cases, Deliveries deliveries) {
        this.cases = cases;
        this.deliveries = deliveries;
    }

    Reply find(Call call) {
        CaseView view = cases.find(call.caller(), WireIn.caseId(call), "office.delivery.read");
        return Reply.ok(deliveries
                .ofCase(view.id())
                .map(d -> DeliveryWire.delivery(d, true))
                .orElseGet(() -> DeliveryWire.none(view)));
    }

    Reply choose(Call call) {
        CaseView view = cases.find(call.caller(), WireIn.caseId(call), "office.delivery.choose");
        Deliveries.Delivery chosen =
                deliveries.arrange(call.caller(), view.id(), DeliveryWire.choice(call.body(NewDelivery.class)));
        return Reply.created(WireOut.PATH + view.id() + "/delivery", DeliveryWire.delivery(chosen, true))
                .about(view.id());
    }

    Reply recall(Call call) {
        CaseView view = cases.find(call.caller(), WireIn.caseId(call), "office.delivery.choose");
        return Reply.ok(DeliveryWire.delivery(deliveries.recall(call.caller(), view.id()), true))
                .about(view.id());
    }

    Reply list(Call call) {
        return Reply.ok(DeliveryWire.list(deliveries.waiting(call.caller(), call.param("cursor"), call.limit())));
    }

    Reply handOver(Call call) {
        UUID id = call.id("id", "delivery", "تحویل");
        String nationalId = Fields.text("nationalId", call.body(HandOver.class).nationalId(), LONGEST_ID);
        Deliveries.Delivery done = deliveries.handOver(call.caller(), id, nationalId);
        return Reply.ok(DeliveryWire.delivery(done, true)).about(done.caseId());
    }
}
