package city.pishkhan.contracts.committee;

import jakarta.annotation.Nullable;

/**
 * Request to a party to answer a complaint.
 *
 * @param charge the allegation, worded without revealing the complainant; 1 to 4,000 characters
 * @param party  name of the party that must answer, if the complaint names only the kind of party; absent otherwise
 */
public record Charge(String charge, @Nullable String party) {}
