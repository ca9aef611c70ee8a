package city.pishkhan.contracts.committee;

/**
 * That there is nothing in a complaint.
 *
 * @param reason why, 1 to 4,000 characters
 */
public record Dismissal(String reason) {}
