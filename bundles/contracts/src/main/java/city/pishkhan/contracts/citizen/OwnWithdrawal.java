package city.pishkhan.contracts.citizen;

/**
 * The citizen gives the case up.
 *
 * @param reason why, for the record; 1 to 2,000 characters
 */
public record OwnWithdrawal(String reason) {}
