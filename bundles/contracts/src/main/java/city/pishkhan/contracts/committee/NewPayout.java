package city.pishkhan.contracts.committee;

/**
 * For whom a payout is gathered.
 *
 * @param office code of the office
 */
public record NewPayout(String office) {}
