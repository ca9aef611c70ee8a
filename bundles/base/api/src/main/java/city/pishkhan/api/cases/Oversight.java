package city.pishkhan.api.cases;

import city.pishkhan.api.Page;
import city.pishkhan.api.cases.Cases.State;
import city.pishkhan.api.cases.Cases.Summary;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All cases, for bodies with oversight rights. No method changes anything or returns personal data. The door checks access; the
 * results are identical for every permitted caller.
 */
public interface Oversight {

    /**
     * Search criteria; a {@code null} member matches everything.
     *
     * @param number     full case number
     * @param subject    renovation code of the property
     * @param agency     an agency with an inquiry of the case
     * @param ruleSet    SHA-256 of the rule set under which the case was opened
     * @param openedFrom earliest opening, inclusive; {@code openedTo} is exclusive
     * @param endedFrom  earliest end, inclusive; {@code endedTo} is exclusive
     */
    record Facets(
            @Nullable String number,
            @Nullable String subject,
            @Nullable String service,
            @Nullable String office,
            @Nullable Integer district,
            @Nullable State state,
            @Nullable String stage,
            @Nullable String agency,
            @Nullable String ruleSet,
            @Nullable Instant openedFrom,
            @Nullable Instant openedTo,
            @Nullable Instant endedFrom,
            @Nullable Instant endedTo) {}

    /**
     * Cases that match all criteria, newest first. To limit a page to about a tenth of a second, it may hold fewer cases than
     * requested, or none, although there is a next page.
     *
     * @param limit up to 200
     */
    Page<Summary> search(Facets facets, @Nullable String cursor, int limit);

    /**
     * A complete case; persons and free text are masked.
     *
     * @throws Refusal NOT_FOUND
     */
    CaseView find(UUID id);

    /** Grouping of figures. */
    enum Grouping {
        DISTRICT,
        OFFICE,
        SERVICE,
        AGENCY,
        /** the day on which the case was opened, in Tehran; inquiries count on the day of their case */
        DAY
    }

    /**
     * Durations of work before the hub, when papers were carried by hand (data of the city).
     *
     * @param services by service, from the first paper to the end
     * @param agencies by agency, from the question to its answer
     */
    record PaperBaseline(Map<String, Duration> services, Map<String, Duration> agencies) {
        public PaperBaseline {
            services = Map.copyOf(services);
            agencies = Map.copyOf(agencies);
        }
    }

    /** Figures of the cases opened from {@code from} inclusive to {@code to} exclusive: one row per value of {@code by}, sorted by it. */
    List<Figures> figures(Grouping by, @Nullable Instant from, @Nullable Instant to, PaperBaseline paper);

    /**
     * One row of figures. Medians are {@code null} if nothing has ended.
     *
     * @param key               number of the district, code of the office, name of the service or agency, or day as
     *                          {@code 2026-11-25}
     * @param opened            number of cases; with {@link Grouping#AGENCY}, of cases with an inquiry to the agency
     * @param approved          number of approved cases among them
     * @param refused           number of refused cases among them
     * @param withdrawn         number of withdrawn cases among them
     * @param pending           number of open cases among them
     * @param medianCase        median from opening to the end, of cases that ended with a decision
     * @param asked             number of inquiries, without superseded and withdrawn ones
     * @param answered          number of answered inquiries among them
     * @param inTime            number of inquiries answered before the deadline
     * @param late              number of inquiries answered after the deadline, expired, or still open after it
     * @param medianAnswer      median from delivery to the answer
     * @param sheets            sheets of paper that did not have to be carried: one for each inquiry, each answer and
     *                          each sheet shown with an inquiry; unless grouped by agency, also each paper that the
     *                          archive had
     * @param medianCaseSaved   median time saved per case compared with {@code PaperBaseline}; only services that it
     *                          contains
     * @param medianAnswerSaved median time saved per answer; only agencies that it contains
     */
    record Figures(
            String key,
            long opened,
            long approved,
            long refused,
            long withdrawn,
            long pending,
            @Nullable Duration medianCase,
            long asked,
            long answered,
            long inTime,
            long late,
            @Nullable Duration medianAnswer,
            long sheets,
            @Nullable Duration medianCaseSaved,
            @Nullable Duration medianAnswerSaved) {}
}
