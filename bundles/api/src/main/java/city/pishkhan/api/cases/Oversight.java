package city.pishkhan.api.cases;

import city.pishkhan.api.Page;
import city.pishkhan.api.cases.Cases.State;
import city.pishkhan.api.cases.Cases.Summary;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * All cases, for bodies that watch: nothing here changes anything, and nothing here is personal. Who may ask is the door's affair; what
 * it gives is the same for all who may.
 */
public interface Oversight {

    /**
     * What to look for; every member may be {@code null} for any.
     *
     * @param number   the case's number, whole
     * @param subject  renovation code of the property
     * @param agency   an agency that the case has asked
     * @param ruleSet  SHA-256 of the rule set under which the case was opened
     * @param openedFrom first instant of opening; {@code openedTo} is the first one after
     * @param endedFrom  first instant of ending; {@code endedTo} is the first one after
     */
    record Facets(
            String number,
            String subject,
            String service,
            String office,
            Integer district,
            State state,
            String stage,
            String agency,
            String ruleSet,
            Instant openedFrom,
            Instant openedTo,
            Instant endedFrom,
            Instant endedTo) {}

    /**
     * Cases that have all facets, newest first. In an old city a page may hold fewer than there are, or none, and yet have a next one: no page takes
     * longer than about a tenth of a second.
     *
     * @param limit at most 200
     */
    Page<Summary> search(Facets facets, String cursor, int limit);

    /** A case whole; persons, and what people wrote in their own words, are masked. @throws Refusal NOT_FOUND */
    CaseView find(UUID id);

    /** By what figures are told apart. */
    enum By {
        DISTRICT,
        OFFICE,
        SERVICE,
        AGENCY,
        /** on which a case was opened, in Tehran; of inquiries the day of their case */
        DAY
    }

    /**
     * How long work took when papers were carried by hand (data of the city).
     *
     * @param services by service, from the first paper to the end
     * @param agencies by agency, from the question to its answer
     */
    record PaperWorld(Map<String, Duration> services, Map<String, Duration> agencies) {
        public PaperWorld {
            services = Map.copyOf(services);
            agencies = Map.copyOf(agencies);
        }
    }

    /** Figures of the cases that were opened from {@code from} and before {@code to}, a line per value of {@code by}, sorted by it. */
    List<Figures> figures(By by, Instant from, Instant to, PaperWorld paper);

    /**
     * One line of figures. Medians are {@code null} where nothing has ended.
     *
     * @param key             number of the district, code of the office, name of the service or agency, day as {@code 2026-11-25}
     * @param opened          cases; {@link By#AGENCY}: cases that asked it
     * @param approved        of them
     * @param refused         of them
     * @param withdrawn       of them
     * @param pending         of them, neither of these
     * @param medianCase      from opening to the end, of those that ended with a decision
     * @param asked           inquiries, without those that were superseded or withdrawn
     * @param answered        of them
     * @param inTime          of them, answered before their time was up
     * @param late            of them, answered after it, silent past it, or still open past it
     * @param medianAnswer    from the agency's receipt to its answer
     * @param sheets          sheets of paper that nobody had to carry: each inquiry, each answer, and each sheet shown with one; by case
     *                        also each paper that the archive had
     * @param medianCaseSaved by how much cases were faster than in the paper world; of services that it knows
     * @param medianAnswerSaved the same of answers; of agencies that it knows
     */
    record Figures(
            String key,
            long opened,
            long approved,
            long refused,
            long withdrawn,
            long pending,
            Duration medianCase,
            long asked,
            long answered,
            long inTime,
            long late,
            Duration medianAnswer,
            long sheets,
            Duration medianCaseSaved,
            Duration medianAnswerSaved) {}
}
