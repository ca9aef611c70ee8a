package city.pishkhan.identifiers;

import com.ibm.icu.util.Calendar;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.ULocale;
import java.util.Arrays;

/**
 * The first day of each Persian year, computed once with ICU. The rest of the calendar is fixed (six months of 31 days, five of
 * 30, Esfand has the remaining days), so conversions need no calendar object and no lock.
 */
final class PersianYears {
    static final int FIRST = 1200;
    static final int LAST = 1599;

    private static final long DAY = 86_400_000L;
    private static final long[] STARTS = starts();

    private PersianYears() {}

    static boolean isKnown(int year) {
        return year >= FIRST && year <= LAST;
    }

    /** Returns the epoch day of 1 Farvardin of a year. */
    static long start(int year) {
        return STARTS[year - FIRST];
    }

    static int length(int year) {
        return (int) (start(year + 1) - start(year));
    }

    /** The year of an epoch day; outside the table, a year that is not {@link #isKnown}. */
    static int yearOf(long epochDay) {
        int at = Arrays.binarySearch(STARTS, epochDay);
        return FIRST + (at >= 0 ? at : -at - 2);
    }

    static int daysBefore(int month) {
        return month <= 7 ? (month - 1) * 31 : 186 + (month - 7) * 30;
    }

    static int monthLength(int year, int month) {
        return month == 12 ? length(year) - daysBefore(12) : month <= 6 ? 31 : 30;
    }

    private static long[] starts() {
        // at noon UTC, so that ICU's time zone rules cannot shift a day
        Calendar calendar = Calendar.getInstance(TimeZone.GMT_ZONE, new ULocale("fa_IR@calendar=persian"));
        long[] starts = new long[LAST - FIRST + 2];
        for (int i = 0; i < starts.length; i++) {
            calendar.clear();
            calendar.set(FIRST + i, 0, 1, 12, 0, 0);
            starts[i] = Math.floorDiv(calendar.getTimeInMillis(), DAY);
        }
        return starts;
    }
}
