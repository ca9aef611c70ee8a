package city.pishkhan.contracts;

/**
 * A condition under which an agency approves.
 *
 * @param code the agency's published code, e.g. {@code F-12}
 * @param text what it means, for people
 */
public record Condition(String code, String text) {}
