package city.pishkhan.rest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Keeps calls away from a partner that has failed several times in a row: for a while that doubles with each further failure. */
public final class CircuitBreaker {
    private static final int DOUBLINGS = 10;

    private final Clock clock;
    private final int most;
    private final Duration first;
    private final Duration longest;
    private int failures;
    private Instant until = Instant.MIN;

    /** @param most failures in a row that open it */
    public CircuitBreaker(Clock clock, int most, Duration first, Duration longest) {
        this.clock = clock;
        this.most = most;
        this.first = first;
        this.longest = longest;
    }

    /** Whether a call may go out now. */
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

    /** For as long as the partner itself asks, though not longer than {@code longest}. */
    synchronized void open(Duration pause) {
        until = clock.instant().plus(pause.compareTo(longest) < 0 ? pause : longest);
    }
}
