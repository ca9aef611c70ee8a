package city.pishkhan.deliveries.internal;

import city.pishkhan.api.Caller;
import city.pishkhan.api.Deliveries.State;
import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.PartnerWords;
import city.pishkhan.spi.PostalService.Journey;
import city.pishkhan.spi.PostalService.Receipt;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** What the post's word does to a delivery, and that the engine hears of it. Under the lock of the case. */
final class Outcomes {
    private final Engine engine;
    private final Seals seals;
    private final Told told;
    private final Duration poll;
    private final Clock clock;

    /** @param poll between two questions how far a letter is */
    Outcomes(Engine engine, Seals seals, Told told, Duration poll, Clock clock) {
        this.engine = engine;
        this.seals = seals;
        this.told = told;
        this.poll = poll;
        this.clock = clock;
    }

    /** @param journey what the post says of it now */
    void follow(Handle sql, DeliveryRow row, Journey journey) {
        DeliveryRows.told(sql, row.id(), journey.tracking(), Steps.write(journey.events()), null);
        switch (journey.now()) {
            case ACCEPTED -> DeliveryRows.later(sql, row.id(), clock.instant().plus(poll), false);
            case IN_TRANSIT -> {
                if (row.state() == State.IN_TRANSIT) {
                    DeliveryRows.later(sql, row.id(), clock.instant().plus(poll), false);
                } else {
                    DeliveryRows.move(
                            sql,
                            row,
                            State.IN_TRANSIT,
                            clock.instant(),
                            clock.instant().plus(poll));
                    told.tell(row, State.IN_TRANSIT, Caller.HUB, Map.of("tracking", journey.tracking()));
                }
            }
            case DELIVERED -> arrived(sql, row, journey);
            case RETURNED -> end(sql, row, State.RETURNED, journey.tracking());
            case LOST -> end(sql, row, State.LOST, journey.tracking());
            case CANCELLED -> {
                if (row.state() == State.ACCEPTED) {
                    end(sql, row, State.CANCELLED, journey.tracking());
                } else {
                    throw new PartnerUnavailable("the post called off what is on its way");
                }
            }
        }
    }

    private void arrived(Handle sql, DeliveryRow row, Journey journey) {
        if (row.way(Ways.OTHER_OFFICE) && row.stopped() != null) {
            // that office keeps it
            DeliveryRows.lies(sql, row.id(), row.office());
            end(sql, row, State.CANCELLED, journey.tracking());
            return;
        }
        if (row.way(Ways.OTHER_OFFICE)) {
            DeliveryRows.move(sql, row, State.READY, clock.instant(), null);
            DeliveryRows.lies(sql, row.id(), row.office());
            told.tell(row, State.READY, Caller.HUB, Map.of("office", row.office(), "tracking", journey.tracking()));
            engine.changed(row.caseId());
            return;
        }
        Receipt receipt = journey.receipt() == null ? new Receipt(null, null) : journey.receipt();
        String reference = receipt.reference() == null ? null : PartnerWords.plain(receipt.reference());
        byte[] receiver = seals.seal(row.caseId(), row.id(), Seals.RECEIVER, receipt.receiver());
        DeliveryRows.received(
                sql, row, State.DELIVERED, new DeliveryRows.Receiver(receiver, null, null, reference), clock.instant());
        told.tell(
                row,
                State.DELIVERED,
                Caller.HUB,
                Map.of(
                        "tracking",
                        journey.tracking(),
                        "reference",
                        reference == null ? "" : reference,
                        "receiver",
                        receipt.receiver() == null ? "" : seals.commitment(row, receipt.receiver())));
        engine.changed(row.caseId());
    }

    /** @param said the post's number of the letter, or its code where it refused */
    void end(Handle sql, DeliveryRow row, State to, String said) {
        DeliveryRows.move(sql, row, to, clock.instant(), null);
        if (to == State.REFUSED) {
            DeliveryRows.told(sql, row.id(), null, null, said);
        }
        told.tell(row, to, Caller.HUB, Map.of(to == State.REFUSED ? "code" : "tracking", said));
        engine.changed(row.caseId());
    }
}
