package city.pishkhan.deliveries.internal;

import city.pishkhan.api.certificates.DeliveryEvents;
import city.pishkhan.api.governance.Offices;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.messaging.Outbox;
import city.pishkhan.api.persons.Persons;
import city.pishkhan.api.security.Vault;
import city.pishkhan.persistence.Tx;
import city.pishkhan.spi.PostalService;
import java.time.Clock;
import java.util.function.Supplier;

/** The services that deliveries depend on. */
record Wiring(Tx tx, Journal journal, Outbox outbox, Vault vault, Persons persons, Offices offices, Clock clock) {

    /**
     * Creates the delivery service.
     *
     * @param events returns {@code null} while the case engine is not available
     * @param post   returns {@code null} while the postal service is not available
     */
    DeliveryService desk(Supplier<DeliveryEvents> events, Supplier<PostalService> post, PostalDispatch.Pace pace) {
        LateBoundDeliveryEvents lateBoundDeliveryEvents = new LateBoundDeliveryEvents(events);
        DeliverySeals deliverySeals = new DeliverySeals(vault, journal);
        DeliveryJournal deliveryJournal = new DeliveryJournal(journal);
        return new DeliveryService(
                tx,
                new DeliveryArrangement(
                        tx,
                        lateBoundDeliveryEvents,
                        new DeliveryChoicePolicy(offices),
                        deliverySeals,
                        deliveryJournal,
                        outbox,
                        clock),
                new CounterHandover(
                        tx, lateBoundDeliveryEvents, persons, offices, deliverySeals, deliveryJournal, clock),
                new PostalDispatch(tx, lateBoundDeliveryEvents, deliverySeals, deliveryJournal, post, pace, clock),
                deliverySeals);
    }
}
