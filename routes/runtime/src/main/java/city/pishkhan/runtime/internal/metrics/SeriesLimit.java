package city.pishkhan.runtime.internal.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many series the registry holds at most. Labels come from lists of ours; should one ever come from a caller, it costs figures, not
 * the hub. What was counted before goes on being counted.
 */
final class SeriesLimit implements MeterFilter {
    private static final Logger LOG = LoggerFactory.getLogger(SeriesLimit.class);

    private final Set<Meter.Id> known = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean said = new AtomicBoolean();
    private final int most;

    /** @param most meters; a timer has three series */
    SeriesLimit(int most) {
        this.most = most;
    }

    @Override
    public MeterFilterReply accept(Meter.Id id) {
        if (known.contains(id)) {
            return MeterFilterReply.NEUTRAL;
        }
        if (known.size() >= most) {
            if (said.compareAndSet(false, true)) {
                LOG.warn("There are {} meters: further ones, such as {}, are not counted", most, id.getName());
            }
            return MeterFilterReply.DENY;
        }
        known.add(id);
        return MeterFilterReply.NEUTRAL;
    }

    /** A meter that was taken out makes room, as those of a context that has stopped. */
    void forget(Meter meter) {
        known.remove(meter.getId());
        said.set(false);
    }
}
