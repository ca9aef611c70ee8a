package city.pishkhan.demo.vehicles;

import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;

/** Persian year, accurate enough for the demo: assumes that it begins on 21 March, which can be wrong by a day. */
final class PersianYear {
    private static final MonthDay NEW_YEAR = MonthDay.of(3, 21);
    private static final int BEFORE = 622;

    private PersianYear() {}

    /** Returns the current Persian year in Tehran. */
    static int year() {
        LocalDate today = LocalDate.now(ZoneId.of("Asia/Tehran"));
        return today.getYear() - BEFORE + (MonthDay.from(today).isBefore(NEW_YEAR) ? 0 : 1);
    }
}
