package city.pishkhan.demo.vehicles;

import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;

/** The Persian year as far as the demo needs it: it begins on 21 March, give or take a day. */
final class PersianYear {
    private static final MonthDay NEW_YEAR = MonthDay.of(3, 21);
    private static final int BEFORE = 622;

    private PersianYear() {}

    /** The year that it is now in Tehran. */
    static int year() {
        LocalDate today = LocalDate.now(ZoneId.of("Asia/Tehran"));
        return today.getYear() - BEFORE + (MonthDay.from(today).isBefore(NEW_YEAR) ? 0 : 1);
    }
}
