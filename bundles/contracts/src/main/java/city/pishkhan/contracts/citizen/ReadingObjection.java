package city.pishkhan.contracts.citizen;

import java.time.Instant;

/**
 * What one has against somebody's look at one's case.
 *
 * @param at     of the reading, as it is listed
 * @param reason 10 to 3,000 characters
 */
public record ReadingObjection(Instant at, String reason) {}
