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

/** Carries notices to one agency; the broker keeps those that did not pass. */
final class NoticeCarrier implements Carrier {
    private static final Logger LOG = LoggerFactory.getLogger(NoticeCarrier.class);

    /** longer than a carrier waits for its partner, however slow that is */
    private static final Duration OVERTAKES = Duration.ofMinutes(10);
    /** version of the hub's ids, whose first bits say when they were made */
    private static final int TIME_ORDERED = 7;

    private static final int TIME_BITS = 16;

    private final Inquiries inquiries;

    NoticeCarrier(Inquiries inquiries) {
        this.inquiries = inquiries;
    }

    @Override
    public Duration leave() {
        return Duration.ZERO;
    }

    @Override
    public Optional<Object> take(UUID id) {
        return inquiries.notice(id).map(n -> n);
    }

    @Override
    public void done(UUID id) {
        inquiries.told(id);
    }

    @Override
    public boolean failed(UUID id, Throwable cause) {
        if (cause instanceof PartnerRefused refused && early(id)) {
            LOG.info(
                    "Notice {} goes again, its inquiry may be on its way: {} {}",
                    id,
                    refused.code(),
                    refused.getMessage());
            return false;
        }
        if (cause instanceof PartnerRefused refused) {
            // it does not want to know, e.g. because it never saw the inquiry: saying it again changes nothing
            LOG.info("Notice {} was refused: {} {}", id, refused.code(), refused.getMessage());
            inquiries.told(id);
            return true;
        }
        LOG.info("Notice {} goes again: {}", id, cause.toString());
        return false;
    }

    /** Whether a notice may have overtaken what it is about: an inquiry that was being carried when it became void arrives after it. */
    private boolean early(UUID id) {
        return id.version() == TIME_ORDERED
                && Instant.ofEpochMilli(id.getMostSignificantBits() >>> TIME_BITS)
                        .isAfter(Instant.now().minus(OVERTAKES))
                && inquiries
                        .notice(id)
                        .filter(notice -> notice.kind() != AgencyNotice.Kind.REMINDER)
                        .isPresent();
    }
}
