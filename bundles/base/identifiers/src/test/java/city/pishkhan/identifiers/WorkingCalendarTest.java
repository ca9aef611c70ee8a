package city.pishkhan.identifiers;

import static city.pishkhan.identifiers.RefusedValues.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.identifiers.OfficeHours.DayKind;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * In these tests 1405/09/07 is a Saturday. Monday 1405/09/09 is a holiday in the calendar "holidays" and a working day
 * in "plain".
 */
class WorkingCalendarTest {
    private static final PersianDate FIRST = new PersianDate(1405, 1, 1);
    private static final PersianDate LAST = new PersianDate(1405, 12, 29);
    private static final WorkingCalendar PLAIN = calendar("plain", Map.of());
    private static final WorkingCalendar HOLIDAYS = calendar("holidays", Map.of(new PersianDate(1405, 9, 9), "تعطیل"));

    private static WorkingCalendar calendar(String version, Map<PersianDate, String> holidays) {
        return new WorkingCalendar(version, OfficeHours.STANDARD, holidays, FIRST, LAST);
    }

    private static Instant at(String text) {
        var parts = text.split(" ");
        return PersianDate.parse("1405/" + parts[0])
                .toLocalDate()
                .atTime(LocalTime.parse(parts[1]))
                .atZone(PersianDate.TEHRAN)
                .toInstant();
    }

    @ParameterizedTest
    @CsvSource({
        "09/07 10:00, 0d, 09/07 10:00",
        "09/06 03:00, 0d, 09/06 03:00",
        "09/07 10:00, 1d, 09/08 10:00",
        "09/07 08:00, 1d, 09/07 16:00",
        "09/07 03:00, 1d, 09/07 16:00",
        "09/07 16:00, 1d, 09/08 16:00",
        "09/07 23:59, 1h, 09/08 09:00",
        "09/07 15:59, 1m, 09/07 16:00",
        "09/07 15:59, 2m, 09/08 08:01",
        "09/11 08:00, 1d, 09/11 16:00",
        "09/11 12:00, 1d, 09/12 12:00",
        "09/12 08:00, 4h, 09/12 12:00",
        "09/12 08:00, 1d, 09/14 12:00",
        "09/13 11:00, 1h, 09/14 09:00",
        "09/07 08:00, 1d 4h, 09/08 12:00",
        "09/12 11:59, 1m, 09/12 12:00",
        "09/07 08:00, 11d, 09/19 12:00"
    })
    void dueCountsOfficeHours(String start, String budget, String due) {
        assertEquals(at(due), PLAIN.due(at(start), WorkingTime.parse(budget)));
    }

    @ParameterizedTest
    @CsvSource({"09/08 10:00, 1d, 09/10 10:00", "09/09 10:00, 1h, 09/10 09:00", "09/07 08:00, 2d, 09/08 16:00"})
    void dueSkipsHolidays(String start, String budget, String due) {
        assertEquals(at(due), HOLIDAYS.due(at(start), WorkingTime.parse(budget)));
    }

    @ParameterizedTest
    @CsvSource({
        "09/07 10:00, 09/07 12:30, PT2H30M",
        "09/07 00:00, 09/14 00:00, PT36H",
        "09/13 00:00, 09/13 23:59, PT0S",
        "09/08 15:00, 09/10 09:00, PT2H",
        "09/07 12:00, 09/07 10:00, PT0S",
        "09/12 10:00, 09/12 15:00, PT2H"
    })
    void betweenCountsOfficeHours(String start, String end, Duration time) {
        assertEquals(time, HOLIDAYS.between(at(start), at(end)));
    }

    @Test
    void dueAndBetweenAreInverse() {
        var random = new Random(1405);
        for (int i = 0; i < 2_000; i++) {
            Instant start = at("03/01 00:00").plusSeconds(random.nextInt(100 * 86_400));
            var budget = WorkingTime.of(Duration.ofSeconds(1 + random.nextInt(40 * 8 * 3600)));
            Instant due = HOLIDAYS.due(start, budget);
            assertEquals(budget.time(), HOLIDAYS.between(start, due));
            assertEquals(budget.time().minusMillis(1), HOLIDAYS.between(start, due.minusMillis(1)));
        }
    }

