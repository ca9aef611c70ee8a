package city.pishkhan.contracts.operator;

/**
 * Pauses an agency.
 *
 * @param reason for offices, which read it with each case that waits, 1 to 500 characters; it names nobody
 */
public record NewPause(String reason) {}
