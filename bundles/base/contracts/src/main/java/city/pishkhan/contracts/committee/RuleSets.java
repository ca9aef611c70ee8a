package city.pishkhan.contracts.committee;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/**
 * The city's rule sets.
 *
 * @param items    rule sets in this order: the staged one if it differs from the one in force, coming ones, the one in
 *                 force, past ones
 * @param problems faults of the staged files, each with file, line and column; empty if they are valid
 * @param remarks  remarks about the staged rule set: likely mistakes, and differences from the one in force
 */
public record RuleSets(List<RuleSet> items, List<String> problems, List<Remark> remarks) {

    /**
     * A remark to read before a decision about a rule set.
     *
     * @param kind {@code warning}: valid, but likely a mistake; {@code removed}, {@code changed}, {@code added}:
     *             difference from the rule set in force
     * @param en   text in English
     * @param fa   text in Persian
     */
    public record Remark(@OneOf({"warning", "removed", "changed", "added"}) String kind, String en, String fa) {}

    /**
     * One rule set.
     *
     * @param hash     SHA-256, 64 hex digits; decisions of kind {@code rules} refer to it
     * @param number   running number of the drafted rule sets; 0 while it is only staged
     * @param status   {@code staged}, {@code coming}, {@code in-force} or {@code past}
     * @param since    time at which it takes effect, ISO 8601; absent while staged
     * @param decision number of the decision that put it in force; absent while staged
     */
    public record RuleSet(
            String hash,
            int number,
            @OneOf({"staged", "coming", "in-force", "past"}) String status,
            @Nullable Instant since,
            @Nullable String decision) {}
}