    @Test
    void returnsRemainingBudget() {
        var left = HOLIDAYS.remaining(at("09/08 10:00"), WorkingTime.days(2), at("09/10 09:00"));
        assertEquals(WorkingTime.parse("9h"), left);
        assertEquals(at("09/17 09:00"), HOLIDAYS.due(at("09/16 08:00"), left));
        assertEquals(
                WorkingTime.of(Duration.ZERO),
                HOLIDAYS.remaining(at("09/08 10:00"), WorkingTime.hours(1), at("09/10 09:00")));
    }

    @Test
    void halfDaysCountAsHalfWorkingDays() {
        assertEquals(5.5, PLAIN.workingDays(new PersianDate(1405, 9, 7), new PersianDate(1405, 9, 14)));
        assertEquals(4.5, HOLIDAYS.workingDays(new PersianDate(1405, 9, 7), new PersianDate(1405, 9, 14)));
        assertEquals(0, PLAIN.workingDays(new PersianDate(1405, 9, 14), new PersianDate(1405, 9, 7)));
    }

    @Test
    void returnsKindOfDay() {
        assertEquals(DayKind.FULL, HOLIDAYS.kind(new PersianDate(1405, 9, 7)));
        assertEquals(DayKind.FULL, HOLIDAYS.kind(new PersianDate(1405, 9, 11)));
        assertEquals(DayKind.HALF, HOLIDAYS.kind(new PersianDate(1405, 9, 12)));
        assertEquals(DayKind.CLOSED, HOLIDAYS.kind(new PersianDate(1405, 9, 13)));
        assertEquals(DayKind.CLOSED, HOLIDAYS.kind(new PersianDate(1405, 9, 9)));
        assertEquals("تعطیل", HOLIDAYS.holiday(new PersianDate(1405, 9, 9)).orElseThrow());
        assertTrue(HOLIDAYS.holiday(new PersianDate(1405, 9, 10)).isEmpty());
    }

    @Test
    void recalculatesDeadlineWhenHolidaysChange() {
        var deadline = PLAIN.deadline(at("09/08 10:00"), WorkingTime.days(1));
        assertEquals(at("09/09 10:00"), deadline.due());
        assertSame(deadline, deadline.withCalendar(calendar("plain", Map.of())));
        var moved = deadline.withCalendar(HOLIDAYS);
        assertEquals(at("09/10 10:00"), moved.due());
        assertEquals(HOLIDAYS.identity(), moved.calendar());
        assertNotEquals(deadline, moved);
        assertEquals(deadline, moved.withCalendar(PLAIN));
        assertFalse(deadline.hasPassed(deadline.due().minusMillis(1)));
        assertTrue(deadline.hasPassed(deadline.due()));
    }

    @Test
    void changedHolidaysChangeCalendarIdentity() {
        var deadline = PLAIN.deadline(at("09/08 10:00"), WorkingTime.days(1));
        var changed = calendar("plain", Map.of(new PersianDate(1405, 9, 9), "x"));
        assertNotEquals(PLAIN.identity(), changed.identity());
        assertEquals(at("09/10 10:00"), deadline.withCalendar(changed).due());
        assertEquals(
                changed.identity(),
                calendar("plain", Map.of(new PersianDate(1405, 9, 9), "another name"))
                        .identity());
    }

