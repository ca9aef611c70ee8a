package city.pishkhan.camel.internal;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Processes the hub's own work items. The broker delivers failed items again with growing delays. */
final class WorkCarrier implements Carrier {
    private static final Logger LOG = LoggerFactory.getLogger(WorkCarrier.class);

    @Override
    public Duration leave() {
        return Duration.ZERO;
    }

    @Override
    public Optional<Object> take(UUID id) {
        return Optional.of(id);
    }

    @Override
    public void done(UUID id) {}

    @Override
    public boolean failed(UUID id, Throwable cause) {
        LOG.warn("Work item {} is retried: {}", id, cause.toString());
        LOG.debug("Cause", cause);
        return false;
    }
}
