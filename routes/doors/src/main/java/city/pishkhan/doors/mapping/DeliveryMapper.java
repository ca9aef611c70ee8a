package city.pishkhan.doors.mapping;

import city.pishkhan.api.Page;
import city.pishkhan.api.cases.CaseReference;
import city.pishkhan.api.certificates.Deliveries;
import city.pishkhan.contracts.office.certificates.Delivery;
import city.pishkhan.contracts.office.certificates.DeliveryList;
import city.pishkhan.contracts.office.certificates.NewDelivery;
import java.util.List;

/** Converts deliveries between service and wire form, for offices and citizens. */
public final class DeliveryMapper {
    private DeliveryMapper() {}

    public static Deliveries.Choice choice(NewDelivery given) {
        return new Deliveries.Choice(
                given.way(), given.addressee(), given.address(), given.postalCode(), given.office());
    }

    /** Wire form of a case for which no delivery is chosen. */
    public static Delivery none(CaseReference of) {
        return new Delivery(
                null,
                of.id(),
                of.number(),
                null,
                "none",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                false,
                List.of(),
                null,
                null,
                null,
                null);
    }

    /** @param clerks {@code true} to include the logins of clerks */
    public static Delivery delivery(Deliveries.Delivery d, boolean clerks) {
        return new Delivery(
                d.id(),
                d.caseId(),
                d.caseNumber(),
                d.choice().way(),
                d.state().code(),
                d.choice().addressee(),
                d.choice().address(),
                d.choice().postalCode(),
                d.choice().office(),
                d.office(),
                d.tracking(),
                d.note(),
                d.recalled(),
                d.steps().stream()
                        .map(s -> new Delivery.Step(s.step(), s.at(), s.place()))
                        .toList(),
                proof(d.proof(), clerks),
                d.arranged(),
                d.changed(),
                d.stopped());
    }

    private static Delivery.Proof proof(Deliveries.Proof p, boolean clerks) {
        return p == null
                ? null
                : new Delivery.Proof(p.receiver(), p.role(), clerks ? p.by() : null, p.reference(), p.at());
    }

    public static DeliveryList list(Page<Deliveries.Row> page) {
        return new DeliveryList(
                page.items().stream()
                        .map(r -> new DeliveryList.Line(
                                r.id(), r.caseNumber(), r.way(), r.state().code(), r.changed()))
                        .toList(),
                page.next());
    }
}
