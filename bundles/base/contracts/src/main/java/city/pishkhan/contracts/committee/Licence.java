package city.pishkhan.contracts.committee;

import jakarta.annotation.Nullable;
import java.time.LocalDate;

/**
 * The licence of an expert.
 *
 * @param number 1 to 60 characters; absent for callers without the right to see it
 * @param from   first day in Tehran, ISO 8601
 * @param until  last day, ISO 8601
 */
public record Licence(@Nullable String number, LocalDate from, LocalDate until) {}
