package city.pishkhan.contracts.committee;

/**
 * Dismissal of an unfounded complaint.
 *
 * @param reason reason, 1 to 4,000 characters
 */
public record Dismissal(String reason) {}
