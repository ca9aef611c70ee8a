package city.pishkhan.contracts.office.attestations;

/**
 * Recall of a wrong sheet.
 *
 * @param kind   kind of the paper in the case
 * @param sha256 SHA-256 of the sheet, 64 hexadecimal digits
 * @param reason reason, up to 2,000 characters
 */
public record NewRecall(String kind, String sha256, String reason) {}
