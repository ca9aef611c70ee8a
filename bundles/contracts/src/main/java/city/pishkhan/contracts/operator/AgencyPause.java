package city.pishkhan.contracts.operator;

import java.time.Instant;

/**
 * That nothing is sent to an agency.
 *
 * @param agency e.g. {@code fire}
 * @param since  UTC, ISO 8601
 * @param by     who paused it
 * @param reason in their words; offices read it
 */
public record AgencyPause(String agency, Instant since, String by, String reason) {}
