package city.pishkhan.access.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts failures per key and blocks a key that has too many of them. Holds a bounded number of keys; the longest unused goes first. */
final class Throttle {
    private static final int CAPACITY = 10_000;

    private record Count(int failures, Instant last) {}

    private final Clock clock;
    private final int most;
    private final Duration pause;
    private final Map<String, Count> counts = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
            return size() > CAPACITY;
        }
    };

    /**
     * @param most  failures, none of them further than {@code pause} from the one before, that block
     * @param pause how long after the last failure a key stays blocked
     */
    Throttle(Clock clock, int most, Duration pause) {
        this.clock = clock;
        this.most = most;
        this.pause = pause;
    }

    synchronized boolean blocked(String key) {
        Count count = counts.get(key);
        return count != null && count.failures >= most && clock.instant().isBefore(count.last.plus(pause));
    }

    synchronized void failed(String key) {
        Instant now = clock.instant();
        Count count = counts.get(key);
        boolean fresh = count == null || !now.isBefore(count.last.plus(pause));
        counts.put(key, new Count(fresh ? 1 : count.failures + 1, now));
    }

    synchronized void passed(String key) {
        counts.remove(key);
    }
}
