package city.pishkhan.contracts.committee;

/**
 * Request for an act that needs two people.
 *
 * @param reason reason, 10 to 500 characters
 */
public record NewApproval(String reason) {}
