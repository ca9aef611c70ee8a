package city.pishkhan.contracts.committee;

/**
 * End of an expert's work.
 *
 * @param reason reason, 1 to 1,000 characters
 */
public record ExpertEnd(String reason) {}
