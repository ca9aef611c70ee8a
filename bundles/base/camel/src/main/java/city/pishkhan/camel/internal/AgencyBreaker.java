package city.pishkhan.camel.internal;

import city.pishkhan.api.agencies.InquiryDispatchers.Breaker;
import city.pishkhan.platform.resilience.CircuitBreaker;
import city.pishkhan.platform.resilience.CircuitBreaker.Rule;
import city.pishkhan.spi.ContractBroken;
import city.pishkhan.spi.ContractViolationLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Circuit breaker for the calls to one agency, with the last error, the contract violations and the latency for
 * operators.
 */
final class AgencyBreaker {
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);
    /**
     * opens if half of the latest ten calls failed; a trial call whose thread died must not keep the breaker half open
     * forever
     */
    private static final Rule RULE = new Rule(10, 5, 50, Duration.ofSeconds(1), LONGEST_PAUSE, LONGEST_PAUSE, null);

    private static final int CALLS_TIMED = 31;

    private final CircuitBreaker breaker;
    private final Deque<Long> passed = new ArrayDeque<>();
    private volatile @Nullable String lastError;
    private final ContractViolationLog violations;

    AgencyBreaker(String agency) {
        violations = new ContractViolationLog(agency);
        breaker = new CircuitBreaker("Agency " + agency, RULE, Clock.systemUTC());
    }

    /**
     * Requests permission for one call. The caller must report the end of the call by {@link #recordSuccess}, {@link
     * #recordFailure} or {@link #release}.
     */
    boolean acquire() {
        return breaker.acquire();
    }

    void release() {
        breaker.release();
    }

    void recordSuccess(long nanos) {
        breaker.recordSuccess();
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
     * @param unavailable {@code true} if the agency itself failed, which counts for the breaker; {@code false} releases the
     *     permission only
     */
    void recordFailure(Throwable cause, boolean unavailable) {
        lastError = cause.getMessage();
        if (cause instanceof ContractBroken) {
            violations.record(cause.getMessage());
        }
        if (unavailable) {
            breaker.recordFailure(cause);
        } else {
            breaker.release();
        }
    }

    /** Recent contract violations of the agency. */
    ContractViolationLog violations() {
        return violations;
    }

    /** Permits a trial call now if the breaker is open. */
    void tryNow() {
        breaker.tryNow();
    }

    Breaker state() {
        return switch (breaker.state()) {
            case OPEN -> Breaker.OPEN;
            case HALF_OPEN -> Breaker.HALF_OPEN;
            case CLOSED -> Breaker.CLOSED;
        };
    }

    /** End of the current pause; {@code null} if the breaker is not open. */
    @Nullable
    Instant until() {
        return breaker.until();
    }

    @Nullable
    String lastError() {
        return lastError;
    }

    /** Median duration of the latest successful calls; {@code null} before the first. */
    @Nullable
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
