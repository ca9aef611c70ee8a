package city.pishkhan.contracts.citizen;

import java.time.Instant;

/**
 * Objection to a reading of the caller's case.
 *
 * @param at     {@code at} of the listed reading
 * @param reason reason, 10 to 3,000 characters
 */
public record ReadingObjection(Instant at, String reason) {}
