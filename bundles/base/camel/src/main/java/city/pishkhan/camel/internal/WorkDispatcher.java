package city.pishkhan.camel.internal;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Processes the hub's own work items. The broker delivers failed items again with growing delays. */
final class WorkDispatcher implements QueueDispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(WorkDispatcher.class);

    @Override
    public Duration acquire() {
        return Duration.ZERO;
    }

    @Override
    public Optional<Object> load(UUID id) {
        return Optional.of(id);
    }

    @Override
    public void recordSuccess(UUID id) {}

    @Override
    public boolean recordFailure(UUID id, Throwable cause) {
        LOG.warn("Work item {} is retried: {}", id, cause.toString());
        LOG.debug("Cause", cause);
        return false;
    }
}
