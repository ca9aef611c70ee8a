package city.pishkhan.contracts.citizen;

/**
 * Withdrawal of a case by the citizen.
 *
 * @param reason reason, for the record; 1 to 2,000 characters
 */
public record OwnWithdrawal(String reason) {}
