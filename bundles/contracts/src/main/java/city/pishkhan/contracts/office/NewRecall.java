package city.pishkhan.contracts.office;

/**
 * A wrong sheet.
 *
 * @param kind   of the paper, as the case has it
 * @param sha256 of the sheet, 64 hexadecimal digits
 * @param reason why it is wrong, at most 2,000 characters
 */
public record NewRecall(String kind, String sha256, String reason) {}
