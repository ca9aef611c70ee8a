package city.pishkhan.contracts.visitor;

/**
 * Confirmation of a filed complaint.
 *
 * @param code code with which the complainant follows it at {@code /complaints/{code}}; a lost code cannot be recovered
 */
public record ComplaintReceipt(String code) {}
