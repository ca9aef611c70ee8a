package city.pishkhan.deliveries.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.certificates.Deliveries.Choice;
import city.pishkhan.api.certificates.Deliveries.State;
import city.pishkhan.api.certificates.DeliveryEvents.DeliveryCase;
import city.pishkhan.api.messaging.Outbox;
import city.pishkhan.api.messaging.Queues;
import city.pishkhan.api.security.Caller;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.persistence.Tx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Records the chosen way of delivery, starts the delivery, and cancels or stops it. */
final class DeliveryArrangement {
    static final String QUEUE = Queues.WORK + "delivery";
    /** time after which a delivery is processed again if its wake-up message was lost */
    static final Duration RETRY_DELAY = Duration.ofMinutes(5);

    private final Tx tx;
    private final LateBoundDeliveryEvents lateBoundDeliveryEvents;
    private final DeliveryChoicePolicy deliveryChoicePolicy;
    private final DeliverySealer deliverySeals;
    private final DeliveryJournal deliveryJournal;
    private final Outbox outbox;
    private final Clock clock;

    DeliveryArrangement(
            Tx tx,
            LateBoundDeliveryEvents lateBoundDeliveryEvents,
            DeliveryChoicePolicy deliveryChoicePolicy,
            DeliverySealer deliverySeals,
            DeliveryJournal deliveryJournal,
            Outbox outbox,
            Clock clock) {
        this.tx = tx;
        this.lateBoundDeliveryEvents = lateBoundDeliveryEvents;
        this.deliveryChoicePolicy = deliveryChoicePolicy;
        this.deliverySeals = deliverySeals;
        this.deliveryJournal = deliveryJournal;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Implements {@link city.pishkhan.api.certificates.Deliveries#arrange}. */
    DeliveryRow arrange(Caller caller, UUID caseId, Choice given) {
        return tx.required(sql -> {
            DeliveryCase concern = lateBoundDeliveryEvents.lock(caseId);
            Choice choice = deliveryChoicePolicy.clean(given, concern.office());
            refuseLate(concern);
            Optional<DeliveryRow> before = DeliveryRepository.ofCase(sql, caseId);
            before.ifPresent(row -> endPrevious(sql, row, caller));
            DeliveryRow row = row(concern, choice);
            DeliveryRepository.add(sql, row);
            deliveryJournal.record(row, State.ARRANGED, caller, choiceDetails(row, choice));
            lateBoundDeliveryEvents.changed(caseId);
            return DeliveryRepository.find(sql, row.id()).orElseThrow();
        });
    }

    /** Implements {@link city.pishkhan.api.certificates.Deliveries#recall}. */
    DeliveryRow recall(Caller caller, UUID caseId) {
        return tx.required(sql -> {
            lateBoundDeliveryEvents.lock(caseId);
            DeliveryRow row = DeliveryRepository.ofCase(sql, caseId)
                    .filter(r -> r.state() == State.ORDERED || r.state() == State.ACCEPTED)
                    .orElseThrow(() -> Refusal.conflict("delivery.not-with-the-post"));
            if (!row.recalled()) {
                DeliveryRepository.setRecalled(sql, row.id(), true, clock.instant());
                deliveryJournal.record(row, "recalled", caller, Map.of());
                outbox.send(QUEUE, row.id());
            }
            return DeliveryRepository.find(sql, row.id()).orElseThrow();
        });
    }

    private static void refuseLate(DeliveryCase concern) {
        if (concern.ended()) {
            throw Refusal.conflict("case.ended");
        }
        if (!concern.offered()) {
            throw Refusal.conflict("delivery.not-offered");
        }
    }

    /**
     * Ends the previous delivery before another way is chosen. Refused if the certificate was received or is with the
     * postal service.
     */
    private void endPrevious(Handle sql, DeliveryRow row, Caller caller) {
        if (row.state().isReceived()) {
            throw Refusal.conflict("delivery.done");
        }
        boolean ours =
                row.state() == State.ARRANGED || row.state() == State.READY && row.hasWay(DeliveryTransitions.OFFICE);
        if (!ours && !row.state().hasFailed()) {
            throw Refusal.conflict("delivery.ordered");
        }
        // a certificate kept at an office is now delivered in the new way
        DeliveryRepository.setLocation(sql, row.id(), null);
        if (ours) {
            DeliveryRepository.move(sql, row, State.CANCELLED, clock.instant(), null);
            deliveryJournal.record(row, State.CANCELLED, caller, Map.of("reason", "another way"));
        }
    }

    private DeliveryRow row(DeliveryCase concern, Choice c) {
        UUID id = Ids.next();
        UUID caseId = concern.id();
        Instant now = clock.instant();
        return new DeliveryRow(
                id,
                caseId,
                concern.number(),
                c.way(),
                c.office(),
                null,
                deliverySeals.seal(caseId, id, DeliverySealer.ADDRESSEE, c.addressee()),
                deliverySeals.seal(caseId, id, DeliverySealer.ADDRESS, c.address()),
                deliverySeals.seal(caseId, id, DeliverySealer.POSTAL_CODE, c.postalCode()),
                deliverySeals.salt(caseId, id),
                State.ARRANGED,
                null,
                null,
                "[]",
                null,
                null,
                null,
                null,
                null,
                false,
                0,
                null,
                now,
                now,
                null);
    }

    private Map<String, Object> choiceDetails(DeliveryRow row, Choice choice) {
        return switch (choice.way()) {
            case DeliveryTransitions.HOME ->
                Map.of(
                        "to",
                        deliverySeals.commitment(
                                row, choice.addressee() + "\n" + choice.address() + "\n" + choice.postalCode()));
            case DeliveryTransitions.OTHER_OFFICE -> Map.of("office", choice.office());
            default -> Map.of();
        };
    }

    /** Implements {@link city.pishkhan.api.certificates.Deliveries#start}. */
    Optional<State> release(UUID caseId, String office) {
        return tx.required(sql -> {
            Optional<DeliveryRow> found = DeliveryRepository.ofCase(sql, caseId);
            if (found.isEmpty() || found.get().state() != State.ARRANGED) {
                return found.map(DeliveryRow::state);
            }
            DeliveryRow row = found.get();
            boolean fetched = row.hasWay(DeliveryTransitions.OFFICE);
            State to = fetched ? State.READY : State.ORDERED;
            Instant now = clock.instant();
            DeliveryRepository.move(sql, row, to, now, fetched ? null : now.plus(RETRY_DELAY));
            DeliveryRepository.setLocation(sql, row.id(), office);
            deliveryJournal.record(row, to, Caller.HUB, Map.of("office", office));
            if (!fetched) {
                outbox.send(QUEUE, row.id());
            }
            return Optional.of(to);
        });
    }

    /** Implements {@link city.pishkhan.api.certificates.Deliveries#cancel}. */
    void cancel(UUID caseId, String reason) {
        tx.run(sql -> DeliveryRepository.ofCase(sql, caseId)
                .filter(row -> row.state() == State.ARRANGED || row.state() == State.READY)
                .ifPresent(row -> {
                    DeliveryRepository.move(sql, row, State.CANCELLED, clock.instant(), null);
                    deliveryJournal.record(row, State.CANCELLED, Caller.HUB, Map.of("reason", reason));
                }));
    }

    /** Implements {@link city.pishkhan.api.certificates.Deliveries#stop}. */
    void stop(UUID caseId, Caller actor) {
        tx.run(sql -> DeliveryRepository.ofCase(sql, caseId)
                .filter(row -> row.stopped() == null && !row.state().isReceived())
                .ifPresent(row -> {
                    DeliveryRepository.stop(sql, row.id(), clock.instant());
                    deliveryJournal.record(
                            row, "stopped", actor, Map.of("state", row.state().code()));
                    if (row.state() == State.ARRANGED || row.state() == State.READY) {
                        DeliveryRepository.move(sql, row, State.CANCELLED, clock.instant(), null);
                    } else if (row.state() == State.ORDERED || row.state() == State.ACCEPTED) {
                        DeliveryRepository.setRecalled(sql, row.id(), true, clock.instant());
                        outbox.send(QUEUE, row.id());
                    }
                }));
    }
}
