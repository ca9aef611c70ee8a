package city.pishkhan.routes.oversight.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.FieldCheck;
import city.pishkhan.identifiers.PersianDate;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A range of days in Tehran.
 * @param first first day, or {@code null} for no lower bound
 * @param last  last day, inclusive, or {@code null} for no upper bound
 */
record Days(@Nullable LocalDate first, @Nullable LocalDate last) {
    private static final int LONGEST = 20;
    /** Years below this limit belong to the Persian calendar. */
    private static final int PERSIAN_BELOW = 1700;

    static Days span(DoorCall doorCall, String from, String to) {
        Days days = new Days(day(from, doorCall.param(from)), day(to, doorCall.param(to)));
        if (days.first != null && days.last != null && days.first.isAfter(days.last)) {
            throw Refusal.invalid("days.order", to, to, from);
        }
        return days;
    }

    /** Same as {@link #span}; by default the thirty days that end today. */
    static Days lastMonth(DoorCall doorCall, String from, String to) {
        Days given = span(doorCall, from, to);
        LocalDate last = given.last == null ? LocalDate.now(PersianDate.TEHRAN) : given.last;
        return new Days(given.first == null ? last.minusDays(29) : given.first, last);
    }

    /** Reads one day; today by default. */
    static LocalDate singleDay(DoorCall doorCall, String field) {
        LocalDate day = day(field, doorCall.param(field));
        return day == null ? LocalDate.now(PersianDate.TEHRAN) : day;
    }

    /** Number of days. Both bounds must be set. */
    long count() {
        return ChronoUnit.DAYS.between(first, last) + 1;
    }

    /** Start of the first day, or {@code null} for no bound. */
    @Nullable
    Instant begin() {
        return first == null ? null : first.atStartOfDay(PersianDate.TEHRAN).toInstant();
    }

    /** Start of the day after the last, or {@code null} for no bound. */
    @Nullable
    Instant end() {
        return last == null
                ? null
                : last.plusDays(1).atStartOfDay(PersianDate.TEHRAN).toInstant();
    }

    /** Parses {@code 2026-11-25} or {@code 1405/09/04}; returns {@code null} if blank. */
    private static @Nullable LocalDate day(String field, @Nullable String text) {
        String clean = FieldCheck.optional(field, text, LONGEST);
        if (clean == null) {
            return null;
        }
        try {
            String[] parts = clean.split("[-/]");
            int year = Integer.parseInt(parts[0]);
            int month = Integer.parseInt(parts[1]);
            int day = Integer.parseInt(parts[2]);
            if (parts.length == 3) {
                return year < PERSIAN_BELOW
                        ? new PersianDate(year, month, day).toLocalDate()
                        : LocalDate.of(year, month, day);
            }
        } catch (DateTimeException | IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            // an invalid day is refused below
        }
        throw Refusal.invalid("date.shape", field, field);
    }
}
