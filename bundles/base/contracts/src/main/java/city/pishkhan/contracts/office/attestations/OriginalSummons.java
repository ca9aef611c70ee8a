package city.pishkhan.contracts.office;

/**
 * Summons of an original by a district.
 *
 * @param reason reason, up to 2,000 characters
 */
public record OriginalSummons(String reason) {}
