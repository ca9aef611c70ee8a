package city.pishkhan.deliveries.internal;

import city.pishkhan.api.messaging.Outbox;
import city.pishkhan.persistence.Tx;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Wakes up deliveries that are due for a call to the postal service. Every node sweeps; locked rows are skipped, so two nodes never
 * process the same delivery.
 */
final class DeliveryScheduler {
    static final int BATCH = 200;

    private final Tx tx;
    private final Outbox outbox;
    private final Clock clock;

    DeliveryScheduler(Tx tx, Outbox outbox, Clock clock) {
        this.tx = tx;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** @return number of deliveries that were woken up */
    int sweep() {
        return tx.required(sql -> {
            Instant now = clock.instant();
            List<UUID> due = DeliveryRepository.claimDue(sql, now, now.plus(DeliveryArrangement.RETRY_DELAY), BATCH);
            due.forEach(id -> outbox.send(DeliveryArrangement.QUEUE, id));
            return due.size();
        });
    }
}
