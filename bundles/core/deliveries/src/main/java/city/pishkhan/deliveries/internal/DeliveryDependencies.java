package city.pishkhan.deliveries.internal;

import city.pishkhan.api.governance.Offices;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.messaging.Outbox;
import city.pishkhan.api.persons.Persons;
import city.pishkhan.api.security.Vault;
import city.pishkhan.persistence.Schemas;
import city.pishkhan.persistence.Tx;
import java.time.Clock;

/** The services of other bundles that the classes of this package use. */
record DeliveryDependencies(
        Tx tx,
        Schemas schemas,
        Journal journal,
        Outbox outbox,
        Vault vault,
        Persons persons,
        Offices offices,
        Clock clock) {}
