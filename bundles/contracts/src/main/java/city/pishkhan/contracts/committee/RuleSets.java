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
 * @param remarks  what to know of the staged rule set: likely mistakes, and what it does otherwise than the one in force
 */
public record RuleSets(List<RuleSet> items, List<String> problems, List<Remark> remarks) {

    /**
     * Something to know of a rule set before it is decided on.
     *
     * @param kind {@code warning}: valid, but likely a mistake; {@code removed}, {@code changed}, {@code added}: against the rule set in force
     * @param en   in English
     * @param fa   in Persian
     */
    public record Remark(@OneOf({"warning", "removed", "changed", "added"}) String kind, String en, String fa) {}

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
