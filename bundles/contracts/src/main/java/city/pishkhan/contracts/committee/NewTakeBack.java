package city.pishkhan.contracts.committee;

/**
 * A payment whose money its bank took back afterwards, as the bank names it.
 *
 * @param gateway   name of the gateway
 * @param terminal  its number at the bank
 * @param reference of the sale at the bank
 * @param reason    10 to 500 characters, such as number and day of the bank's letter
 */
public record NewTakeBack(String gateway, String terminal, String reference, String reason) {}
