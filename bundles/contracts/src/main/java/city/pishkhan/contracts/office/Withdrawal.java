package city.pishkhan.contracts.office;

/**
 * The applicant gives the case up.
 *
 * @param reason why, for the record; 1 to 2,000 characters
 */
public record Withdrawal(String reason) {}
