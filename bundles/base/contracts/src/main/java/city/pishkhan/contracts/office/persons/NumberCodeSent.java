package city.pishkhan.contracts.office.persons;

/**
 * Confirmation that a code was sent.
 *
 * @param seconds validity of the code in seconds
 */
public record NumberCodeSent(int seconds) {}
