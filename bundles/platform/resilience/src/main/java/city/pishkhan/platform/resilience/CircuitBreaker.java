package city.pishkhan.platform.resilience;

import io.github.resilience4j.circuitbreaker.CircuitBreaker.StateTransition;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.IllegalStateTransitionException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Circuit breaker of the calls to one partner. When calls have failed as often as its {@link Rule} states, the breaker
 * opens and rejects calls for a pause. The pause doubles with each failed trial. After the pause the breaker is half
 * open: it permits one trial call, rejects all other calls until the trial's result is known, and then closes or opens
 * again. Thread-safe; a permission takes no lock.
 */
public final class CircuitBreaker {
    private static final Logger LOG = LoggerFactory.getLogger(CircuitBreaker.class);
    private static final int DOUBLINGS = 10;

    private final io.github.resilience4j.circuitbreaker.CircuitBreaker breaker;
    private final Clock clock;
    private final Rule rule;
    private volatile @Nullable Instant until;
    private volatile Instant lastFailure = Instant.MIN;

    /** State of a breaker. */
    public enum State {
        /** calls are permitted */
        CLOSED,
        /** calls are rejected until the end of the pause */
        OPEN,
        /** one trial call is permitted */
        HALF_OPEN
    }

    /**
     * Rule that opens a breaker, and its pauses.
     *
     * @param calls number of the latest calls that are evaluated
     * @param minimum minimum number of calls before the breaker may open
     * @param percent share of failed calls that opens the breaker, in percent
     * @param firstPause length of the first pause
     * @param longestPause maximum length of a pause
     * @param longestTrial time after which a trial without a result counts as failed, or {@code null} if every trial
     *     reports its result
     * @param memory time without failures after which all earlier failures are ignored, or {@code null} if they always
     *     count
     */
    public record Rule(
            int calls,
            int minimum,
            int percent,
            Duration firstPause,
            Duration longestPause,
            @Nullable Duration longestTrial,
            @Nullable Duration memory) {

        /** Returns a rule that opens the breaker after a number of failures in a row. */
        public static Rule inARow(int failures, Duration firstPause, Duration longestPause) {
            int calls = Math.max(1, failures);
            return new Rule(calls, calls, 100, firstPause, longestPause, null, null);
        }

        private Duration pause(int attempt) {
            Duration pause = firstPause.multipliedBy(1L << Math.min(attempt - 1, DOUBLINGS));
            return pause.compareTo(longestPause) < 0 ? pause : longestPause;
        }
    }

    /**
     * Creates a closed breaker.
     *
     * @param name name of the partner for the log
     * @param clock clock for the pauses
     */
    public CircuitBreaker(String name, Rule rule, Clock clock) {
        this.rule = rule;
        this.clock = clock;
        breaker = io.github.resilience4j.circuitbreaker.CircuitBreaker.of(
                name,
                CircuitBreakerConfig.custom()
                        .clock(clock)
                        .slidingWindowSize(rule.calls())
                        .minimumNumberOfCalls(rule.minimum())
                        .failureRateThreshold(rule.percent())
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .maxWaitDurationInHalfOpenState(
                                rule.longestTrial() == null ? Duration.ZERO : rule.longestTrial())
                        // Resilience4j calls this function when the breaker opens; there is no other way to learn the
                        // end of the pause
                        .waitIntervalFunctionInOpenState(attempt -> {
                            Duration pause = rule.pause(attempt);
                            until = clock.instant().plus(pause);
                            return wait(pause).toMillis();
                        })
                        .build());
        breaker.getEventPublisher().onStateTransition(event -> {
            StateTransition change = event.getStateTransition();
            boolean disabled =
                    change.getToState() == io.github.resilience4j.circuitbreaker.CircuitBreaker.State.DISABLED;
            if (change.getFromState() != change.getToState() && !disabled) {
                LOG.warn("{}: circuit breaker {}", name, change);
            }
        });
    }

    /**
     * Returns the wait that permits a trial at the end of the pause. The wait is a millisecond shorter than the pause,
     * because Resilience4j permits the trial only after the wait has passed.
     */
    private static Duration wait(Duration pause) {
        return pause.isZero() ? pause : pause.minusMillis(1);
    }

    /** Creates a breaker that permits all calls, for callers that limit their calls themselves. */
    public static CircuitBreaker disabled(String name) {
        CircuitBreaker disabled =
                new CircuitBreaker(name, Rule.inARow(1, Duration.ZERO, Duration.ZERO), Clock.systemUTC());
        disabled.breaker.transitionToDisabledState();
        return disabled;
    }

    /**
     * Requests permission for one call. If it returns {@code true}, the caller must report the end of the call by
     * {@link #recordSuccess}, {@link #recordFailure}, {@link #open}, or {@link #release}.
     */
    public boolean acquire() {
        return breaker.tryAcquirePermission();
    }

    /** Gives back the permission of a call whose result shows nothing about the partner's availability. */
    public void release() {
        breaker.releasePermission();
    }

    public void recordSuccess() {
        breaker.onSuccess(0, TimeUnit.NANOSECONDS);
    }

    /** @param cause reason of the failure */
    public void recordFailure(@Nullable Throwable cause) {
        if (rule.memory() != null) {
            Instant now = clock.instant();
            if (lastFailure.isBefore(now.minus(rule.memory())) && state() == State.CLOSED) {
                breaker.reset();
            }
            lastFailure = now;
        }
        breaker.onError(0, TimeUnit.NANOSECONDS, cause);
    }

    /**
     * Opens the breaker for the time that the partner requested, limited to the longest pause. A breaker that is
     * already open keeps its pause. Otherwise several calls that were sent together would prolong the pause several
     * times.
     */
    public void open(Duration requested) {
        if (breaker.getState() == io.github.resilience4j.circuitbreaker.CircuitBreaker.State.DISABLED
                || state() == State.OPEN) {
            return;
        }
        Duration pause = requested.compareTo(rule.longestPause()) < 0 ? requested : rule.longestPause();
        breaker.transitionToOpenStateFor(wait(pause));
        until = clock.instant().plus(pause);
    }

    /** Records a success, and closes the breaker if it is not closed. */
    public void close() {
        if (state() == State.CLOSED) {
            recordSuccess();
        } else {
            breaker.transitionToClosedState();
        }
    }

    /** Ends the pause, so that one trial call is permitted now. */
    public void tryNow() {
        if (state() == State.OPEN) {
            try {
                breaker.transitionToHalfOpenState();
            } catch (IllegalStateTransitionException e) {
                LOG.debug("{}: the circuit breaker has changed its state in the meantime", breaker.getName(), e);
            }
        }
    }

    public State state() {
        return switch (breaker.getState()) {
            case OPEN, FORCED_OPEN -> State.OPEN;
            case HALF_OPEN -> State.HALF_OPEN;
            case CLOSED, DISABLED, METRICS_ONLY -> State.CLOSED;
        };
    }

    /** Returns the end of the current pause, or {@code null} if the breaker is not open. */
    public @Nullable Instant until() {
        return state() == State.OPEN ? until : null;
    }
}
