package city.pishkhan.contracts.committee;

import city.pishkhan.contracts.OneOf;
import java.time.LocalDate;

/**
 * Draft of a decision.
 *
 * @param kind      {@code expose}, {@code withdraw}, {@code rules}, {@code special-request}, {@code sanction} or {@code appeal}
 * @param title     subject, 1 to 200 characters
 * @param clause    law, by-law or article on which it is based, 1 to 500 characters
 * @param reason    reason, 1 to 4,000 characters
 * @param effective effective day in Tehran, ISO 8601: today or later. The decision takes effect at the start of this
 *                  day, or with its signature if it is signed on this day
 * @param terms     terms of the decision
 */
public record NewDecision(
        @OneOf({"expose", "withdraw", "rules", "special-request", "sanction", "appeal"}) String kind,
        String title,
        String clause,
        String reason,
        LocalDate effective,
        Terms terms) {}
