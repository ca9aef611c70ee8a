package city.pishkhan.rest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Circuit breaker that blocks calls to a partner after several failures in a row. The pause doubles with each further failure.
 * Thread-safe.
 */
public final class CircuitBreaker {
    private static final int DOUBLINGS = 10;

    private final Clock clock;
    private final int most;
    private final Duration first;
    private final Duration longest;
    private int failures;
    private Instant until = Instant.MIN;

    /**
     * @param clock clock for the pauses
     * @param most number of failures in a row that open the breaker
     * @param first length of the first pause
     * @param longest maximum length of a pause
     */
    public CircuitBreaker(Clock clock, int most, Duration first, Duration longest) {
        this.clock = clock;
        this.most = most;
        this.first = first;
        this.longest = longest;
    }

    /** Returns {@code true} if a call may be made now. */
    synchronized boolean closed() {
        return !clock.instant().isBefore(until);
    }

    synchronized void passed() {
        failures = 0;
        until = Instant.MIN;
    }

    synchronized void failed() {
        failures++;
        if (failures >= most) {
            Duration pause = first.multipliedBy(1L << Math.min(failures - most, DOUBLINGS));
            open(pause.compareTo(longest) < 0 ? pause : longest);
        }
    }

    /** Opens the breaker for the time that the partner requested, limited to {@code longest}. */
    synchronized void open(Duration pause) {
        until = clock.instant().plus(pause.compareTo(longest) < 0 ? pause : longest);
    }
}
