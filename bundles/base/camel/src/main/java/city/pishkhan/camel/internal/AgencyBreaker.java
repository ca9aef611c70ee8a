package city.pishkhan.camel.internal;

import city.pishkhan.api.agencies.InquiryCarriers.Breaker;
import city.pishkhan.spi.ContractBroken;
import city.pishkhan.spi.DepartureLog;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.IllegalStateTransitionException;
import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Circuit breaker for the calls to one agency. After repeated failures it blocks calls for growing pauses, then permits a
 * single trial call. It also provides the end of the pause, the last error and the latency for operators.
 */
final class AgencyBreaker {
    private static final Logger LOG = LoggerFactory.getLogger(AgencyBreaker.class);
    private static final int CALLS_LOOKED_AT = 10;
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);
    private static final int CALLS_TIMED = 31;

    private final String agency;
    private final CircuitBreaker breaker;
    private final Deque<Long> passed = new ArrayDeque<>();
    private volatile Instant until;
    private volatile String lastError;
    private final DepartureLog departures;

    AgencyBreaker(String agency) {
        this.agency = agency;
        departures = new DepartureLog(agency);
        IntervalFunction pauses = IntervalFunction.ofExponentialBackoff(SHORTEST_PAUSE, 2, LONGEST_PAUSE);
        breaker = CircuitBreaker.of(
                "agency-" + agency,
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(CALLS_LOOKED_AT)
                        .minimumNumberOfCalls(CALLS_LOOKED_AT / 2)
                        .failureRateThreshold(50)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        // a trial call whose thread died must not keep the breaker half open forever
                        .maxWaitDurationInHalfOpenState(LONGEST_PAUSE)
                        // called when the breaker opens; there is no other way to learn the end of the pause
                        .waitIntervalFunctionInOpenState(attempt -> {
                            long pause = pauses.apply(attempt);
                            until = Instant.now().plusMillis(pause);
                            return pause;
                        })
                        .build());
        breaker.getEventPublisher()
                .onStateTransition(e -> LOG.warn("Agency {}: circuit breaker {}", agency, e.getStateTransition()));
    }

    /** Requests permission for one call. The caller must report its end by {@link #passed}, {@link #failed} or {@link #unused}. */
    boolean acquire() {
        return breaker.tryAcquirePermission();
    }

    void unused() {
        breaker.releasePermission();
    }

    void passed(long nanos) {
        breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
        synchronized (passed) {
            passed.addLast(nanos);
            if (passed.size() > CALLS_TIMED) {
                passed.removeFirst();
            }
        }
    }

    /**
     * Records a failed call.
     *
     * @param nanos duration of the call in nanoseconds
     * @param unavailable {@code true} if the agency itself failed, which counts for the breaker; {@code false} releases the
     *     permission only
     */
    void failed(long nanos, Throwable cause, boolean unavailable) {
        lastError = cause.getMessage();
        if (cause instanceof ContractBroken) {
            departures.note(cause.getMessage());
        }
        if (unavailable) {
            breaker.onError(nanos, TimeUnit.NANOSECONDS, cause);
        } else {
            breaker.releasePermission();
        }
    }

    /** Recent departures of the agency from its contract. */
    DepartureLog departures() {
        return departures;
    }

    /** Permits a trial call now if the breaker is open. */
    void tryNow() {
        if (breaker.getState() == State.OPEN) {
            try {
                breaker.transitionToHalfOpenState();
            } catch (IllegalStateTransitionException e) {
                LOG.debug("Agency {}: the circuit breaker has changed its state after a time-out", agency, e);
            }
        }
    }

    Breaker state() {
        return switch (breaker.getState()) {
            case OPEN, FORCED_OPEN -> Breaker.OPEN;
            case HALF_OPEN -> Breaker.HALF_OPEN;
            case CLOSED, DISABLED, METRICS_ONLY -> Breaker.CLOSED;
        };
    }

    /** End of the current pause; {@code null} if the breaker is not open. */
    Instant until() {
        return state() == Breaker.OPEN ? until : null;
    }

    String lastError() {
        return lastError;
    }

    /** Median duration of the latest successful calls; {@code null} before the first. */
    Duration latency() {
        synchronized (passed) {
            return passed.isEmpty()
                    ? null
                    : Duration.ofNanos(passed.stream()
                            .sorted()
                            .skip(passed.size() / 2)
                            .findFirst()
                            .orElseThrow());
        }
    }
}
