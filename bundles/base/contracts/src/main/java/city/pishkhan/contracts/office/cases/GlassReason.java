package city.pishkhan.contracts.office.cases;

/**
 * Reason for an operator's access to the personal data of a case.
 *
 * @param reason reason, for the record; 10 to 500 characters
 */
public record GlassReason(String reason) {}
