package city.pishkhan.contracts.operator;

import java.time.Instant;
import java.util.UUID;

/**
 * Request to discard a message.
 *
 * @param approval id of the approval; another operator decides it at {@code /committee/v1/approvals/{id}/decision}
 * @param expires  time at which the request lapses unless decided; UTC, ISO 8601
 */
public record AskedDiscard(UUID approval, Instant expires) {}
