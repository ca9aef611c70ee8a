package city.pishkhan.payments.internal.gateways;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Circuit breaker of a gateway. After three openings in a row without an answer it rejects openings for a time that doubles with
 * each further failure. Then a single opening is admitted as a trial, and further ones are rejected until its result is known.
 * Thread-safe.
 */
public final class GatewayCircuitBreaker {
    private static final int FAILURES = 3;
    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final int DOUBLINGS = 4;
    /** older failures do not count */
    private static final Duration RECENT = Duration.ofMinutes(10);
    /** time after which a trial without a result counts as failed */
    private static final Duration TRIAL = Duration.ofMinutes(1);

    private final Clock clock;
    private int failures;
    private Instant last = Instant.EPOCH;
    private Instant until = Instant.EPOCH;

    GatewayCircuitBreaker(Clock clock) {
        this.clock = clock;
    }

    /** Returns {@code true} if an opening may be tried now. Its result must be reported by {@link #answered} or {@link #silent}. */
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
