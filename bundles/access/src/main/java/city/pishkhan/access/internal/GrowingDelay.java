package city.pishkhan.access.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts failures per key. After so many that are free each lets the next try wait, a second at first and twice as long each time. Holds
 * a bounded number of keys, and the longest unused goes first: whoever would push a key out has to make as many checked failures first.
 */
final class GrowingDelay {
    static final int CAPACITY = 10_000;

    private static final Duration FIRST = Duration.ofSeconds(1);
    /** beyond it the longest delay is reached whatever that is */
    private static final int MOST_DOUBLINGS = 20;

    private record Count(int failures, Instant until) {}

    private final Clock clock;
    private final int free;
    private final Duration longest;
    private final Map<String, Count> counts = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
            return size() > CAPACITY;
        }
    };

    /**
     * @param free    failures that cost nothing
     * @param longest delay; a key that has been quiet for so long after its last one begins anew
     */
    GrowingDelay(Clock clock, int free, Duration longest) {
        this.clock = clock;
        this.free = free;
        this.longest = longest;
    }

    /** How long the next try has to wait from now on; zero if not at all. */
    synchronized Duration left(String key) {
        Count count = counts.get(key);
        Instant now = clock.instant();
        return count == null || !now.isBefore(count.until) ? Duration.ZERO : Duration.between(now, count.until);
    }

    synchronized void failed(String key) {
        Instant now = clock.instant();
        Count count = counts.get(key);
        boolean fresh = count == null || !now.isBefore(count.until.plus(longest));
        int failures = fresh ? 1 : count.failures + 1;
        counts.put(key, new Count(failures, now.plus(delay(failures))));
    }

    private Duration delay(int failures) {
        if (failures < free) {
            return Duration.ZERO;
        }
        Duration grown = FIRST.multipliedBy(1L << Math.min(failures - free, MOST_DOUBLINGS));
        return grown.compareTo(longest) < 0 ? grown : longest;
    }

    synchronized void passed(String key) {
        counts.remove(key);
    }

    synchronized int size() {
        return counts.size();
    }
}
