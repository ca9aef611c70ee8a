package city.pishkhan.contracts.operator;

/**
 * Request to discard a dead letter.
 *
 * @param reason reason, 10 to 500 characters
 */
public record NewDiscard(String reason) {}
