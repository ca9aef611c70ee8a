package city.pishkhan.contracts.agency;

import java.time.Instant;
import java.util.UUID;

/**
 * The hub has the answer on disk.
 *
 * @param inquiry  the inquiry's id
 * @param state    the inquiry's state now, e.g. {@code answered}
 * @param at       when the answer was taken; UTC, ISO 8601
 * @param repeated whether this very answer was there already
 */
public record Receipt(UUID inquiry, String state, Instant at, boolean repeated) {}
