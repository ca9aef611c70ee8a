package city.pishkhan.payments.internal.attempt;

import city.pishkhan.api.messaging.Outbox;
import city.pishkhan.payments.internal.common.PaymentQueues;
import city.pishkhan.payments.internal.store.PaymentRepository;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Wakes up attempts that remained unfinished because the payer did not return, the bank could not answer, or a wake-up
 * message was lost. Every node sweeps. Locked rows are skipped, so two nodes never process the same attempt.
 */
public final class AttemptScheduler {
    public static final int BATCH = 200;
    /** pause before an attempt is due again if its wake-up is lost */
    private static final Duration AGAIN = Duration.ofMinutes(5);

    private final PaymentRepository store;
    private final Outbox outbox;
    private final Clock clock;

    public AttemptScheduler(PaymentRepository store, Outbox outbox, Clock clock) {
        this.store = store;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Makes attempts that a stopped node was processing due at the next sweep of any node.
     *
     * @return number of such attempts
     */
    public int resumeInterrupted() {
        return store.makeInterruptedDue(clock.instant());
    }

    /** @return number of attempts that were woken up */
    public int sweep() {
        return store.tx().required(sql -> {
            Instant now = clock.instant();
            List<UUID> due = store.claimDue(now, now.plus(AGAIN), BATCH);
            due.forEach(id -> outbox.send(PaymentQueues.PAYMENT, id));
            return due.size();
        });
    }
}
