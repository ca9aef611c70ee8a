package city.pishkhan.contracts.committee;

/**
 * That an expert works as such no more.
 *
 * @param reason 1 to 1,000 characters
 */
public record ExpertEnd(String reason) {}
