package city.pishkhan.contracts.operator;

/**
 * Asks that a message be thrown away.
 *
 * @param reason why, 10 to 500 characters
 */
public record NewDiscard(String reason) {}
