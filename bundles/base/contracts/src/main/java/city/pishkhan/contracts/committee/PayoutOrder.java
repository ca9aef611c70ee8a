package city.pishkhan.contracts.committee;

/**
 * Accounts for the transfer of a payout.
 *
 * @param iban     IR and 24 digits
 * @param holder   holder of the account, 1 to 100 characters
 * @param gateway  gateway of the paying account, e.g. {@code mellat}
 * @param terminal terminal number of the paying account at the bank
 * @param reason   1 to 500 characters
 */
public record PayoutOrder(String iban, String holder, String gateway, String terminal, String reason) {}
