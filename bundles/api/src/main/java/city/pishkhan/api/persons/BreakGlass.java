package city.pishkhan.api.persons;

import city.pishkhan.api.security.Caller;
import java.time.Instant;
import java.util.UUID;

/**
 * The way of an operator to the personal data of one case, when the hub cannot be mended without: for a bounded time, with a reason,
 * journaled in the case, and so announced to whoever watches. Each look at the data is journaled as well.
 */
public interface BreakGlass {

    /**
     * @param caseNumber the case
     * @param until      when its personal data is masked again for this operator
     */
    record Broken(UUID caseId, String caseNumber, Instant until) {}

    /**
     * Shows the operator one case's personal data from now on until the time is up; again prolongs it.
     *
     * @param reason 10 to 500 characters, for the record
     * @throws Refusal FORBIDDEN for who is no operator, NOT_FOUND for an unknown case, INVALID for a reason that says nothing
     */
    Broken breakGlass(Caller operator, UUID caseId, String reason);
}
