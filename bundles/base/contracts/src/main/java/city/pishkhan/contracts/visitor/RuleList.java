package city.pishkhan.contracts.visitor;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * The city's rule sets: in force, coming, proposed, past.
 *
 * @param items rule sets in this order
 */
public record RuleList(List<Item> items) {

    /**
     * A rule set as named by one decision.
     *
     * @param hash      SHA-256, 64 hex digits; {@code /rules/<hash>} shows the text
     * @param number    running number of the rule set; absent while only proposed
     * @param status    {@code in-force}, {@code coming}, {@code proposed} or {@code past}
     * @param since     time at which it takes effect, ISO 8601; absent while only proposed
     * @param day       day on which it takes effect in Tehran, or the proposed day
     * @param dayFa     the same day in the Persian calendar, e.g. {@code 1405/09/04}
     * @param decision  number of the decision; absent before the signature
     * @param committee the deciding committee
     * @param title     title of the decision
     * @param clause    law, by-law or article on which the decision is based
     * @param signed    time of the chair's signature
     * @param digest    SHA-256 of the signed decision
     */
    public record Item(
            String hash,
            @Nullable Integer number,
            @OneOf({"in-force", "coming", "proposed", "past"}) String status,
            @Nullable Instant since,
            LocalDate day,
            String dayFa,
            @Nullable String decision,
            String committee,
            String title,
            String clause,
            @Nullable Instant signed,
            @Nullable String digest) {}
}
