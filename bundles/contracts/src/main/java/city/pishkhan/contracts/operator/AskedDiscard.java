package city.pishkhan.contracts.operator;

import java.time.Instant;
import java.util.UUID;

/**
 * That a discard was asked for.
 *
 * @param approval which another operator decides at {@code /committee/v1/approvals/{id}/decision}
 * @param expires  UTC, ISO 8601; lapses then unless decided
 */
public record AskedDiscard(UUID approval, Instant expires) {}
