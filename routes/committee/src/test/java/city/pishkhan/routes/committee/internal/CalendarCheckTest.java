package city.pishkhan.routes.committee.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mockito.Mockito.doReturn;

import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.rules.RuleSet;
import city.pishkhan.identifiers.OfficeHours;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.identifiers.WorkingCalendar;
import city.pishkhan.stubs.Stubs;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CalendarCheckTest {
    private static final WorkingCalendar CALENDAR = new WorkingCalendar(
            "sim-1", OfficeHours.STANDARD, Map.of(), new PersianDate(1404, 1, 1), new PersianDate(1406, 12, 29));

    private String warningAt(String now) {
        RuleSet rules = Stubs.strict(RuleSet.class);
        doReturn(CALENDAR).when(rules).calendar();
        Procedures procedures = Stubs.strict(Procedures.class);
        doReturn(rules).when(procedures).inForce();
        return HealthWarning.join(
                new CalendarCheck(procedures, Clock.fixed(Instant.parse(now), PersianDate.TEHRAN)).warnings());
    }

    @Test
    void warnsOneYearBeforeCalendarEnds() {
        assertEquals("", warningAt("2027-03-18T12:00:00Z"));
        assertEquals(
                "the working calendar sim-1 ends on 1406/12/29 (2028-03-19); deadlines after that day cannot be computed",
                warningAt("2027-03-20T12:00:00Z"));
    }
}
