package city.pishkhan.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doReturn;

import city.pishkhan.access.internal.AccessTable;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.rules.RuleSet;
import city.pishkhan.cases.internal.inquiries.CalendarChange;
import city.pishkhan.cases.internal.inquiries.Deadlines;
import city.pishkhan.cases.internal.inquiries.InquiryDispatchRepository;
import city.pishkhan.cases.internal.inquiries.InquiryService;
import city.pishkhan.cases.internal.model.FactsJson;
import city.pishkhan.cases.internal.model.Instants;
import city.pishkhan.identifiers.OfficeHours;
import city.pishkhan.identifiers.OfficeHours.DayKind;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.identifiers.WorkingCalendar;
import city.pishkhan.spi.Verdict;
import city.pishkhan.stubs.Stubs;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CalendarChangeTest {
    private final CasesHarness hub = CasesHarness.shared();

    /** Restores the calendar for other tests of this database. */
    @AfterEach
    void restoreCityCalendar() {
        inForce(SmallCityRules.CALENDAR, Instant.now());
    }

    private void inForce(WorkingCalendar calendar, Instant now) {
        change(() -> rules(calendar)).sweep(now);
    }

    /** @param calendar calendar of the rules, or {@code null} if no rules are in force */
    private RuleSet rules(WorkingCalendar calendar) {
        if (calendar == null) {
            throw new Refusal(Refusal.Kind.UNAVAILABLE, "rules.none-in-force", null, "en", "fa");
        }
        RuleSet rules = Stubs.strict(RuleSet.class);
        doReturn(calendar).when(rules).calendar();
        return rules;
    }

    private interface InForce {
        RuleSet rules();
    }

    private CalendarChange change(InForce inForce) {
        Procedures procedures = Stubs.strict(Procedures.class);
        doAnswer(call -> inForce.rules()).when(procedures).inForce();
        doAnswer(call -> inForce.rules()).when(procedures).inForce(any());
        return new CalendarChange(hub.store, hub.deadlines, procedures, hub.journal);
    }

    /** The city's calendar with one more holiday: the first full working day from the day after tomorrow. */
    private static WorkingCalendar another(String version) {
        PersianDate free = IntStream.range(2, 10)
                .mapToObj(days -> PersianDate.of(Instant.now().plus(Duration.ofDays(days))))
                .filter(day -> SmallCityRules.CALENDAR.kind(day) == DayKind.FULL)
                .findFirst()
                .orElseThrow();
        return new WorkingCalendar(
                version,
                OfficeHours.STANDARD,
                Map.of(free, "announced late"),
                PersianDate.parse("1404/01/01"),
                PersianDate.parse("1406/12/29"));
    }

    private String calendarOf(PermitCase permit, String agency) {
        return hub.tx.required(sql -> sql.createQuery("select calendar from cases.inquiry where id = :id")
                .bind("id", permit.inquiry(agency).id())
                .mapTo(String.class)
                .one());
    }

    private long moves(UUID caseId) {
        return hub.journal.entries(caseId).stream()
                .filter(e -> e.event().equals("inquiry.deadline-moved")
                        && FactsJson.map(e.details()).get("agency").equals("gas"))
                .count();
    }

    @Test
    void lateHolidayMovesDeadline() {
        PermitCase permit = PermitCase.inquiring(hub, 8).deliver("gas", "electricity");
        Instant due = permit.inquiry("gas").due();
        Instant plain = permit.inquiry("electricity").due();
        long version = permit.version();
        inForce(another("test-2"), Instant.now());
        Instant moved = permit.inquiry("gas").due();
        assertTrue(moved.isAfter(due), moved + " after " + due);
        assertEquals(another("test-2").identity(), calendarOf(permit, "gas"));
        assertEquals(plain, permit.inquiry("electricity").due(), "plain hours know no holidays");
        assertTrue(permit.version() > version);
        assertEquals(1, moves(permit.id));
        inForce(another("test-2"), Instant.now());
        assertEquals(1, moves(permit.id), "once");
        inForce(SmallCityRules.CALENDAR, Instant.now());
        assertEquals(due, permit.inquiry("gas").due());
        assertEquals(2, moves(permit.id));
        assertEquals(List.of(), hub.journal.check(permit.id));
    }

    @Test
    void holidayUnderSameCalendarVersionMovesDeadline() {
        PermitCase permit = PermitCase.inquiring(hub, 8).deliver("gas");
        Instant due = permit.inquiry("gas").due();
        Instant unreached = permit.inquiry("water").due();
        inForce(another(SmallCityRules.CALENDAR.version()), Instant.now());
        assertTrue(permit.inquiry("gas").due().isAfter(due));
        assertTrue(permit.inquiry("water").due().isAfter(unreached), "that of what is not delivered, too");
        assertEquals(1, moves(permit.id));
    }

    @Test
    void tooShortCalendarMovesNoDeadline() {
        PermitCase permit = PermitCase.inquiring(hub, 8).deliver("gas");
        Instant due = permit.inquiry("gas").due();
        inForce(
                new WorkingCalendar(
                        "short",
                        OfficeHours.STANDARD,
                        Map.of(),
                        PersianDate.parse("1404/01/01"),
                        PersianDate.of(Instant.now().plus(Duration.ofDays(2)))),
                Instant.now());
        assertEquals(due, permit.inquiry("gas").due());
        assertEquals(0, moves(permit.id));
    }

    @Test
    void silenceIsCountedFromMovedDeadline() {
        PermitCase permit = PermitCase.inquiring(hub, 8).deliver("gas");
        Instant due = permit.inquiry("gas").due();
        inForce(another("test-3"), Instant.now());
        hub.sweepAt(due.plusSeconds(60));
        assertEquals("delivered", permit.inquiry("gas").state());
        hub.sweepAt(permit.inquiry("gas").due().plusSeconds(60));
        assertEquals("expired", permit.inquiry("gas").state());
    }

    @Test
    void newVersionWithSameDaysMovesNoDeadline() {
        PermitCase permit = PermitCase.inquiring(hub, 8).deliver("gas");
        Instant due = permit.inquiry("gas").due();
        long version = permit.version();
        inForce(
                new WorkingCalendar(
                        "test-4",
                        OfficeHours.STANDARD,
                        Map.of(),
                        PersianDate.parse("1404/01/01"),
                        PersianDate.parse("1406/12/29")),
                Instant.now());
        assertTrue(calendarOf(permit, "gas").startsWith("test-4#"));
        assertEquals(due, permit.inquiry("gas").due());
        assertEquals(version, permit.version());
        assertEquals(0, moves(permit.id));
    }

    @Test
    void calendarChangeKeepsDowntimeCompensation() {
        PermitCase permit = PermitCase.inquiring(hub, 8).deliver("gas");
        Instant due = permit.inquiry("gas").due();
        Instant down = Instant.now().plusSeconds(60).truncatedTo(ChronoUnit.MILLIS);
        hub.heartbeat(down);
        hub.deadlines.sweep(down.plus(Duration.ofHours(5)));
        assertEquals(due.plus(Duration.ofHours(5)), permit.inquiry("gas").due());
        inForce(another("test-5"), Instant.now());
        assertTrue(permit.inquiry("gas").due().isAfter(due.plus(Duration.ofHours(5))));
        inForce(SmallCityRules.CALENDAR, Instant.now());
        assertEquals(due.plus(Duration.ofHours(5)), permit.inquiry("gas").due());
    }

    @Test
    void extendedDeadlineIsNotMoved() {
        PermitCase permit = PermitCase.inquiring(hub, 8).deliver("fire");
        permit.answer(permit.extension("fire", permit.inquiry("fire").due().plus(Duration.ofDays(10))));
        Instant named = permit.inquiry("fire").due();
        inForce(another("test-6"), Instant.now());
        assertEquals(named, permit.inquiry("fire").due());
    }

    @Test
    void answeredOrEscalatedInquiriesKeepDeadline() {
        PermitCase permit = PermitCase.inquiring(hub, 8).deliver("fire", "water");
        permit.answer("water", Verdict.APPROVE, null);
        hub.sweepAt(permit.inquiry("fire").due().plusSeconds(60));
        Instant escalated = permit.inquiry("fire").due();
        Instant answered = permit.inquiry("water").due();
        inForce(another("test-7"), Instant.now());
        assertEquals(escalated, permit.inquiry("fire").due());
        assertEquals(answered, permit.inquiry("water").due());
        assertEquals(0, moves(permit.id));
    }

    @Test
    void earlierDeadlineIsNeverInThePast() {
        PermitCase permit = PermitCase.inquiring(hub, 8).deliver("gas");
        Instant due = permit.inquiry("gas").due();
        inForce(another("test-8"), Instant.now());
        Instant later = permit.inquiry("gas").due();
        Instant now = due.plusSeconds(60);
        assertTrue(now.isBefore(later));
        inForce(SmallCityRules.CALENDAR, now);
        assertEquals(now, permit.inquiry("gas").due());
        assertEquals("delivered", permit.inquiry("gas").state());
    }

    /** Creates the inquiry service of a hub whose calendar in force differs from the calendar of its cases. */
    private InquiryService inquiriesWith(Deadlines deadlines) {
        return new InquiryService(
                hub.store,
                hub.caseEngine,
                new InquiryDispatchRepository(hub.store, new FakePapers(), new SmallCityRules()),
                deadlines,
                hub.inquiryRedelivery,
                hub.pauses,
                hub.journal,
                new AccessTable(),
                hub.readings);
    }

    private Deadlines deadlines(WorkingCalendar inForce, WorkingCalendar ofTheCase) {
        Procedures procedures = Stubs.strict(Procedures.class);
        doAnswer(call -> rules(inForce)).when(procedures).inForce();
        doAnswer(call -> rules(inForce)).when(procedures).inForce(any());
        doAnswer(call -> rules(ofTheCase)).when(procedures).ruleSet(any());
        return new Deadlines(hub.store, hub.caseEngine, procedures, hub.journal, (queue, id) -> {});
    }

    @Test
    void extensionUsesCalendarInForce() {
        PermitCase permit = PermitCase.inquiring(hub, 8).deliver("fire");
        Instant due = permit.inquiry("fire").due();
        WorkingCalendar ended = new WorkingCalendar(
                "ended",
                OfficeHours.STANDARD,
                Map.of(),
                PersianDate.parse("1404/01/01"),
                PersianDate.of(Instant.now().plus(Duration.ofDays(2))));
        Instant requested = due.plus(Duration.ofDays(10));
        inquiriesWith(deadlines(SmallCityRules.CALENDAR, ended))
                .answer(CasesHarness.agency("fire"), permit.extension("fire", requested));
        assertEquals(requested, permit.inquiry("fire").due());
        Instant reminder = remindAt(permit, "fire");
        assertNotNull(reminder, "it is reminded of the new deadline");
        hub.heartbeat(reminder.plusSeconds(50));
        deadlines(SmallCityRules.CALENDAR, ended).sweep(reminder.plusSeconds(60));
        assertTrue(hub.events(permit.id).contains("inquiry.reminded"));
        assertNotNull(remindAt(permit, "fire"), "and a second time");
    }

    @Test
    void extensionFallsBackToCalendarOfCase() {
        PermitCase permit = PermitCase.inquiring(hub, 8).deliver("fire");
        Instant requested = permit.inquiry("fire").due().plus(Duration.ofDays(10));
        inquiriesWith(deadlines(null, SmallCityRules.CALENDAR))
                .answer(CasesHarness.agency("fire"), permit.extension("fire", requested));
        assertEquals(requested, permit.inquiry("fire").due());
    }

    private Instant remindAt(PermitCase permit, String agency) {
        return hub.tx.required(sql -> sql.createQuery("select remind_at from cases.inquiry where id = :id")
                .bind("id", permit.inquiry(agency).id())
                .map((row, context) -> Instants.of(row, "remind_at"))
                .one());
    }

    @Test
    void missingRulesMoveNoDeadline() {
        PermitCase permit = PermitCase.inquiring(hub, 8).deliver("gas");
        Instant due = permit.inquiry("gas").due();
        inForce(null, Instant.now());
        assertEquals(due, permit.inquiry("gas").due());
        assertFalse(hub.events(permit.id).contains("inquiry.deadline-moved"));
    }
}
