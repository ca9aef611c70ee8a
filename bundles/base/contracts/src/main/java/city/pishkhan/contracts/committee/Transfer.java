package city.pishkhan.contracts.committee;

/**
 * A transfer made by the bank.
 *
 * @param reference reference at the bank: 1 to 40 letters, digits and hyphens; each reference is accepted once
 */
public record Transfer(String reference) {}
