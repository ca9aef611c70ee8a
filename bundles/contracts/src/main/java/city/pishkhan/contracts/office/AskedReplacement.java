package city.pishkhan.contracts.office;

import java.time.Instant;
import java.util.UUID;

/**
 * What the district was asked.
 *
 * @param approval id of the act at {@code /committee/v1/approvals}
 * @param expires  when it lapses unless the district decides; UTC, ISO 8601
 */
public record AskedReplacement(UUID approval, Instant expires) {}
