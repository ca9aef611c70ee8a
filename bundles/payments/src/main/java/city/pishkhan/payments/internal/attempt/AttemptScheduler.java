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
 * Wakes up attempts that nobody finished: payers who never came back, banks that could not say, wake-ups that were lost. Every node
 * sweeps; the rows that one takes, no other sees.
 */
public final class AttemptScheduler {
    public static final int BATCH = 200;
    /** until then the wake-up must have been worked on */
    private static final Duration AGAIN = Duration.ofMinutes(5);

    private final PaymentRepository store;
    private final Outbox outbox;
    private final Clock clock;

    public AttemptScheduler(PaymentRepository store, Outbox outbox, Clock clock) {
        this.store = store;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** What a node that died had in hand is looked at by the next sweep, whoever goes it. @return how many attempts that are */
    public int takeUp() {
        return store.dueAtOnce(clock.instant());
    }

    /** @return how many attempts were woken up */
    public int sweep() {
        return store.tx().required(sql -> {
            Instant now = clock.instant();
            List<UUID> due = store.due(now, now.plus(AGAIN), BATCH);
            due.forEach(id -> outbox.send(PaymentQueues.PAYMENT, id));
            return due.size();
        });
    }
}
