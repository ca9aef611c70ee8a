package city.pishkhan.contracts.committee;

import jakarta.annotation.Nullable;
import java.time.LocalDate;
import java.util.List;

/**
 * Comparison of a rule set with the rule sets under which past cases were opened. A case is compared if its known facts
 * suffice for all rules of both rule sets.
 *
 * @param ruleSet   hash of the tested rule set
 * @param from      first day of opening, Gregorian, in Tehran
 * @param until     last day of opening
 * @param service   requested service; absent for all
 * @param district  requested district; absent for all
 * @param cases     number of cases opened in the period
 * @param compared  number of these cases that were compared
 * @param says      the differences as sentences, in the caller's language
 * @param agencies  agencies that either rule set asks
 * @param papers    papers that either rule set requires
 * @param duties    duties that either rule set charges
 * @param refused   compared cases that violate a limit of the tested rules only, and would be sent back for correction
 * @param allowed   compared cases that violated a limit of their own rules only
 * @param withdrawn cases whose service the tested rule set does not contain; not compared
 * @param undecided cases with too few known facts, mostly because they ended early or await a look-up; not compared
 * @param failed    cases that the tested rule set cannot decide although all facts are known, which is a mistake in it; not compared
 * @param digest    SHA-256 over this comparison without sentences and remarks; the same cases give the same digest
 * @param remarks   remarks about the rule set that do not depend on past cases
 */
public record DryRun(
        String ruleSet,
        LocalDate from,
        LocalDate until,
        @Nullable String service,
        @Nullable Integer district,
        long cases,
        long compared,
        List<String> says,
        List<Agency> agencies,
        List<Paper> papers,
        List<Duty> duties,
        Tally refused,
        Tally allowed,
        Tally withdrawn,
        Tally undecided,
        Tally failed,
        String digest,
        List<RuleSets.Remark> remarks) {

    /**
     * A group of cases.
     *
     * @param cases  number of cases
     * @param sample numbers of the first cases, up to 20
     */
    public record Tally(long cases, List<String> sample) {}

    /**
     * An agency at one stage.
     *
     * @param stage     stage of the procedure
     * @param agency    e.g. {@code fire}
     * @param before    cases whose own rules ask the agency
     * @param after     cases in which the tested rules would ask the agency
     * @param besides   cases in which only the tested rules ask the agency
     * @param noLonger  cases in which only the case's own rules ask the agency
     * @param otherwise cases in which both rule sets ask the agency, but with another deadline, another effect of
     *                  silence or other shown facts
     */
    public record Agency(
            String stage, String agency, long before, long after, Tally besides, Tally noLonger, Tally otherwise) {}

    /**
     * A paper at one stage.
     *
     * @param stage    stage of the procedure
     * @param paper    e.g. {@code deed}
     * @param before   cases whose own rules require the paper
     * @param after    cases in which the tested rules would require the paper
     * @param besides  cases in which only the tested rules require the paper
     * @param noLonger cases in which only the case's own rules require the paper
     */
    public record Paper(String stage, String paper, long before, long after, Tally besides, Tally noLonger) {}

    /**
     * A duty at one stage.
     *
     * @param stage   stage of the procedure
     * @param duty    e.g. {@code building}
     * @param before  total in rial by the cases' own rules
     * @param after   total in rial by the tested rules
     * @param raised  cases that would owe more
     * @param lowered cases that would owe less
     */
    public record Duty(String stage, String duty, long before, long after, Tally raised, Tally lowered) {}
}
