package city.pishkhan.contracts.committee;

/**
 * Account for the payment of a refund.
 *
 * @param iban   IR and 24 digits
 * @param holder holder of the account, 1 to 100 characters
 * @param reason 1 to 500 characters
 */
public record NewRefund(String iban, String holder, String reason) {}
