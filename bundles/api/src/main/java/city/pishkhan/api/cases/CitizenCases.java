package city.pishkhan.api.cases;

import city.pishkhan.api.Page;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.Cases.DutyLine;
import city.pishkhan.api.cases.Cases.Summary;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.persons.Readings;
import city.pishkhan.api.security.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Cases for those for whom they were opened: each sees its own, and nothing of it that is another applicant's. Every method authorises
 * its caller by the scope that {@link city.pishkhan.api.security.Access} gives it; another person's case is NOT_FOUND as one that is none.
 */
public interface CitizenCases {

    /** The caller's own cases, newest first. @param limit at most 200 */
    Page<Summary> list(Caller citizen, String cursor, int limit);

    /**
     * @param operation that reads something of the case, e.g. {@code citizen.bill.read}
     * @return the case; of the other applicants the national ID and the mobile are masked
     */
    CaseView find(Caller citizen, UUID id, String operation);

    /** As {@link Cases#reference}. */
    CaseReference reference(Caller citizen, UUID id, String operation);

    /** What the case owes, line by line, as {@link Cases#duties}. */
    List<DutyLine> duties(Caller citizen, UUID id);

    /**
     * Withdraws a case, by its owner or by whoever holds the owner's authority for that.
     *
     * @throws Refusal FORBIDDEN {@code authority.scope} if the caller's authority does not reach so far; CONFLICT as {@link Cases#withdraw}
     */
    CaseView withdraw(Caller citizen, UUID id, long version, String reason);

    /**
     * Who has seen the case's personal data, newest first and at most 500; not the caller.
     *
     * @param objected moments of those to which the caller has objected
     */
    record Seen(List<Readings.Reading> readings, Set<Instant> objected) {}

    Seen readings(Caller citizen, UUID id);

    /**
     * Writes down that the caller objects to a reading, in the caller's transaction if it has one.
     *
     * @param at of the reading
     * @return the case and the reading
     * @throws Refusal NOT_FOUND {@code reading.unknown}; CONFLICT {@code reading.objected}
     */
    Objected object(Caller citizen, UUID id, Instant at);

    /** @param office code of the office that has the case */
    record Objected(CaseReference of, String office, int district, Readings.Reading reading) {}

    /** Every stage and event of a case, from the journal. */
    List<Journal.Entry> history(Caller citizen, UUID id);
}
