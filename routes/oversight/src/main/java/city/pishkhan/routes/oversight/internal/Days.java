package city.pishkhan.routes.oversight.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.FieldCheck;
import city.pishkhan.identifiers.PersianDate;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * A span of days in Tehran.
 *
 * @param first or {@code null} for no bound
 * @param last  included; or {@code null} for no bound
 */
record Days(LocalDate first, LocalDate last) {
    private static final int LONGEST = 20;
    /** Years below it are Persian ones: nobody asks for cases of the Safavids. */
    private static final int PERSIAN_BELOW = 1700;

    static Days span(DoorCall doorCall, String from, String to) {
        Days days = new Days(day(from, doorCall.param(from)), day(to, doorCall.param(to)));
        if (days.first != null && days.last != null && days.first.isAfter(days.last)) {
            throw Refusal.invalid("days.order", to, to, from);
        }
        return days;
    }

    /** As {@link #span}; where nothing is said, the thirty days that end today. */
    static Days lastMonth(DoorCall doorCall, String from, String to) {
        Days given = span(doorCall, from, to);
        LocalDate last = given.last == null ? LocalDate.now(PersianDate.TEHRAN) : given.last;
        return new Days(given.first == null ? last.minusDays(29) : given.first, last);
    }

    /** One day; today if none is said. */
    static LocalDate one(DoorCall doorCall, String field) {
        LocalDate day = day(field, doorCall.param(field));
        return day == null ? LocalDate.now(PersianDate.TEHRAN) : day;
    }

    /** How many there are, where both ends are said. */
    long count() {
        return ChronoUnit.DAYS.between(first, last) + 1;
    }

    /** First instant, or {@code null}. */
    Instant begin() {
        return first == null ? null : first.atStartOfDay(PersianDate.TEHRAN).toInstant();
    }

    /** First instant after, or {@code null}. */
    Instant end() {
        return last == null
                ? null
                : last.plusDays(1).atStartOfDay(PersianDate.TEHRAN).toInstant();
    }

    /** {@code 2026-11-25} or {@code 1405/09/04}. */
    private static LocalDate day(String field, String text) {
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
            // said below
        }
        throw Refusal.invalid("date.shape", field, field);
    }
}
