package city.pishkhan.contracts.office.persons;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.UUID;

/**
 * A proved mobile number.
 *
 * @param id    id of the proof
 * @param state {@code proved}, or {@code changed} if it replaces another proved number
 * @param waits end of the waiting period after a change of number, during which the citizen cannot choose a delivery,
 *              withdraw a case or open papers of other offices' cases; absent if there is none; UTC, ISO 8601
 */
public record ProvedNumber(UUID id, @OneOf({"proved", "changed"}) String state, @Nullable Instant waits) {}
