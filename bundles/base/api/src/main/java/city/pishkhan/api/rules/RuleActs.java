package city.pishkhan.api.rules;

import city.pishkhan.api.security.Caller;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Puts rule sets into force. Called only by the committee service, in the transaction of the decision. */
public interface RuleActs {

    /**
     * Stores the staged files permanently, so that a decision may name them.
     *
     * @param hash hash of the expected rule set
     * @throws Refusal INVALID {@code rules.unknown} if it is neither staged nor stored, {@code rules.invalid} with the errors
     */
    void store(String hash);

    /** Returns {@code true} if a rule set is in force at a time, so that cases may be opened. */
    boolean hasRuleSetInForce(Instant at);

    /**
     * Puts a stored rule set into force.
     *
     * @param from     time at which it takes effect
     * @param decision number of the decision
     */
    void enact(Caller by, String hash, @Nullable Instant from, @Nullable String decision);
}
