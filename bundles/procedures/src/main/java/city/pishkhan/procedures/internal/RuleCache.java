package city.pishkhan.procedures.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What was made of the rule sets used last, by their hashes. Bounded: cases live for months, rules change a few times a year.
 *
 * @param <T> immutable
 */
final class RuleCache<T> {
    private static final int MOST = 16;

    private final Map<String, T> cached = new LinkedHashMap<>(MOST * 2, 0.75f, true);

    /** Loads outside the lock, so that a slow database holds nobody who needs another one; a double load is no harm. */
    T get(String hash, Function<String, T> loader) {
        T found = find(hash);
        if (found == null) {
            found = loader.apply(hash);
            put(hash, found);
        }
        return found;
    }

    private synchronized T find(String hash) {
        return cached.get(hash);
    }

    private synchronized void put(String hash, T made) {
        cached.put(hash, made);
        if (cached.size() > MOST) {
            cached.remove(cached.keySet().iterator().next());
        }
    }
}
