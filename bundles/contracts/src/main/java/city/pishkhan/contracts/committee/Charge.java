package city.pishkhan.contracts.committee;

import jakarta.annotation.Nullable;

/**
 * What a party is asked to answer.
 *
 * @param charge what it is said to have done, in words that do not name who complained; 1 to 4,000 characters
 * @param party  who is asked, by the name that its kind has, of a complaint whose party has no name; else absent
 */
public record Charge(String charge, @Nullable String party) {}
