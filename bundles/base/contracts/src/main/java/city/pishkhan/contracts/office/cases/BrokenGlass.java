package city.pishkhan.contracts.office.cases;

import java.time.Instant;
import java.util.UUID;

/**
 * Temporary access of an operator to the personal data of a case.
 *
 * @param caseId id of the case
 * @param number case number
 * @param until  end of the access; UTC, ISO 8601
 */
public record BrokenGlass(UUID caseId, String number, Instant until) {}
