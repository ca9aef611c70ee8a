package city.pishkhan.contracts.committee;

/**
 * Explanation that settles a difference.
 *
 * @param explanation 1 to 500 characters
 */
public record Explanation(String explanation) {}
