package city.pishkhan.camel.internal;

import city.pishkhan.api.agencies.Inquiries;
import city.pishkhan.spi.Inquiry;
import city.pishkhan.spi.PartnerUnavailable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends inquiries to one agency. After repeated failures the agency's breaker opens and its inquiries wait in their queue for
 * growing pauses, then one inquiry tests the agency. A refused inquiry is delayed alone.
 */
final class InquiryCarrier implements Carrier {
    private static final Logger LOG = LoggerFactory.getLogger(InquiryCarrier.class);
    /** Interval at which a blocked worker asks the breaker again. */
    private static final Duration CLOSED_AGAIN = Duration.ofMillis(500);

    private static final Duration LONGEST_DELAY = Duration.ofMinutes(5);

    private final String agency;
    private final Inquiries inquiries;
    private final AgencyBreaker breaker;
    private final AgencyRate rate;
    private final ThreadLocal<Taken> taken = new ThreadLocal<>();

    private record Taken(int emission, long started) {
        long nanos() {
            return System.nanoTime() - started;
        }
    }

    InquiryCarrier(String agency, Inquiries inquiries, AgencyRate rate) {
        this.agency = agency;
        this.inquiries = inquiries;
        this.breaker = new AgencyBreaker(agency);
        this.rate = rate;
    }

    String agency() {
        return agency;
    }

    AgencyBreaker breaker() {
        return breaker;
    }

    AgencyRate rate() {
        return rate;
    }

    @Override
    public Duration leave() {
        Duration turn = rate.acquire();
        return !turn.isZero() || breaker.acquire() ? turn : CLOSED_AGAIN;
    }

    @Override
    public Optional<Object> take(UUID id) {
        Optional<Inquiry> inquiry = Optional.empty();
        try {
            inquiry = inquiries.take(id);
        } finally {
            if (inquiry.isEmpty()) {
                breaker.unused();
            }
        }
        inquiry.ifPresent(i -> taken.set(new Taken(i.emission(), System.nanoTime())));
        return inquiry.map(i -> i);
    }

    @Override
    public void done(UUID id) {
        breaker.passed(taken.get().nanos());
    }

    @Override
    public boolean failed(UUID id, Throwable cause) {
        Taken call = taken.get();
        breaker.failed(cause, unavailable(cause));
        Instant next = Instant.now().plus(delay(call.emission()));
        LOG.info("Inquiry {} to {} is retried at {}: {}", id, agency, next, cause.toString());
        LOG.debug("Cause", cause);
        inquiries.failed(id, cause.getMessage(), next);
        return true;
    }

    /**
     * Returns {@code true} if the failure counts as unavailability. Connectors throw {@code PartnerUnavailable}; route files
     * use Camel's HTTP component and fail with its exceptions.
     */
    private static boolean unavailable(Throwable cause) {
        return cause instanceof PartnerUnavailable
                || cause instanceof IOException
                || cause instanceof HttpOperationFailedException http && http.getStatusCode() >= 500;
    }

    /** Returns the delay before the next attempt: 1 s, 2 s, 4 s, up to five minutes. */
    static Duration delay(int emission) {
        int doublings = Math.max(0, Math.min(emission - 1, 20));
        Duration delay = Duration.ofSeconds(1L << doublings);
        return delay.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : delay;
    }
}
