package city.pishkhan.contracts.committee;

/**
 * Where a payout is to go, and from where.
 *
 * @param iban     IR and 24 digits
 * @param holder   of the account, 1 to 100 characters
 * @param gateway  whose account pays, e.g. {@code mellat}
 * @param terminal number of that account at the bank
 * @param reason   1 to 500 characters
 */
public record PayoutOrder(String iban, String holder, String gateway, String terminal, String reason) {}
