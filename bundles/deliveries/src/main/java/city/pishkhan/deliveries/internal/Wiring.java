package city.pishkhan.deliveries.internal;

import city.pishkhan.api.DeliveryEvents;
import city.pishkhan.api.Journal;
import city.pishkhan.api.Offices;
import city.pishkhan.api.Outbox;
import city.pishkhan.api.Persons;
import city.pishkhan.api.Vault;
import city.pishkhan.persistence.Tx;
import city.pishkhan.spi.PostalService;
import java.time.Clock;
import java.util.function.Supplier;

/** What a desk is made of. */
record Wiring(Tx tx, Journal journal, Outbox outbox, Vault vault, Persons persons, Offices offices, Clock clock) {

    /** @param events {@code null} while the engine is not there @param post {@code null} while there is none */
    DeliveryDesk desk(Supplier<DeliveryEvents> events, Supplier<PostalService> post, Carrying.Pace pace) {
        Engine engine = new Engine(events);
        Seals seals = new Seals(vault, journal);
        Told told = new Told(journal);
        return new DeliveryDesk(
                tx,
                new Arranging(tx, engine, new Choices(offices), seals, told, outbox, clock),
                new Counter(tx, engine, persons, offices, seals, told, clock),
                new Carrying(tx, engine, seals, told, post, pace, clock),
                seals);
    }
}