    @Test
    void rejectsDatesOutsideCalendar() {
        assertEquals(at("12/29 16:00"), PLAIN.due(at("12/27 12:00"), WorkingTime.days(1)));
        for (String start : new String[] {"12/28 17:00", "12/29 23:59"}) {
            assertThrows(BeyondCalendar.class, () -> PLAIN.due(at(start), WorkingTime.days(3)), start);
        }
        var refused = assertThrows(
                BeyondCalendar.class,
                () -> PLAIN.between(at("12/20 08:00"), at("12/29 12:00").plusSeconds(86_400)));
        assertEquals(
                "the calendar plain has the holidays of 1405/01/01 to 1405/12/29; deadlines cannot be calculated beyond 1406/01/01",
                refused.getMessage());
        assertThrows(BeyondCalendar.class, () -> PLAIN.latestStart(at("01/01 09:00"), WorkingTime.days(1)));
        assertThrows(BeyondCalendar.class, () -> PLAIN.kind(new PersianDate(1404, 12, 29)));
    }

    @ParameterizedTest
    @CsvSource({
        "09/08 10:00, 1d, 09/07 10:00",
        "09/07 16:00, 1d, 09/07 08:00",
        "09/10 09:00, 2h, 09/08 15:00",
        "09/14 09:00, 2h, 09/12 11:00",
        "09/07 10:00, 0d, 09/07 10:00"
    })
    void latestStartCountsBackwards(String end, String budget, String start) {
        assertEquals(at(start), HOLIDAYS.latestStart(at(end), WorkingTime.parse(budget)));
    }

    @Test
    void reportsCoveredDatesAndRejectsOtherHolidays() {
        assertTrue(PLAIN.isCovered(at("01/01 00:00")));
        assertTrue(PLAIN.isCovered(at("12/29 23:59")));
        assertFalse(PLAIN.isCovered(at("12/29 23:59").plusSeconds(60)));
        assertThrows(IllegalArgumentException.class, () -> calendar("x", Map.of(new PersianDate(1404, 1, 1), "x")));
        assertThrows(IllegalArgumentException.class, () -> calendar(" ", Map.of()));
    }

    @Test
    void usesLocalTimeInOldSummers() {
        var old = new WorkingCalendar(
                "1400", OfficeHours.STANDARD, Map.of(), new PersianDate(1400, 1, 1), new PersianDate(1400, 12, 29));
        var day = new PersianDate(1400, 4, 12);
        assertEquals(Instant.parse("2021-07-03T11:30:00Z"), old.due(day.atStartOfDay(), WorkingTime.days(1)));
        assertEquals(
                Duration.ofHours(8),
                old.between(day.atStartOfDay(), day.plusDays(1).atStartOfDay()));
    }

    @Test
    void rejectsContradictoryOfficeHours() {
        var hours = OfficeHours.STANDARD;
        assertThrows(
                IllegalArgumentException.class, () -> new OfficeHours(hours.full(), Set.of(), hours.half(), Set.of()));
        assertThrows(
                IllegalArgumentException.class,
                () -> new OfficeHours(hours.full(), Set.of(DayOfWeek.MONDAY), hours.half(), Set.of(DayOfWeek.MONDAY)));
        assertThrows(IllegalArgumentException.class, () -> new OfficeHours.Span(LocalTime.NOON, LocalTime.NOON));
    }

    @ParameterizedTest
    @CsvSource({"5d, 5d", "۵d, 5d", "4h, 4h", "90m, 1h 30m", "2d 4h, 2d 4h", "2d4h, 2d 4h", "0d, 0d", "0h, 0d"})
    void parsesWorkingTime(String text, String canonical) {
        assertEquals(canonical, WorkingTime.parse(text).toString());
        assertEquals(WorkingTime.parse(text), WorkingTime.parse(canonical));
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "d", "-5d", "5 days", "4h 2d", "P5D", "10000d"})
    void rejectsInvalidWorkingTime(String text) {
        refusal("working-time.shape", () -> WorkingTime.parse(text));
    }

    @Test
    void workingTimeHasLimits() {
        refusal("working-time.days", () -> WorkingTime.parse("3651d"));
        refusal("working-time.time", () -> WorkingTime.parse("36501h"));
        refusal("working-time.time", () -> WorkingTime.of(Duration.ofSeconds(-1)));
        assertThrows(BeyondCalendar.class, () -> PLAIN.due(at("09/07 08:00"), WorkingTime.parse("3650d")));
    }
}
