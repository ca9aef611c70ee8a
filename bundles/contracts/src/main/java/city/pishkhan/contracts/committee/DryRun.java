package city.pishkhan.contracts.committee;

import jakarta.annotation.Nullable;
import java.time.LocalDate;
import java.util.List;

/**
 * What a rule set would have said of past cases, held against what their own rule sets say of them. A case is compared if both can
 * decide all of it with what is known of it.
 *
 * @param ruleSet   hash of the rule set that was tried
 * @param from      first day of opening, Gregorian, in Tehran
 * @param until     last day of opening
 * @param service   that was asked for; absent for all
 * @param district  that was asked for; absent for all
 * @param cases     that were opened in the span
 * @param compared  of them
 * @param says      the differences in sentences, in the caller's language
 * @param agencies  every agency that either rule set asks
 * @param papers    every paper that either needs
 * @param duties    every duty that either raises
 * @param refused   cases that break a limit of it besides, and go back for correction
 * @param allowed   cases that broke a limit, and would not
 * @param withdrawn cases whose service it does not have; not compared
 * @param undecided cases of which too little is known, mostly because they ended or stand before a look-up; not compared
 * @param failed    cases that it cannot decide although all is known, a mistake in it; not compared
 * @param digest    SHA-256 over all of this but the sentences and remarks; the same cases give the same again
 * @param remarks   what to know of the rule set whatever the past cases are
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
     * Some cases.
     *
     * @param cases  how many
     * @param sample numbers of the first of them, at most 20
     */
    public record Tally(long cases, List<String> sample) {}

    /**
     * One agency at one stage.
     *
     * @param stage     of the procedure
     * @param agency    e.g. {@code fire}
     * @param before    cases in which it is asked by their own rules
     * @param after     cases in which it would be
     * @param besides   asked only by the tried rules
     * @param noLonger  asked only by their own
     * @param otherwise asked by both, with another time to answer, another meaning of silence, or shown other things
     */
    public record Agency(
            String stage, String agency, long before, long after, Tally besides, Tally noLonger, Tally otherwise) {}

    /**
     * One paper at one stage.
     *
     * @param stage    of the procedure
     * @param paper    e.g. {@code deed}
     * @param before   cases in which it is needed by their own rules
     * @param after    cases in which it would be
     * @param besides  needed only by the tried rules
     * @param noLonger needed only by their own
     */
    public record Paper(String stage, String paper, long before, long after, Tally besides, Tally noLonger) {}

    /**
     * One duty at one stage.
     *
     * @param stage   of the procedure
     * @param duty    e.g. {@code building}
     * @param before  rial in all by the cases' own rules
     * @param after   rial in all by the tried rules
     * @param raised  cases that would owe more
     * @param lowered cases that would owe less
     */
    public record Duty(String stage, String duty, long before, long after, Tally raised, Tally lowered) {}
}
