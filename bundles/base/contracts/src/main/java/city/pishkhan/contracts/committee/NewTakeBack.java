package city.pishkhan.contracts.committee;

/**
 * A payment that its bank reversed later, with the bank's identifiers.
 *
 * @param gateway   name of the gateway
 * @param terminal  number of the terminal at the bank
 * @param reference reference of the sale at the bank
 * @param reason    10 to 500 characters, such as number and day of the bank's letter
 */
public record NewTakeBack(String gateway, String terminal, String reference, String reason) {}
