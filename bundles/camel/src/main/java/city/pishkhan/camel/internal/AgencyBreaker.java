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
 * Keeps calls away from an agency after repeated failures, longer each time, and lets one try whether it is back. Knows what operators ask of it:
 * until when, what failed last, how long calls take.
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
                        // a probe whose thread died must not keep the breaker half open for ever
                        .maxWaitDurationInHalfOpenState(LONGEST_PAUSE)
                        // asked when it opens: nothing else tells until when
                        .waitIntervalFunctionInOpenState(attempt -> {
                            long pause = pauses.apply(attempt);
                            until = Instant.now().plusMillis(pause);
                            return pause;
                        })
                        .build());
        breaker.getEventPublisher()
                .onStateTransition(e -> LOG.warn("Agency {}: breaker {}", agency, e.getStateTransition()));
    }

    /** Leave for one call, which ends by {@link #passed}, {@link #failed} or {@link #unused}. */
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

    /** @param unavailable whether the agency is at fault; if not, others may pass */
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

    /** In what the agency departed from its contract lately. */
    DepartureLog departures() {
        return departures;
    }

    /** Lets one try now, if it is open. */
    void tryNow() {
        if (breaker.getState() == State.OPEN) {
            try {
                breaker.transitionToHalfOpenState();
            } catch (IllegalStateTransitionException e) {
                LOG.debug("Agency {}: the breaker has moved by itself", agency, e);
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

    /** When an open one lets a call try; {@code null} if it is not open. */
    Instant until() {
        return state() == Breaker.OPEN ? until : null;
    }

    String lastError() {
        return lastError;
    }

    /** Median of the last calls that passed; {@code null} before the first. */
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
