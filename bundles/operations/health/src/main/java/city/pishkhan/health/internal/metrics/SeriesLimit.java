package city.pishkhan.health.internal.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Limits the number of meters in the registry. Label values come from fixed lists. If a client could ever choose one,
 * further meters are dropped, but the hub continues to run. Meters registered before the limit was reached remain.
 */
final class SeriesLimit implements MeterFilter {
    private static final Logger LOG = LoggerFactory.getLogger(SeriesLimit.class);

    private final Set<Meter.Id> known = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean isWarned = new AtomicBoolean();
    private final int most;

    /** @param most maximum number of meters; a timer has three series */
    SeriesLimit(int most) {
        this.most = most;
    }

    @Override
    public MeterFilterReply accept(Meter.Id id) {
        if (known.contains(id)) {
            return MeterFilterReply.NEUTRAL;
        }
        if (known.size() >= most) {
            if (isWarned.compareAndSet(false, true)) {
                LOG.warn(
                        "The limit of {} meters is reached; further meters such as {} are not recorded",
                        most,
                        id.getName());
            }
            return MeterFilterReply.DENY;
        }
        known.add(id);
        return MeterFilterReply.NEUTRAL;
    }

    /** Makes room for another meter when one is removed, for example because its context has stopped. */
    void remove(Meter meter) {
        known.remove(meter.getId());
        isWarned.set(false);
    }
}
