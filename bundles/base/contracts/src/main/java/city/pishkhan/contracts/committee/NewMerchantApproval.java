package city.pishkhan.contracts.committee;

/**
 * Request for an act on one merchant account.
 *
 * @param fingerprint fingerprint of the account from the list, 64 hex digits; other settings give another fingerprint
 * @param reason      reason, 10 to 500 characters
 */
public record NewMerchantApproval(String fingerprint, String reason) {}
