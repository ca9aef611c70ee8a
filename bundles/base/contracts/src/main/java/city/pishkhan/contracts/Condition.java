package city.pishkhan.contracts;

/**
 * A condition under which an agency approves.
 *
 * @param code the agency's published code, e.g. {@code F-12}; at most 40 characters
 * @param text meaning for people; up to 4,000 characters
 */
public record Condition(String code, String text) {}
