package city.pishkhan.contracts.committee;

import city.pishkhan.contracts.OneOf;
import java.time.LocalDate;

/**
 * A decision to be voted on.
 *
 * @param kind      {@code expose}, {@code withdraw}, {@code rules}, {@code special-request}, {@code sanction} or {@code appeal}
 * @param title     what it is about, 1 to 200 characters
 * @param clause    the law, by-law or article that it rests on, 1 to 500 characters
 * @param reason    why, 1 to 4,000 characters
 * @param effective its day in Tehran, ISO 8601: today or later. It counts from the day's first instant, or when it is signed if that is
 *                  its day
 * @param terms     what exactly is decided
 */
public record NewDecision(
        @OneOf({"expose", "withdraw", "rules", "special-request", "sanction", "appeal"}) String kind,
        String title,
        String clause,
        String reason,
        LocalDate effective,
        Terms terms) {}
