package city.pishkhan.identifiers;

import static city.pishkhan.identifiers.RefusedValues.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.ibm.icu.util.Calendar;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.ULocale;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PersianDateTest {
    @ParameterizedTest
    @CsvSource({
        "1405/09/04, 2026-11-25",
        "1404/01/01, 2025-03-21",
        "1403/12/30, 2025-03-20",
        "1405/01/01, 2026-03-21",
        "1404/12/29, 2026-03-20",
        "1399/12/30, 2021-03-20",
        "1400/01/01, 2021-03-21",
        "1357/11/22, 1979-02-11",
        "1300/01/01, 1921-03-21",
        "1408/12/30, 2030-03-20"
    })
    void convertsDatesBetweenCalendars(String persian, LocalDate day) {
        assertEquals(day, PersianDate.parse(persian).toLocalDate());
        assertEquals(PersianDate.parse(persian), PersianDate.of(day));
        assertEquals(persian, PersianDate.of(day).toString());
    }

    @Test
    void matchesIcuCalendar() {
        Calendar icu = Calendar.getInstance(TimeZone.GMT_ZONE, new ULocale("fa_IR@calendar=persian"));
        LocalDate end = new PersianDate(1450, 1, 1).toLocalDate();
        for (LocalDate day = new PersianDate(1280, 1, 1).toLocalDate(); day.isBefore(end); day = day.plusDays(1)) {
            icu.setTimeInMillis(day.toEpochDay() * 86_400_000L);
            var date = PersianDate.of(day);
            assertEquals(icu.get(Calendar.YEAR), date.year(), day::toString);
            assertEquals(icu.get(Calendar.MONTH) + 1, date.month(), day::toString);
            assertEquals(icu.get(Calendar.DAY_OF_MONTH), date.day(), day::toString);
            assertEquals(day, date.toLocalDate());
        }
    }

    @Test
    void leapYearsMatchPublishedList() {
        var leap = Set.of(1370, 1375, 1379, 1383, 1387, 1391, 1395, 1399, 1403, 1408, 1412, 1416, 1420);
        for (int year = 1367; year <= 1423; year++) {
            assertEquals(leap.contains(year), PersianDate.isLeapYear(year), "year " + year);
        }
        assertEquals(366, new PersianDate(1403, 1, 1).yearLength());
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-20T20:29:59.999Z, 1404/12/29",
        "2026-03-20T20:30:00Z, 1405/01/01",
        "2025-03-19T20:30:00Z, 1403/12/30",
        "2026-11-24T20:30:00Z, 1405/09/04",
        "2021-06-30T19:30:00Z, 1400/04/10",
        "2021-06-30T19:29:59Z, 1400/04/09"
    })
    void convertsInstantToDateInTehran(Instant instant, String day) {
        assertEquals(day, PersianDate.of(instant).toString());
        assertEquals(
                day, PersianDate.today(Clock.fixed(instant, ZoneOffset.UTC)).toString());
    }

    @ParameterizedTest
    @CsvSource({
        "1401/01/02, 2022-03-21T20:30:00Z",
        "1400/01/02, 2021-03-21T20:30:00Z",
        "1370/02/13, 1991-05-02T20:30:00Z",
        "1405/01/01, 2026-03-20T20:30:00Z"
    })
    void dayStartsCorrectlyWithoutMidnight(String day, Instant start) {
        assertEquals(start, PersianDate.parse(day).atStartOfDay());
        assertEquals(PersianDate.parse(day), PersianDate.of(start));
        assertEquals(PersianDate.parse(day).plusDays(-1), PersianDate.of(start.minusMillis(1)));
    }

    @Test
    void dayStartAndEndBelongToThatDay() {
        int missing = 0;
        for (var day = new PersianDate(1350, 1, 1); day.year() < 1410; day = day.plusDays(1)) {
            assertEquals(day, PersianDate.of(day.atStartOfDay()));
            assertEquals(day, PersianDate.of(day.plusDays(1).atStartOfDay().minusMillis(1)));
            missing += day.atStartOfDay().atZone(PersianDate.TEHRAN).getHour();
        }
        assertTrue(missing > 20, "the time zone data knows no missing midnights");
    }

    @ParameterizedTest
    @CsvSource({"1405/9/4", "۱۴۰۵/۰۹/۰۴", "١٤٠٥/٩/٤", "1405-09-04", "1405.9.4", "' 1405 / 09 / 04 '"})
    void parsesDate(String text) {
        assertEquals(new PersianDate(1405, 9, 4), PersianDate.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "1404/12/30, day",
        "1405/07/31, day",
        "1405/00/01, month",
        "1405/13/01, month",
        "1405/01/00, day",
        "1405/01/32, day",
        "2026/11/25, year",
        "05/09/04, shape",
        "1405/09, shape",
        "04/09/1405, shape",
        "'', missing"
    })
    void rejectsInvalidDate(String text, String rule) {
        refusal("persian-date." + rule, () -> PersianDate.parse(text));
    }

    @Test
    void rejectsDatesOutsideSupportedYears() {
        refusal("persian-date.year", () -> PersianDate.of(LocalDate.of(1821, 3, 20)));
        refusal("persian-date.year", () -> PersianDate.of(LocalDate.of(2221, 3, 22)));
        refusal("persian-date.year", () -> PersianDate.of(LocalDate.MIN));
        refusal("persian-date.year", () -> PersianDate.of(LocalDate.MAX));
        assertEquals("1599/12/29", new PersianDate(1599, 12, 29).plusDays(0).toString());
    }

    @Test
    void formatsPersianDate() {
        var date = new PersianDate(1405, 9, 4);
        assertEquals("۱۴۰۵/۰۹/۰۴", date.persian());
        assertEquals("چهارشنبه ۴ آذر ۱۴۰۵", date.persianLong());
        assertEquals("۱۴۰۵/۰۹/۰۴ ۱۳:۲۰", PersianDate.persian(Instant.parse("2026-11-25T09:50:30Z")));
        assertEquals("جمعه ۱ فروردین ۱۴۰۴", new PersianDate(1404, 1, 1).persianLong());
    }

    @ParameterizedTest
    @CsvSource({
        "1400/05/10, 1405/05/10, 5, 60",
        "1400/05/10, 1405/05/09, 4, 59",
        "1403/12/30, 1404/12/29, 0, 11",
        "1403/12/30, 1405/01/01, 1, 12",
        "1403/12/30, 1408/12/30, 5, 60",
        "1405/06/31, 1405/07/30, 0, 0",
        "1405/06/31, 1405/08/01, 0, 1",
        "1405/01/01, 1405/01/01, 0, 0",
        "1405/05/10, 1400/05/10, -5, -60",
        "1405/05/10, 1400/05/11, -4, -59",
        "1404/12/29, 1405/01/28, 0, 0",
        "1404/12/29, 1405/01/29, 0, 1"
    })
    void countsFullYearsAndMonthsOnly(String from, String to, int years, int months) {
        assertEquals(years, PersianDate.parse(from).fullYearsUntil(PersianDate.parse(to)));
        assertEquals(months, PersianDate.parse(from).fullMonthsUntil(PersianDate.parse(to)));
    }

    @Test
    void sortsChronologically() {
        assertTrue(new PersianDate(1404, 12, 29).compareTo(new PersianDate(1405, 1, 1)) < 0);
        assertTrue(new PersianDate(1405, 10, 1).compareTo(new PersianDate(1405, 9, 30)) > 0);
        assertFalse(new PersianDate(1405, 9, 4).compareTo(new PersianDate(1405, 9, 4)) != 0);
    }
}
