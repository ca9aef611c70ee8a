package city.pishkhan.spi;

/**
 * A condition of an agency's approval.
 *
 * @param code the agency's published code, e.g. {@code F-12}
 * @param text meaning of the condition, for people
 */
public record Condition(String code, String text) {}
