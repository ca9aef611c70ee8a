package city.pishkhan.simulators.bank;

import java.time.LocalDate;
import java.util.Locale;

/** Formats a day in the Persian calendar as banks do. Uses the 33-year cycle, which is valid for the years 1178 to 1633. */
final class PersianDay {
    /** days from the beginning of {@link #FIRST_YEAR}, in which a cycle begins, to 1970-01-01 */
    private static final long EPOCH = 1_075_195;

    private static final int FIRST_YEAR = -1_595;
    private static final int YEARS_OF_CYCLE = 33;
    private static final int DAYS_OF_CYCLE = 12_053;
    private static final int DAYS_OF_FOUR_YEARS = 1_461;
    private static final int DAYS_OF_YEAR = 365;
    private static final int DAYS_OF_HALF = 186;

    private PersianDay() {}

    /** Formats a day, e.g. 2026-11-25 as {@code 1405/09/04}. */
    static String of(LocalDate day) {
        long days = day.toEpochDay() + EPOCH;
        long year = FIRST_YEAR + YEARS_OF_CYCLE * (days / DAYS_OF_CYCLE);
        days %= DAYS_OF_CYCLE;
        year += 4 * (days / DAYS_OF_FOUR_YEARS);
        days %= DAYS_OF_FOUR_YEARS;
        if (days > DAYS_OF_YEAR) {
            year += (days - 1) / DAYS_OF_YEAR;
            days = (days - 1) % DAYS_OF_YEAR;
        }
        boolean first = days < DAYS_OF_HALF;
        long month = first ? 1 + days / 31 : 7 + (days - DAYS_OF_HALF) / 30;
        long of = 1 + (first ? days % 31 : (days - DAYS_OF_HALF) % 30);
        return String.format(Locale.ROOT, "%04d/%02d/%02d", year, month, of);
    }
}
