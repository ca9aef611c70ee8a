package city.pishkhan.contracts.operator;

import java.time.Instant;

/**
 * Pause of all dispatches to an agency.
 *
 * @param agency e.g. {@code fire}
 * @param since  start of the pause; UTC, ISO 8601
 * @param by     login of the operator who paused it
 * @param reason the operator's reason; offices can read it
 */
public record AgencyPause(String agency, Instant since, String by, String reason) {}
