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
 * Sends inquiries to one agency. After repeated failures the agency's breaker opens and its inquiries wait in their
 * queue for growing pauses, then one inquiry is sent as a test. If the agency refuses an inquiry, only that inquiry is
 * delayed.
 */
final class InquiryDispatcher implements QueueDispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(InquiryDispatcher.class);
    /** Interval at which a waiting worker checks again whether the breaker permits a call. */
    private static final Duration BREAKER_POLL_INTERVAL = Duration.ofMillis(500);

    private static final Duration LONGEST_DELAY = Duration.ofMinutes(5);

    private final String agency;
    private final Inquiries inquiries;
    private final AgencyBreaker breaker;
    private final AgencyRate rate;
    private final ThreadLocal<ClaimedInquiry> claimed = new ThreadLocal<>();

    private record ClaimedInquiry(int emission, long started) {
        long nanos() {
            return System.nanoTime() - started;
        }
    }

    InquiryDispatcher(String agency, Inquiries inquiries, AgencyRate rate) {
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
    public Duration acquire() {
        Duration turn = rate.acquire();
        return !turn.isZero() || breaker.acquire() ? turn : BREAKER_POLL_INTERVAL;
    }

    @Override
    public Optional<Object> load(UUID id) {
        Optional<Inquiry> inquiry = Optional.empty();
        try {
            inquiry = inquiries.claim(id);
        } finally {
            if (inquiry.isEmpty()) {
                breaker.release();
            }
        }
        inquiry.ifPresent(i -> claimed.set(new ClaimedInquiry(i.emission(), System.nanoTime())));
        return inquiry.map(i -> i);
    }

    @Override
    public void recordSuccess(UUID id) {
        breaker.recordSuccess(claimed.get().nanos());
    }

    @Override
    public boolean recordFailure(UUID id, Throwable cause) {
        ClaimedInquiry call = claimed.get();
        breaker.recordFailure(cause, isUnavailability(cause));
        Instant next = Instant.now().plus(delay(call.emission()));
        LOG.info("Inquiry {} to {} is retried at {}: {}", id, agency, next, cause.toString());
        LOG.debug("Cause", cause);
        inquiries.recordFailure(id, cause.getMessage(), next);
        return true;
    }

    /**
     * Returns {@code true} if the failure counts as unavailability. Connectors throw {@code PartnerUnavailable}; route files
     * use Camel's HTTP component and fail with its exceptions.
     */
    private static boolean isUnavailability(Throwable cause) {
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
