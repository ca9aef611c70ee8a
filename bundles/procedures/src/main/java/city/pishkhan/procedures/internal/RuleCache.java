package city.pishkhan.procedures.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** The rule sets used last, parsed. Bounded: cases live for months, rules change a few times a year. */
final class RuleCache {
    private static final int MOST = 16;

    private final Map<String, CompiledRuleSet> cached = new LinkedHashMap<>(MOST * 2, 0.75f, true);

    /** Loads outside the lock, so that a slow database holds nobody who needs another one; a double load is no harm. */
    CompiledRuleSet get(String hash, Function<String, CompiledRuleSet> loader) {
        CompiledRuleSet found = find(hash);
        if (found == null) {
            found = loader.apply(hash);
            put(found);
        }
        return found;
    }

    private synchronized CompiledRuleSet find(String hash) {
        return cached.get(hash);
    }

    private synchronized void put(CompiledRuleSet rules) {
        cached.put(rules.hash(), rules);
        if (cached.size() > MOST) {
            cached.remove(cached.keySet().iterator().next());
        }
    }
}
