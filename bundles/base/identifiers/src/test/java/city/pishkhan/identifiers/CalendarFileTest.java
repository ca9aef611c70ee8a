package city.pishkhan.identifiers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.identifiers.OfficeHours.DayKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalendarFileTest {
    private static final Path SHIPPED = Path.of("../../../etc/calendar/working-sim.txt");
    private static final String GOOD =
            """
            version v1
            covers 1405/01/01 1405/12/29
            full 07:30 15:00 SATURDAY SUNDAY MONDAY TUESDAY WEDNESDAY
            half 07:30 11:15 THURSDAY
            # a comment
            holiday ۱۴۰۵/۰۱/۰۱ نوروز باستاني
            """;

    @TempDir
    Path folder;

    @Test
    void parsesValidFile() {
        var calendar = CalendarFile.parse("good", GOOD);
        assertEquals("v1", calendar.version());
        assertEquals(
                "نوروز باستانی", calendar.holiday(new PersianDate(1405, 1, 1)).orElseThrow());
        assertEquals(Duration.ofMinutes(450), calendar.length(WorkingTime.days(1)));
        assertEquals(DayKind.HALF, calendar.kind(new PersianDate(1405, 9, 12)));
    }

    @Test
    void acceptsFileWithoutHalfDays() {
        var calendar = CalendarFile.parse("no half", GOOD.replaceAll("half.*\n", ""));
        assertEquals(DayKind.CLOSED, calendar.kind(new PersianDate(1405, 9, 12)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "holiday 1405/12/30 x | line 7: Persian date '1405/12/30': the month has days 1 to 29",
                "holiday 1405/01/01 x | line 7: holiday 1405/01/01 exists twice",
                "holiday 1405/01/02 | line 7: 'holiday' has 1 values",
                "holiday 1406/01/02 x | holiday 1406/01/02 is outside 1405/01/01 to 1405/12/29",
                "version v2 | line 7: 'version' exists twice",
                "vacation 1405/01/01 | line 7: unknown word 'vacation'"
            })
    void reportsInvalidHolidayLine(String line, String problem) {
        var refused = assertThrows(InvalidCalendar.class, () -> CalendarFile.parse("bad", GOOD + line));
        assertEquals(List.of(problem), refused.problems());
        assertTrue(refused.getMessage().contains("calendar bad cannot be used: " + problem), refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "07:30 11:15 THURSDAY | 07:30 11:15 SUNDAY | SUNDAY is both a full and a half day",
                "07:30 11:15 | 12:30 11:15 | line 4: opens at 12:30 but closes at 11:15",
                "07:30 11:15 | 07:30 25:00 | line 4: Text '25:00' could not be parsed",
                "THURSDAY | Pazhshanbe | line 4: 'Pazhshanbe' is not a weekday such as SATURDAY",
                "version v1 | # | it lacks one of the lines version, covers, full"
            })
    void reportsInvalidRule(String good, String bad, String problem) {
        var refused = assertThrows(InvalidCalendar.class, () -> CalendarFile.parse("bad", GOOD.replace(good, bad)));
        assertEquals(1, refused.problems().size());
        assertTrue(refused.problems().get(0).startsWith(problem), refused.getMessage());
    }

    @Test
    void reportsEveryInvalidLine() {
        var refused = assertThrows(InvalidCalendar.class, () -> CalendarFile.parse("bad", "one\ntwo\n" + GOOD));
        assertEquals(List.of("line 1: unknown word 'one'", "line 2: unknown word 'two'"), refused.problems());
    }

    @Test
    void rejectsFilesThatAreNotText() throws IOException {
        Path file = folder.resolve("calendar.txt");
        Files.write(file, GOOD.getBytes(StandardCharsets.UTF_16));
        assertThrows(InvalidCalendar.class, () -> CalendarFile.load(file));
        Files.write(file, new byte[300_000]);
        assertThrows(InvalidCalendar.class, () -> CalendarFile.load(file));
        assertThrows(IOException.class, () -> CalendarFile.load(folder.resolve("none.txt")));
    }

    @Test
    void shippedFileIsValid() throws IOException {
        var calendar = CalendarFile.load(SHIPPED);
        assertTrue(calendar.version().startsWith("sim-"));
        for (int year = 1404; year <= 1406; year++) {
            assertEquals(DayKind.CLOSED, calendar.kind(new PersianDate(year, 1, 1)));
            assertEquals(DayKind.CLOSED, calendar.kind(new PersianDate(year, 11, 22)));
            assertTrue(calendar.isCovered(new PersianDate(year, 12, 29).atStartOfDay()));
            double days = calendar.workingDays(new PersianDate(year, 1, 1), new PersianDate(year + 1, 1, 1));
            assertTrue(days > 255 && days < 275, year + " has " + days + " working days");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1405/01/01", "1405/01/13", "1405/04/05"})
    void shippedFileContainsMainHolidays(String day) throws IOException {
        assertTrue(CalendarFile.load(SHIPPED).holiday(PersianDate.parse(day)).isPresent());
    }
}
