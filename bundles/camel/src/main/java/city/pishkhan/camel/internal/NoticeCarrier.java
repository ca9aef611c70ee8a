package city.pishkhan.camel.internal;

import city.pishkhan.api.agencies.Inquiries;
import city.pishkhan.spi.PartnerRefused;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries notices to one agency; the broker keeps those that did not pass. */
final class NoticeCarrier implements Carrier {
    private static final Logger LOG = LoggerFactory.getLogger(NoticeCarrier.class);

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
        if (cause instanceof PartnerRefused refused) {
            // it does not want to know, e.g. because it never saw the inquiry: saying it again changes nothing
            LOG.info("Notice {} was refused: {} {}", id, refused.code(), refused.getMessage());
            inquiries.told(id);
            return true;
        }
        LOG.info("Notice {} goes again: {}", id, cause.toString());
        return false;
    }
}
