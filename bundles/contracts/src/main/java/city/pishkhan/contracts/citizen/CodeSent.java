package city.pishkhan.contracts.citizen;

/**
 * The same for everybody, whether the person is known or not.
 *
 * @param seconds for which a code is good, if one was sent
 */
public record CodeSent(int seconds) {}
