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
import org.jspecify.annotations.Nullable;

/**
 * Cases for the citizens for whom they were opened. Citizens see only their own cases, without other applicants' data.
 * Every method authorises its caller by the scope that {@link city.pishkhan.api.security.Access} returns. Another
 * person's case is reported as NOT_FOUND, as if it did not exist.
 */
public interface CitizenCases {

    /**
     * The caller's own cases, newest first.
     *
     * @param limit up to 200
     */
    Page<Summary> list(Caller citizen, @Nullable String cursor, int limit);

    /**
     * Returns one of the caller's own cases.
     *
     * @param operation operation that reads a part of the case, e.g. {@code citizen.bill.read}
     * @return the case; the other applicants' national IDs and mobiles are masked
     */
    CaseView find(Caller citizen, UUID id, String operation);

    /** As {@link Cases#reference}, for one of the caller's own cases. */
    CaseReference reference(Caller citizen, UUID id, String operation);

    /** The duties of the case, line by line, as {@link Cases#duties}. */
    List<DutyLine> duties(Caller citizen, UUID id);

    /**
     * Withdraws a case at the request of its owner, or of a person with the owner's authority to withdraw.
     *
     * @throws Refusal FORBIDDEN {@code authority.scope} if the caller has no authority to withdraw; CONFLICT as {@link
     *     Cases#withdraw}
     */
    CaseView withdraw(Caller citizen, UUID id, long version, String reason);

    /**
     * Accesses of other persons to the case's personal data, newest first, up to 500.
     *
     * @param objected times of the accesses to which the caller objected
     */
    record ReadingHistory(List<Readings.Reading> readings, Set<Instant> objected) {}

    /** Accesses to the personal data of one of the caller's own cases. */
    ReadingHistory readings(Caller citizen, UUID id);

    /**
     * Records the caller's objection to an access, in the caller's transaction if there is one.
     *
     * @param at time of the access
     * @return the case and the access
     * @throws Refusal NOT_FOUND {@code reading.unknown}; CONFLICT {@code reading.objected}
     */
    Objection recordObjection(Caller citizen, UUID id, Instant at);

    /**
     * A recorded objection.
     *
     * @param caseReference     the case
     * @param office code of the case's office
     */
    record Objection(CaseReference caseReference, String office, int district, Readings.Reading reading) {}

    /** All stages and events of a case, from the journal. */
    List<Journal.Entry> history(Caller citizen, UUID id);
}
