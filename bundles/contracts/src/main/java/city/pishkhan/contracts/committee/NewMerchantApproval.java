package city.pishkhan.contracts.committee;

/**
 * Asks for an act on one merchant account.
 *
 * @param fingerprint of the account as the list shows it, 64 hex digits: another one is another account
 * @param reason      why, 10 to 500 characters
 */
public record NewMerchantApproval(String fingerprint, String reason) {}
