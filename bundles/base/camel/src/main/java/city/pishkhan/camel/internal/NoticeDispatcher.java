package city.pishkhan.camel.internal;

import city.pishkhan.api.agencies.Inquiries;
import city.pishkhan.spi.AgencyNotice;
import city.pishkhan.spi.PartnerRefused;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends notices to one agency. The broker delivers failed notices again. */
final class NoticeDispatcher implements QueueDispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(NoticeDispatcher.class);

    /** Maximum time by which a notice can overtake its inquiry; longer than any call to a partner may take. */
    private static final Duration OVERTAKES = Duration.ofMinutes(10);
    /** UUID version of the hub's ids, whose first 48 bits are the creation time. */
    private static final int TIME_ORDERED = 7;

    private static final int TIME_BITS = 16;

    private final Inquiries inquiries;

    NoticeDispatcher(Inquiries inquiries) {
        this.inquiries = inquiries;
    }

    @Override
    public Duration acquire() {
        return Duration.ZERO;
    }

    @Override
    public Optional<Object> load(UUID id) {
        return inquiries.notice(id).map(n -> n);
    }

    @Override
    public void recordSuccess(UUID id) {
        inquiries.recordNoticeDelivery(id);
    }

    @Override
    public boolean recordFailure(UUID id, Throwable cause) {
        if (cause instanceof PartnerRefused refused && isEarly(id)) {
            LOG.info(
                    "Notice {} is retried, because its inquiry may not have arrived yet: {} {}",
                    id,
                    refused.code(),
                    refused.getMessage());
            return false;
        }
        if (cause instanceof PartnerRefused refused) {
            // The agency refuses the notice, e.g. because it never received the inquiry. Sending it again would not
            // help.
            LOG.info("Notice {} was rejected: {} {}", id, refused.code(), refused.getMessage());
            inquiries.recordNoticeDelivery(id);
            return true;
        }
        LOG.info("Notice {} is retried: {}", id, cause.toString());
        return false;
    }

    /**
     * Returns {@code true} if a notice may have overtaken its inquiry. An inquiry that was being sent when it was withdrawn
     * can arrive after the notice.
     */
    private boolean isEarly(UUID id) {
        return id.version() == TIME_ORDERED
                && Instant.ofEpochMilli(id.getMostSignificantBits() >>> TIME_BITS)
                        .isAfter(Instant.now().minus(OVERTAKES))
                && inquiries
                        .notice(id)
                        .filter(notice -> notice.kind() != AgencyNotice.Kind.REMINDER)
                        .isPresent();
    }
}
