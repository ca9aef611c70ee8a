package city.pishkhan.contracts.committee;

import jakarta.annotation.Nullable;
import java.time.LocalDate;

/**
 * That an expert is away. It replaces a leave of the same first day.
 *
 * @param from  first day in Tehran, ISO 8601
 * @param until last day, ISO 8601, at most a year; absent to take back the leave that begins on {@code from}
 */
public record NewLeave(LocalDate from, @Nullable LocalDate until) {}
