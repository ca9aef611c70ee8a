package city.pishkhan.contracts.office.persons;

import java.time.Instant;
import java.util.UUID;

/**
 * A request to the district to end the waiting time of a changed number.
 *
 * @param approval id of the act at {@code /committee/v1/approvals}
 * @param expires  time at which the request lapses unless the district decides; UTC, ISO 8601
 */
public record AskedReplacement(UUID approval, Instant expires) {}
