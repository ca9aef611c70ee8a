package city.pishkhan.contracts.office;

/**
 * Why a district wants to see an original.
 *
 * @param reason at most 2,000 characters
 */
public record OriginalSummons(String reason) {}
