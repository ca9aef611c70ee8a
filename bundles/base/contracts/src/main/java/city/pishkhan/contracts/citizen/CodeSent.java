package city.pishkhan.contracts.citizen;

/**
 * Answer to a request for a code; identical for known and unknown persons.
 *
 * @param seconds validity of a code in seconds, if one was sent
 */
public record CodeSent(int seconds) {}
