package city.pishkhan.contracts.committee;

/**
 * A party's answer.
 *
 * @param text 1 to 4,000 characters
 */
public record HearingAnswer(String text) {}
