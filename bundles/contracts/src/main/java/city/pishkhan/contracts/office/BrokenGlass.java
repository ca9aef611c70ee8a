package city.pishkhan.contracts.office;

import java.time.Instant;
import java.util.UUID;

/**
 * An operator sees a case's personal data for now.
 *
 * @param caseId the case
 * @param number its number
 * @param until  when the data is masked again
 */
public record BrokenGlass(UUID caseId, String number, Instant until) {}
