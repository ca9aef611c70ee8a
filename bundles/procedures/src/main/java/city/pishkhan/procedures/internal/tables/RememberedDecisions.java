package city.pishkhan.procedures.internal.tables;

import city.pishkhan.api.rules.Procedures.Decision;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What a table decided lately. A decision follows from the facts alone (no rule knows the time, or chance), and while a case is worked on the
 * same table is asked about the same facts some twenty times. Decisions on personal facts are not brought here. Safe from any thread.
 */
final class RememberedDecisions {
    /** cases that are worked on at the same time, on one node */
    private static final int MOST = 100;

    private final Map<Map<String, Object>, Decision> lately = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Map<String, Object>, Decision> eldest) {
            return size() > MOST;
        }
    };

    /** @param facts all that the decision depends on; not changed afterwards */
    Decision of(Map<String, Object> facts, Supplier<Decision> decide) {
        synchronized (lately) {
            Decision known = lately.get(facts);
            if (known != null) {
                return known;
            }
        }
        Decision fresh = decide.get();
        synchronized (lately) {
            lately.put(facts, fresh);
        }
        return fresh;
    }
}
