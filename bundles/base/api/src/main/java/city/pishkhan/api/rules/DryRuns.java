package city.pishkhan.api.rules;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Dry runs of rule sets on past cases. The known facts of each case are evaluated by the same code as real cases, without
 * changing anything.
 */
public interface DryRuns {

    /**
     * Selection of past cases.
     *
     * @param from     first day of opening, in Tehran
     * @param until    last day of opening
     * @param service  service, or {@code null} for all
     * @param district district, or {@code null} for all
     */
    record Span(LocalDate from, LocalDate until, @Nullable String service, @Nullable Integer district) {}

    /**
     * Compares a rule set, staged or named by a decision, with the rule set of each case.
     *
     * @throws Refusal INVALID {@code rules.unknown}, {@code rules.invalid}, {@code dry-run.span} or {@code dry-run.too-many};
     *     TOO_MANY {@code dry-run.busy} while another dry run is running
     */
    Result run(String ruleSet, Span span);

    /**
     * Result of a dry run. A case is compared if both rule sets can decide all of it from the known facts, up to its
     * certificate or refusal. Otherwise it counts as undecided or failed.
     *
     * @param cases     number of cases opened in the period
     * @param compared  number of compared cases
     * @param agencies  every agency in either rule set, by stage and name
     * @param papers    every paper in either rule set, by stage and kind
     * @param duties    every duty in either rule set, by stage and name
     * @param refused   cases that only the new rule set refuses; they would be sent back for correction
     * @param allowed   cases that only their own rule set refuses
     * @param withdrawn cases whose service the new rule set does not contain; not compared
     * @param undecided cases with too few known facts, mostly because they ended or wait before a lookup; not compared
     * @param failed    cases that the new rule set cannot decide although all facts are known, because of an error in
     *     it; not compared
     * @param digest    SHA-256 over the whole result; the same cases give the same digest
     * @param remarks   remarks on the rule set for those who decide on it, independent of past cases, see {@link
     *     Procedures#review}
     */
    record Result(
            String ruleSet,
            Span span,
            long cases,
            long compared,
            List<AgencyLine> agencies,
            List<PaperLine> papers,
            List<DutyLine> duties,
            Tally refused,
            Tally allowed,
            Tally withdrawn,
            Tally undecided,
            Tally failed,
            String digest,
            List<Remark> remarks) {
        public Result {
            remarks = List.copyOf(remarks);
        }
    }

    /**
     * Number of cases and examples.
     *
     * @param sample numbers of the first of these cases, up to 20
     */
    record Tally(long cases, List<String> sample) {
        public Tally {
            sample = List.copyOf(sample);
        }
    }

    /**
     * Effect on one agency.
     *
     * @param before    number of cases with an inquiry by their own rules
     * @param after     number of cases with an inquiry by the new rules
     * @param besides   inquiries that only the new rules require
     * @param noLonger  inquiries that only the cases' own rules require
     * @param otherwise inquiries that both require, but with another time to answer, another meaning of silence, or
     *                  other facts or papers
     */
    record AgencyLine(
            String stage, String agency, long before, long after, Tally besides, Tally noLonger, Tally otherwise) {}

    /** Effect on one paper; members as in {@link AgencyLine}. */
    record PaperLine(String stage, String paper, long before, long after, Tally besides, Tally noLonger) {}

    /**
     * Effect on one duty.
     *
     * @param before  total in rial by the cases' own rules
     * @param after   total in rial by the new rules
     * @param raised  cases with a higher or an additional duty
     * @param lowered cases with a lower duty
     */
    record DutyLine(String stage, String duty, long before, long after, Tally raised, Tally lowered) {}
}
