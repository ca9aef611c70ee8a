package city.pishkhan.procedures.internal.tables;

import java.util.HashSet;
import java.util.Set;

/**
 * Which facts are personal: those that a rule set itself calls so, and those that the one in force does, for that protects the cases of
 * older rule sets too. Safe from any thread.
 */
public final class PersonalFacts {
    private volatile Set<String> inForce = Set.of();

    /** @param names of the rule set in force */
    public void inForce(Set<String> names) {
        inForce = names;
    }

    /** @param own names by a rule set itself */
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
