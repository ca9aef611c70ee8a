package city.pishkhan.contracts.committee;

import jakarta.annotation.Nullable;
import java.time.LocalDate;

/**
 * A leave of an expert. It replaces a leave with the same first day.
 *
 * @param from  first day in Tehran, ISO 8601
 * @param until last day, ISO 8601, up to one year later; absent to remove the leave that begins on {@code from}
 */
public record NewLeave(LocalDate from, @Nullable LocalDate until) {}
