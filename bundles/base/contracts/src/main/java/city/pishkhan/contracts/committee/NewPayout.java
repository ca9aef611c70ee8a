package city.pishkhan.contracts.committee;

/**
 * Request to gather a payout.
 *
 * @param office code of the office
 */
public record NewPayout(String office) {}
