package city.pishkhan.payments.internal.gateways;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Whether a gateway is known to be down: after some openings in a row without an answer it is left alone for a while that doubles with each
 * further one; then one opening tries it, and the others wait for what comes of that.
 */
public final class GatewayCircuitBreaker {
    private static final int FAILURES = 3;
    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final int DOUBLINGS = 4;
    /** what failed before says nothing of now */
    private static final Duration RECENT = Duration.ofMinutes(10);
    /** the one that tries has failed by then, if nobody heard of it */
    private static final Duration TRIAL = Duration.ofMinutes(1);

    private final Clock clock;
    private int failures;
    private Instant last = Instant.EPOCH;
    private Instant until = Instant.EPOCH;

    GatewayCircuitBreaker(Clock clock) {
        this.clock = clock;
    }

    /** Whether an opening may go there now; it must tell what came of it. */
    public synchronized boolean admits() {
        Instant now = clock.instant();
        if (failures < FAILURES) {
            return true;
        }
        if (now.isBefore(until)) {
            return false;
        }
        until = now.plus(TRIAL);
        return true;
    }

    public synchronized void answered() {
        failures = 0;
    }

    public synchronized void silent() {
        Instant now = clock.instant();
        failures = now.isAfter(last.plus(RECENT)) && failures < FAILURES ? 1 : failures + 1;
        last = now;
        if (failures >= FAILURES) {
            until = now.plus(FIRST.multipliedBy(1L << Math.min(failures - FAILURES, DOUBLINGS)));
        }
    }
}
