package city.pishkhan.camel.internal;

import city.pishkhan.api.cases.Inquiries;
import city.pishkhan.spi.Inquiry;
import city.pishkhan.spi.PartnerUnavailable;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries inquiries to one agency. After repeated failures the agency's breaker opens and its inquiries wait in their queue, longer each
 * time; one inquiry tries whether it is back. A refused inquiry waits alone.
 */
final class InquiryCarrier implements Carrier {
    private static final Logger LOG = LoggerFactory.getLogger(InquiryCarrier.class);
    private static final int CALLS_LOOKED_AT = 10;
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(5);

    private final String agency;
    private final Inquiries inquiries;
    private final CircuitBreaker breaker;
    private final ThreadLocal<Taken> taken = new ThreadLocal<>();

    private record Taken(int emission, long started) {}

    InquiryCarrier(String agency, Inquiries inquiries) {
        this.agency = agency;
        this.inquiries = inquiries;
        this.breaker = CircuitBreaker.of(
                "agency-" + agency,
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(CALLS_LOOKED_AT)
                        .minimumNumberOfCalls(CALLS_LOOKED_AT / 2)
                        .failureRateThreshold(50)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        // a probe whose thread died must not keep the breaker half open for ever
                        .maxWaitDurationInHalfOpenState(LONGEST_PAUSE)
                        .waitIntervalFunctionInOpenState(
                                IntervalFunction.ofExponentialBackoff(SHORTEST_PAUSE, 2, LONGEST_PAUSE))
                        .build());
        breaker.getEventPublisher()
                .onStateTransition(e -> LOG.warn("Agency {}: breaker {}", agency, e.getStateTransition()));
    }

    @Override
    public boolean ready() {
        return breaker.tryAcquirePermission();
    }

    @Override
    public Optional<Object> take(UUID id) {
        Optional<Inquiry> inquiry = Optional.empty();
        try {
            inquiry = inquiries.take(id);
        } finally {
            if (inquiry.isEmpty()) {
                breaker.releasePermission();
            }
        }
        inquiry.ifPresent(i -> taken.set(new Taken(i.emission(), System.nanoTime())));
        return inquiry.map(i -> i);
    }

    @Override
    public void done(UUID id) {
        breaker.onSuccess(System.nanoTime() - taken.get().started(), TimeUnit.NANOSECONDS);
    }

    @Override
    public boolean failed(UUID id, Throwable cause) {
        Taken call = taken.get();
        if (unavailable(cause)) {
            breaker.onError(System.nanoTime() - call.started(), TimeUnit.NANOSECONDS, cause);
        } else {
            // this one inquiry is at fault, or we are: others may pass
            breaker.releasePermission();
        }
        Instant next = Instant.now().plus(delay(call.emission()));
        LOG.info("Inquiry {} to {} goes again at {}: {}", id, agency, next, cause.toString());
        LOG.debug("Cause", cause);
        inquiries.failed(id, cause.getMessage(), next);
        return true;
    }

    /** A connector says so itself; a route that is a file calls its partner by Camel's HTTP component. */
    private static boolean unavailable(Throwable cause) {
        return cause instanceof PartnerUnavailable
                || cause instanceof IOException
                || cause instanceof HttpOperationFailedException http && http.getStatusCode() >= 500;
    }

    /** 1 s, 2 s, 4 s … five minutes. */
    static Duration delay(int emission) {
        int doublings = Math.max(0, Math.min(emission - 1, 20));
        Duration delay = Duration.ofSeconds(1L << doublings);
        return delay.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : delay;
    }
}
