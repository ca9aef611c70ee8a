package city.pishkhan.api.persons;

import city.pishkhan.api.security.Caller;
import java.time.Instant;
import java.util.UUID;

/**
 * Emergency access of an operator to the personal data of one case, if the hub cannot be repaired without it. Access is limited
 * in time, needs a reason, and is recorded in the case's journal, where oversight bodies see it. Each view of the data is
 * recorded as well.
 */
public interface BreakGlass {

    /**
     * A granted access.
     *
     * @param caseNumber number of the case
     * @param until      time at which the personal data is masked again for this operator
     */
    record EmergencyAccess(UUID caseId, String caseNumber, Instant until) {}

    /**
     * Grants the operator access to one case's personal data for a limited time; another call extends it.
     *
     * @param reason 10 to 500 characters, for the record
     * @throws Refusal FORBIDDEN for a caller who is not an operator, NOT_FOUND for an unknown case, INVALID for an insufficient
     *     reason
     */
    EmergencyAccess breakGlass(Caller operator, UUID caseId, String reason);
}
