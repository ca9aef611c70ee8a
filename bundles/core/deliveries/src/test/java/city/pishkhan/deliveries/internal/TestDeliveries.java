package city.pishkhan.deliveries.internal;

import city.pishkhan.api.certificates.Deliveries;
import city.pishkhan.api.certificates.DeliveryEvents;
import city.pishkhan.api.governance.Offices;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.messaging.Outbox;
import city.pishkhan.api.persons.Persons;
import city.pishkhan.api.security.Vault;
import city.pishkhan.persistence.Schemas;
import city.pishkhan.persistence.Tx;
import city.pishkhan.spi.PostalService;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;

/** The real deliveries, for the tests of other bundles. */
public final class TestDeliveries {
    static final PostalDispatch.Pace PACE =
            new PostalDispatch.Pace(Duration.ofMinutes(15), Duration.ofSeconds(30), Duration.ofHours(1), 50);

    private TestDeliveries() {}

    /** @param events returns the case engine; {@code null} while it is not available */
    public static Deliveries create(
            Tx tx,
            Schemas schemas,
            Journal journal,
            Outbox outbox,
            Vault vault,
            Persons persons,
            Offices offices,
            Supplier<DeliveryEvents> events,
            PostalService post) {
        return new DeliveryService(
                new DeliveryDependencies(tx, schemas, journal, outbox, vault, persons, offices, Clock.systemUTC()),
                events,
                () -> post,
                PACE);
    }
}
