package city.pishkhan.contracts.committee;

/**
 * Answer of a party to an allegation.
 *
 * @param text 1 to 4,000 characters
 */
public record HearingAnswer(String text) {}
