package city.pishkhan.gate.internal.http;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Counts the running requests, bodies or transfers of each holder, that is, of a login or a network. Thread-safe. */
public final class HolderCounts {
    private final Map<String, Integer> counts = new ConcurrentHashMap<>();

    /**
     * Counts one more request, body or transfer of a holder, unless the holder is at its limit.
     *
     * @return {@code true} if the holder was below its limit; the caller must then call {@link #decrement}
     */
    public boolean tryIncrement(@Nullable String holder, int limit) {
        if (counts.merge(holder, 1, Integer::sum) > limit) {
            decrement(holder);
            return false;
        }
        return true;
    }

    public void decrement(@Nullable String holder) {
        counts.computeIfPresent(holder, (key, count) -> count == 1 ? null : count - 1);
    }
}
