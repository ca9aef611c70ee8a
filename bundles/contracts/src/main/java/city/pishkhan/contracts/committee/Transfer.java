package city.pishkhan.contracts.committee;

/**
 * A transfer that the bank has made.
 *
 * @param reference of it at the bank: 1 to 40 letters, digits and hyphens, used once
 */
public record Transfer(String reference) {}
