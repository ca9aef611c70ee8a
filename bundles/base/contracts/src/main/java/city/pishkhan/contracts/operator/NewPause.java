package city.pishkhan.contracts.operator;

/**
 * Request to pause an agency.
 *
 * @param reason reason, shown to offices with each waiting case, 1 to 500 characters; it must not name a person
 */
public record NewPause(String reason) {}
