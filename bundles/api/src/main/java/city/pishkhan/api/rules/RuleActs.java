package city.pishkhan.api.rules;

import city.pishkhan.api.security.Caller;
import java.time.Instant;

/** How a signed decision puts rules in force. Only the catalogue calls it, in the transaction of the decision. */
public interface RuleActs {

    /**
     * Keeps the staged files for good, so that a decision may name them.
     *
     * @param hash the rule set that is meant
     * @throws Refusal INVALID {@code rules.unknown} if it is neither staged nor kept, {@code rules.invalid} with the errors
     */
    void keep(String hash);

    /** Whether any rule set is in force at that instant, so that cases may open. */
    boolean begun(Instant at);

    /**
     * Puts a kept rule set in force.
     *
     * @param from     when
     * @param decision number of the decision
     */
    void enact(Caller by, String hash, Instant from, String decision);
}
