package city.pishkhan.payments.internal;

import city.pishkhan.api.Outbox;
import city.pishkhan.payments.internal.common.Queues;
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

/**
 * Wakes up attempts that nobody finished: payers who never came back, banks that could not say, wake-ups that were lost. Every node
 * sweeps; the rows that one takes, no other sees.
 */
final class Sweep implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);
    private static final int BATCH = 200;
    /** until then the wake-up must have been worked on */
    private static final Duration AGAIN = Duration.ofMinutes(5);

    private final PaymentStore store;
    private final Outbox outbox;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "payments-sweep");
        thread.setDaemon(true);
        return thread;
    });

    Sweep(PaymentStore store, Outbox outbox, Clock clock) {
        this.store = store;
        this.outbox = outbox;
        this.clock = clock;
    }

    void every(Duration pause) {
        timer.scheduleWithFixedDelay(this::quietly, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void quietly() {
        try {
            while (sweep() == BATCH) {
                LOG.debug("More than {} attempts are due", BATCH);
            }
        } catch (RuntimeException e) {
            LOG.warn("Unfinished payments are looked at later: {}", e.toString());
            LOG.debug("Cause", e);
        }
    }

    /** @return how many attempts were woken up */
    int sweep() {
        return store.tx().required(sql -> {
            Instant now = clock.instant();
            List<UUID> due = store.due(now, now.plus(AGAIN), BATCH);
            due.forEach(id -> outbox.send(Queues.PAYMENT, id));
            return due.size();
        });
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
