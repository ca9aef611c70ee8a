package city.pishkhan.contracts.office;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.UUID;

/**
 * A number that is proved.
 *
 * @param id    of the proof
 * @param state {@code proved}, or {@code changed} if another number was proved before
 * @param waits until when a change waits: for delivery and withdrawal, and for papers of other offices' cases; absent if nothing waits; UTC,
 *              ISO 8601
 */
public record ProvedNumber(UUID id, @OneOf({"proved", "changed"}) String state, @Nullable Instant waits) {}
