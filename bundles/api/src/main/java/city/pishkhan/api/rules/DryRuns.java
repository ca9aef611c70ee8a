package city.pishkhan.api.rules;

import java.time.LocalDate;
import java.util.List;

/**
 * What other rules would have said of past cases. They are looked at with the facts that were known of them, by what decides real cases
 * too, and nothing is changed.
 */
public interface DryRuns {

    /**
     * Which past cases.
     *
     * @param from     first day of opening, in Tehran
     * @param until    last day of opening
     * @param service  or {@code null} for all
     * @param district or {@code null} for all
     */
    record Span(LocalDate from, LocalDate until, String service, Integer district) {}

    /**
     * Holds a rule set, staged or named by a decision, against the rule set that each case has.
     *
     * @throws Refusal INVALID {@code rules.unknown}, {@code rules.invalid}, {@code dry-run.span} or {@code dry-run.too-many}; TOO_MANY
     *                 {@code dry-run.busy} while another one runs
     */
    Result run(String ruleSet, Span span);

    /**
     * The difference. A case is compared if both rule sets can decide all of it with what is known of it, up to its certificate or its
     * refusal; else it is undecided or failed.
     *
     * @param cases     that were opened in the span
     * @param compared  of them
     * @param agencies  every agency that either asks, by stage and name
     * @param papers    every paper that either needs, by stage and kind
     * @param duties    every duty that either raises, by stage and name
     * @param refused   that the rules would not allow besides: they go back for correction
     * @param allowed   that the rules did not allow, and would
     * @param withdrawn whose service the rule set does not have; not compared
     * @param undecided of which too little is known, mostly because they ended or still stand before a look-up; not compared
     * @param failed    which the rule set cannot decide although all is known: a mistake in it; not compared
     * @param digest    SHA-256 over all this; the same cases give the same again
     * @param remarks   what those who decide should know of the rule set whatever the past cases are, see {@link Procedures#review}
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

    /** @param sample numbers of the first of them, at most 20 */
    record Tally(long cases, List<String> sample) {
        public Tally {
            sample = List.copyOf(sample);
        }
    }

    /**
     * @param before    cases in which it is asked by their own rules
     * @param after     cases in which it would be
     * @param besides   asked only by the other rules
     * @param noLonger  asked only by their own
     * @param otherwise asked by both, but with another time to answer, another meaning of silence, or shown other things
     */
    record AgencyLine(
            String stage, String agency, long before, long after, Tally besides, Tally noLonger, Tally otherwise) {}

    /** As {@link AgencyLine}. */
    record PaperLine(String stage, String paper, long before, long after, Tally besides, Tally noLonger) {}

    /**
     * @param before rial in all by the cases' own rules
     * @param after  rial in all by the other rules
     * @param raised cases that would owe more, also those that owe none now
     * @param lowered cases that would owe less
     */
    record DutyLine(String stage, String duty, long before, long after, Tally raised, Tally lowered) {}
}
