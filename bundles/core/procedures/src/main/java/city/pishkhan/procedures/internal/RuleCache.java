package city.pishkhan.procedures.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A cache of objects derived from rule sets, by the hash of the rule set. The least recently used objects are dropped.
 * The size is bounded and small: cases live for months, but rules change only a few times a year. Thread-safe.
 *
 * @param <T> immutable cached type
 */
final class RuleCache<T> {
    private static final int MOST = 16;

    private final Map<String, T> cached = new LinkedHashMap<>(MOST * 2, 0.75f, true);

    /**
     * Returns the cached object or loads it. The loader runs outside the lock, so that a slow database does not block access to other
     * entries. Concurrent calls may load the same object twice, which is harmless.
     */
    T get(String hash, Function<String, T> loader) {
        T found = find(hash);
        if (found == null) {
            found = loader.apply(hash);
            put(hash, found);
        }
        return found;
    }

    private synchronized @Nullable T find(String hash) {
        return cached.get(hash);
    }

    private synchronized void put(String hash, T made) {
        cached.put(hash, made);
        if (cached.size() > MOST) {
            cached.remove(cached.keySet().iterator().next());
        }
    }
}
