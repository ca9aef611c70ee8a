package city.pishkhan.deliveries.internal;

import city.pishkhan.api.certificates.Deliveries.State;
import city.pishkhan.api.security.Caller;
import city.pishkhan.spi.PartnerText;
import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.PostalService.LetterProgress;
import city.pishkhan.spi.PostalService.Receipt;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Applies answers of the postal service to a delivery and notifies the case engine. Needs the lock of the case. */
final class PostalOutcomes {
    private final LateBoundDeliveryEvents lateBoundDeliveryEvents;
    private final DeliverySealer deliverySeals;
    private final DeliveryJournal deliveryJournal;
    private final Duration poll;
    private final Clock clock;

    /** @param poll time between two tracking requests */
    PostalOutcomes(
            LateBoundDeliveryEvents lateBoundDeliveryEvents,
            DeliverySealer deliverySeals,
            DeliveryJournal deliveryJournal,
            Duration poll,
            Clock clock) {
        this.lateBoundDeliveryEvents = lateBoundDeliveryEvents;
        this.deliverySeals = deliverySeals;
        this.deliveryJournal = deliveryJournal;
        this.poll = poll;
        this.clock = clock;
    }

    /** @param journey the tracking information of the postal service */
    void apply(Handle sql, DeliveryRow row, LetterProgress journey) {
        DeliveryRepository.recordTracking(
                sql, row.id(), journey.tracking(), TrackingSteps.write(journey.events()), null);
        switch (journey.latestStep()) {
            case ACCEPTED ->
                DeliveryRepository.postpone(sql, row.id(), clock.instant().plus(poll), false);
            case IN_TRANSIT -> {
                if (row.state() == State.IN_TRANSIT) {
                    DeliveryRepository.postpone(sql, row.id(), clock.instant().plus(poll), false);
                } else {
                    DeliveryRepository.move(
                            sql,
                            row,
                            State.IN_TRANSIT,
                            clock.instant(),
                            clock.instant().plus(poll));
                    deliveryJournal.record(row, State.IN_TRANSIT, Caller.HUB, Map.of("tracking", journey.tracking()));
                }
            }
            case DELIVERED -> recordArrival(sql, row, journey);
            case RETURNED -> end(sql, row, State.RETURNED, journey.tracking());
            case LOST -> end(sql, row, State.LOST, journey.tracking());
            case CANCELLED -> {
                if (row.state() == State.ACCEPTED) {
                    end(sql, row, State.CANCELLED, journey.tracking());
                } else {
                    throw new PartnerUnavailable("the post cancelled a letter in transit");
                }
            }
        }
    }

    private void recordArrival(Handle sql, DeliveryRow row, LetterProgress journey) {
        if (row.hasWay(DeliveryTransitions.OTHER_OFFICE) && row.stopped() != null) {
            // the office that receives the letter keeps the certificate
            DeliveryRepository.setLocation(sql, row.id(), row.office());
            end(sql, row, State.CANCELLED, journey.tracking());
            return;
        }
        if (row.hasWay(DeliveryTransitions.OTHER_OFFICE)) {
            DeliveryRepository.move(sql, row, State.READY, clock.instant(), null);
            DeliveryRepository.setLocation(sql, row.id(), row.office());
            deliveryJournal.record(
                    row, State.READY, Caller.HUB, Map.of("office", row.office(), "tracking", journey.tracking()));
            lateBoundDeliveryEvents.changed(row.caseId());
            return;
        }
        Receipt receipt = journey.receipt() == null ? new Receipt(null, null) : journey.receipt();
        String reference = receipt.reference() == null ? null : PartnerText.sanitize(receipt.reference());
        byte[] receiver = deliverySeals.seal(row.caseId(), row.id(), DeliverySealer.RECEIVER, receipt.receiver());
        DeliveryRepository.recordReceipt(
                sql,
                row,
                State.DELIVERED,
                new DeliveryRepository.Receiver(receiver, null, null, reference),
                clock.instant());
        deliveryJournal.record(
                row,
                State.DELIVERED,
                Caller.HUB,
                Map.of(
                        "tracking",
                        journey.tracking(),
                        "reference",
                        reference == null ? "" : reference,
                        "receiver",
                        receipt.receiver() == null ? "" : deliverySeals.commitment(row, receipt.receiver())));
        lateBoundDeliveryEvents.changed(row.caseId());
    }

    /** @param trackingOrCode the postal service's tracking number, or its code if it refused the letter */
    void end(Handle sql, DeliveryRow row, State to, @Nullable String trackingOrCode) {
        DeliveryRepository.move(sql, row, to, clock.instant(), null);
        if (to == State.REFUSED) {
            DeliveryRepository.recordTracking(sql, row.id(), null, null, trackingOrCode);
        }
        deliveryJournal.record(row, to, Caller.HUB, Map.of(to == State.REFUSED ? "code" : "tracking", trackingOrCode));
        lateBoundDeliveryEvents.changed(row.caseId());
    }
}
