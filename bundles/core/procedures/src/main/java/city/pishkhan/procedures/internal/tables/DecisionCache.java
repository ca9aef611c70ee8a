package city.pishkhan.procedures.internal.tables;

import city.pishkhan.api.rules.Procedures.Decision;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A cache of a table's recent decisions. Decisions depend on the facts alone, because rules have no access to time or random numbers.
 * Processing a case evaluates the same table with the same facts about twenty times. Decisions on personal facts are not cached.
 * Thread-safe.
 */
final class DecisionCache {
    /** maximum number of cached decisions; about the number of cases that one node processes at a time */
    private static final int MOST = 100;

    private final Map<Map<String, Object>, Decision> recent = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Map<String, Object>, Decision> eldest) {
            return size() > MOST;
        }
    };

    /**
     * Returns the cached decision or computes it.
     *
     * @param facts all facts on which the decision depends; must not be changed afterwards
     */
    Decision get(Map<String, Object> facts, Supplier<Decision> decide) {
        synchronized (recent) {
            Decision known = recent.get(facts);
            if (known != null) {
                return known;
            }
        }
        Decision fresh = decide.get();
        synchronized (recent) {
            recent.put(facts, fresh);
        }
        return fresh;
    }
}
