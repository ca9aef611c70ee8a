package city.pishkhan.contracts.committee;

/**
 * What a party is asked to answer.
 *
 * @param charge what it is said to have done, in words that do not name who complained; 1 to 4,000 characters
 */
public record Charge(String charge) {}
