package city.pishkhan.deliveries.internal;

import city.pishkhan.api.Outbox;
import city.pishkhan.persistence.Tx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Wakes up deliveries about which the post is to be asked. Every node sweeps; the rows that one takes, no other sees. */
final class DueDeliveries implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DueDeliveries.class);
    private static final int BATCH = 200;

    private final Tx tx;
    private final Outbox outbox;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "deliveries-sweep");
        thread.setDaemon(true);
        return thread;
    });

    DueDeliveries(Tx tx, Outbox outbox, Clock clock) {
        this.tx = tx;
        this.outbox = outbox;
        this.clock = clock;
    }

    void every(Duration pause) {
        timer.scheduleWithFixedDelay(this::quietly, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void quietly() {
        try {
            while (sweep() == BATCH) {
                LOG.debug("More than {} deliveries are due", BATCH);
            }
        } catch (RuntimeException e) {
            LOG.warn("Deliveries under way are looked at later: {}", e.toString());
            LOG.debug("Cause", e);
        }
    }

    /** @return how many were woken up */
    int sweep() {
        return tx.required(sql -> {
            Instant now = clock.instant();
            List<UUID> due = DeliveryRows.due(sql, now, now.plus(Arranging.AGAIN), BATCH);
            due.forEach(id -> outbox.send(Arranging.QUEUE, id));
            return due.size();
        });
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
