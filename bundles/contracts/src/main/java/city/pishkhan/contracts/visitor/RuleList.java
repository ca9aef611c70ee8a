package city.pishkhan.contracts.visitor;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * The city's rule sets: in force, coming, proposed, past.
 *
 * @param items in that order
 */
public record RuleList(List<Item> items) {

    /**
     * One rule set as one decision named it.
     *
     * @param hash      64 hex digits; its text lies under {@code /rules/<hash>}
     * @param number    counts the rule sets; absent while it is only proposed
     * @param status    {@code in-force}, {@code coming}, {@code proposed} or {@code past}
     * @param since     from when it counts, ISO 8601; absent while it is only proposed
     * @param day       that day in Tehran, or the proposed day
     * @param dayFa     the same day in the Persian calendar, e.g. {@code 1405/09/04}
     * @param decision  number of the decision; absent while it is not signed
     * @param committee which decides
     * @param title     of the decision
     * @param clause    on which the decision rests
     * @param signed    when the chair signed it
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
