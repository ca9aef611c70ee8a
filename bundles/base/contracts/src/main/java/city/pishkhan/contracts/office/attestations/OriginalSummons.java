package city.pishkhan.contracts.office.attestations;

/**
 * Summons of an original by a district.
 *
 * @param reason reason, up to 2,000 characters
 */
public record OriginalSummons(String reason) {}
