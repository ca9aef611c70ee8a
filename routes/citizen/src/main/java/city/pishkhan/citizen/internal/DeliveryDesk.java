package city.pishkhan.citizen.internal;

import city.pishkhan.api.CaseView;
import city.pishkhan.api.CitizenCases;
import city.pishkhan.api.Deliveries;
import city.pishkhan.contracts.office.NewDelivery;
import city.pishkhan.doors.Call;
import city.pishkhan.doors.DeliveryWire;
import city.pishkhan.doors.Reply;

/** Carries a citizen's choice how its certificate comes to its service. */
final class DeliveryDesk {
    private final CitizenCases cases;
    private final Deliveries deliveries;

    DeliveryDesk(CitizenCases cases, Deliveries deliveries) {
        this.cases = cases;
        this.deliveries = deliveries;
    }

    Reply find(Call call) {
        CaseView view = view(call, "citizen.delivery.read");
        return Reply.ok(deliveries
                .ofCase(view.id())
                .map(d -> DeliveryWire.delivery(d, false))
                .orElseGet(() -> DeliveryWire.none(view)));
    }

    Reply choose(Call call) {
        CaseView view = view(call, "citizen.delivery.choose");
        Deliveries.Delivery chosen =
                deliveries.arrange(call.caller(), view.id(), DeliveryWire.choice(call.body(NewDelivery.class)));
        return Reply.created("/citizen/v1/cases/" + view.id() + "/delivery", DeliveryWire.delivery(chosen, false))
                .about(view.id());
    }

    Reply recall(Call call) {
        CaseView view = view(call, "citizen.delivery.choose");
        return Reply.ok(DeliveryWire.delivery(deliveries.recall(call.caller(), view.id()), false))
                .about(view.id());
    }

    private CaseView view(Call call, String operation) {
        return cases.find(call.caller(), call.id("id", "case", "پرونده"), operation);
    }
}
