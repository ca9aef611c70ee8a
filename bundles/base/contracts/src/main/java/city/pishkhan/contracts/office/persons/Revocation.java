package city.pishkhan.contracts.office.persons;

/**
 * Revocation of a record.
 *
 * @param reason reason, for the record; 1 to 2,000 characters
 */
public record Revocation(String reason) {}
