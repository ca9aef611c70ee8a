package city.pishkhan.contracts.committee;

/**
 * Why a difference is none.
 *
 * @param explanation 1 to 500 characters
 */
public record Explanation(String explanation) {}
