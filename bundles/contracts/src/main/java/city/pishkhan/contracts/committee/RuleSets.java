package city.pishkhan.contracts.committee;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/**
 * The city's rule sets.
 *
 * @param items    the staged one if it is another than that in force, then coming ones, the one in force, past ones
 * @param problems what is wrong with the staged files, each with file, line and column; empty when they are valid
 */
public record RuleSets(List<RuleSet> items, List<String> problems) {

    /**
     * One rule set.
     *
     * @param hash     64 hex digits; what a decision of kind rules names
     * @param number   counts the rule sets that were drafted; 0 while it is only staged
     * @param status   {@code staged}, {@code coming}, {@code in-force} or {@code past}
     * @param since    from when it counts, ISO 8601; absent while staged
     * @param decision number of the decision that put it in force; absent while staged
     */
    public record RuleSet(
            String hash,
            int number,
            @OneOf({"staged", "coming", "in-force", "past"}) String status,
            @Nullable Instant since,
            @Nullable String decision) {}
}
