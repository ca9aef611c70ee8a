package city.pishkhan.deliveries.internal;

import city.pishkhan.api.certificates.Deliveries.State;
import city.pishkhan.api.security.Caller;
import city.pishkhan.persistence.Tx;
import city.pishkhan.spi.PartnerRefused;
import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.PostalService;
import city.pishkhan.spi.PostalService.Letter;
import city.pishkhan.spi.PostalService.LetterProgress;
import city.pishkhan.spi.PostalService.Recipient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Advances a delivery as far as the postal service allows. The postal service is called between transactions. Its answer is
 * recorded only if the delivery's state is unchanged. After a crash the next wake-up resumes the delivery with the same id.
 */
final class PostalDispatch {
    private static final Logger LOG = LoggerFactory.getLogger(PostalDispatch.class);
    private static final String KIND = "document";
    private static final String UNKNOWN = "unknown";
    private static final int DOUBLINGS = 12;

    private final Tx tx;
    private final LateBoundDeliveryEvents lateBoundDeliveryEvents;
    private final DeliverySealer deliverySeals;
    private final DeliveryJournal deliveryJournal;
    private final Supplier<PostalService> post;
    private final Pace pace;
    private final PostalOutcomes postalOutcomes;
    private final Clock clock;

    /**
     * @param poll    time between two tracking requests
     * @param retry   pause after the first failed call; doubled after each further failure
     * @param longest maximum of that pause
     * @param grams   weight of a letter
     */
    record Pace(Duration poll, Duration retry, Duration longest, int grams) {}

    PostalDispatch(
            Tx tx,
            LateBoundDeliveryEvents lateBoundDeliveryEvents,
            DeliverySealer deliverySeals,
            DeliveryJournal deliveryJournal,
            Supplier<PostalService> post,
            Pace pace,
            Clock clock) {
        this.tx = tx;
        this.lateBoundDeliveryEvents = lateBoundDeliveryEvents;
        this.deliverySeals = deliverySeals;
        this.deliveryJournal = deliveryJournal;
        this.post = post;
        this.pace = pace;
        this.postalOutcomes =
                new PostalOutcomes(lateBoundDeliveryEvents, deliverySeals, deliveryJournal, pace.poll(), clock);
        this.clock = clock;
    }

    /** Implements {@link city.pishkhan.api.certificates.Deliveries#advance}. */
    void advance(UUID id) {
        if (tx.isActive()) {
            throw new IllegalStateException("The post must not be called inside a transaction");
        }
        DeliveryRow row = tx.required(sql -> DeliveryRepository.find(sql, id)).orElse(null);
        if (row == null) {
            LOG.warn("Unknown delivery {}: its message is dropped", id);
            return;
        }
        try {
            switch (row.state()) {
                case ORDERED -> order(row);
                case ACCEPTED, IN_TRANSIT -> {
                    if (!row.recalled() || row.state() == State.IN_TRANSIT || !tryCancel(row)) {
                        track(row);
                    }
                }
                default -> LOG.debug("Delivery {} is {}: nothing left to do", id, row.state());
            }
        } catch (PartnerUnavailable e) {
            Duration pause = pace.retry().multipliedBy(1L << Math.min(row.failedAttempts(), DOUBLINGS));
            Instant next = clock.instant().plus(pause.compareTo(pace.longest()) < 0 ? pause : pace.longest());
            tx.run(sql -> DeliveryRepository.postpone(sql, id, next, true));
            LOG.warn("Delivery {} is retried at {}: {}", id, next, e.getMessage());
        }
    }

    private PostalService post() {
        PostalService present = post.get();
        if (present == null) {
            throw new PartnerUnavailable("no postal service is available");
        }
        return present;
    }

    private void order(DeliveryRow row) {
        if (tx.required(sql -> lateBoundDeliveryEvents.isHeld(row.caseId()))) {
            // the letter is on hold, which is not a failure: check it as often as a letter in transit
            tx.run(sql ->
                    DeliveryRepository.postpone(sql, row.id(), clock.instant().plus(pace.poll()), false));
            return;
        }
        String tracking;
        try {
            tracking = post().order(new Letter(row.id(), KIND, pace.grams(), row.locationOffice(), recipient(row)));
        } catch (PartnerRefused e) {
            record(row, sql -> postalOutcomes.end(sql, row, State.REFUSED, e.code()));
            return;
        }
        record(row, sql -> {
            // if the letter was recalled during the call, cancel the order at once
            Instant next = row.recalled() ? clock.instant() : clock.instant().plus(pace.poll());
            DeliveryRepository.move(sql, row, State.ACCEPTED, clock.instant(), next);
            DeliveryRepository.recordTracking(sql, row.id(), tracking, null, null);
            deliveryJournal.record(row, State.ACCEPTED, Caller.HUB, Map.of("tracking", tracking));
        });
    }

    private Recipient recipient(DeliveryRow row) {
        return row.hasWay(DeliveryTransitions.OTHER_OFFICE)
                ? new Recipient.Office(row.office())
                : new Recipient.Home(
                        deliverySeals.open(row, DeliverySealer.ADDRESSEE, row.addressee()),
                        deliverySeals.open(row, DeliverySealer.ADDRESS, row.address()),
                        deliverySeals.open(row, DeliverySealer.POSTAL_CODE, row.postalCode()));
    }

    private void track(DeliveryRow row) {
        LetterProgress journey;
        try {
            journey = post().track(row.id());
        } catch (PartnerRefused e) {
            orderAgain(row, e);
            return;
        }
        record(row, sql -> postalOutcomes.apply(sql, row, journey));
    }

    /**
     * Cancels an accepted order. Orders that are not accepted yet are not cancelled, because a delayed call of another node might
     * still place them.
     *
     * @return {@code false} if the postal service has already collected the letter
     */
    private boolean tryCancel(DeliveryRow row) {
        boolean cancelled;
        try {
            cancelled = post().cancel(row.id());
        } catch (PartnerRefused e) {
            if (!e.code().equals(UNKNOWN)) {
                throw new PartnerUnavailable(e.getMessage());
            }
            cancelled = true;
        }
        if (cancelled) {
            record(row, sql -> postalOutcomes.end(sql, row, State.CANCELLED, row.tracking()));
        } else {
            record(row, sql -> {
                DeliveryRepository.setRecalled(
                        sql, row.id(), false, clock.instant().plus(pace.poll()));
                deliveryJournal.record(row, "recall-failed", Caller.HUB, Map.of());
            });
        }
        return cancelled;
    }

    /**
     * Handles a tracking request that the postal service refused. If it no longer knows an accepted letter, the letter is ordered
     * again under the same id. An unknown letter in transit is an error, and the request is retried.
     */
    private void orderAgain(DeliveryRow row, PartnerRefused why) {
        if (!why.code().equals(UNKNOWN) || row.state() != State.ACCEPTED) {
            throw new PartnerUnavailable(why.getMessage());
        }
        record(row, sql -> {
            DeliveryRepository.move(
                    sql, row, State.ORDERED, clock.instant(), clock.instant().plus(pace.retry()));
            deliveryJournal.record(row, State.ORDERED, Caller.HUB, Map.of("reason", "unknown to the post"));
        });
    }

    /** Records a result unless the delivery's state has changed. */
    private void record(DeliveryRow seen, Tx.Action work) {
        tx.run(sql -> {
            lateBoundDeliveryEvents.lock(seen.caseId());
            if (DeliveryRepository.find(sql, seen.id()).orElseThrow().state() == seen.state()) {
                work.run(sql);
            }
        });
    }
}
