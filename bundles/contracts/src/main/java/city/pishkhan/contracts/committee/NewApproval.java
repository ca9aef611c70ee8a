package city.pishkhan.contracts.committee;

/**
 * Asks for an act that needs four eyes.
 *
 * @param reason why, 10 to 500 characters
 */
public record NewApproval(String reason) {}
