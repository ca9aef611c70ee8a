package city.pishkhan.procedures.internal.tables;

import java.util.HashSet;
import java.util.Set;

/**
 * Names of the personal facts of the rule set in force. They are added to those of older rule sets, so that cases of
 * these are protected too. Thread-safe.
 */
public final class PersonalFacts {
    private volatile Set<String> inForce = Set.of();

    /** @param names personal facts of the rule set in force */
    public void setInForce(Set<String> names) {
        inForce = names;
    }

    /**
     * @param own personal facts of the given rule set
     * @return these facts and those of the rule set in force
     */
    public Set<String> with(Set<String> own) {
        Set<String> now = inForce;
        if (own.containsAll(now)) {
            return own;
        }
        Set<String> both = new HashSet<>(own);
        both.addAll(now);
        return Set.copyOf(both);
    }
}
