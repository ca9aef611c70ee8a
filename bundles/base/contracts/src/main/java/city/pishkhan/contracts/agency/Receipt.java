package city.pishkhan.contracts.agency;

import java.time.Instant;
import java.util.UUID;

/**
 * Acknowledgement of an answer that the hub has stored on disk.
 *
 * @param inquiry  the inquiry's id
 * @param state    the inquiry's state now, e.g. {@code answered}
 * @param at       time at which the answer was accepted; UTC, ISO 8601
 * @param repeated {@code true} if the hub already had the same answer
 */
public record Receipt(UUID inquiry, String state, Instant at, boolean repeated) {}
