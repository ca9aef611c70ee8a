package city.pishkhan.contracts.office;

/**
 * That something recorded does not hold any more.
 *
 * @param reason why, for the record; 1 to 2,000 characters
 */
public record Revocation(String reason) {}
