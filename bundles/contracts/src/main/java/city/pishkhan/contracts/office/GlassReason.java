package city.pishkhan.contracts.office;

/**
 * Why an operator has to see a case's personal data.
 *
 * @param reason for the record; 10 to 500 characters
 */
public record GlassReason(String reason) {}
