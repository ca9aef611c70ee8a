package city.pishkhan.contracts.office;

/**
 * A code is on its way to a phone.
 *
 * @param seconds for which it is good
 */
public record NumberCodeSent(int seconds) {}
