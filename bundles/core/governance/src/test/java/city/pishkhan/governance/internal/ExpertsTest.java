package city.pishkhan.governance.internal;

import static city.pishkhan.governance.internal.GovernanceHarness.INSTITUTE;
import static city.pishkhan.governance.internal.GovernanceHarness.PERMIT;
import static city.pishkhan.governance.internal.GovernanceHarness.PLANNING;
import static city.pishkhan.governance.internal.GovernanceHarness.TODAY;
import static city.pishkhan.governance.internal.GovernanceHarness.entry;
import static city.pishkhan.governance.internal.GovernanceHarness.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Page;
import city.pishkhan.api.governance.Committee.Kind;
import city.pishkhan.api.governance.Experts.Entry;
import city.pishkhan.api.governance.Experts.Leave;
import city.pishkhan.api.governance.Experts.Licence;
import city.pishkhan.api.governance.Experts.Registered;
import city.pishkhan.api.governance.Offices;
import city.pishkhan.api.governance.Offices.Application;
import city.pishkhan.api.governance.Offices.Qualification;
import city.pishkhan.api.governance.Offices.Vacancy;
import city.pishkhan.api.rules.Procedures.Choice;
import city.pishkhan.api.security.Caller;
import city.pishkhan.governance.internal.experts.ExpertRow;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.identifiers.PersianText;
import city.pishkhan.messages.Text;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Experts as persons: registration, qualification of offices, and presence on a day. */
class ExpertsTest {
    private static final String ARCHITECTURE = "architecture";
    private static final List<String> ARCHITECT = List.of(ARCHITECTURE);

    private GovernanceHarness harness;

    @BeforeEach
    void start() {
        harness = new GovernanceHarness();
        harness.office("7", "e7");
        harness.office("8", "e8");
    }

    @AfterEach
    void stop() {
        harness.close();
    }

    @Test
    void choicesHaveDisciplineAndWeekdayNames() {
        var choices = harness.experts.choices(INSTITUTE);
        assertTrue(choices.disciplines().stream().anyMatch(one -> one.code().equals(ARCHITECTURE)));
        assertEquals(
                city.pishkhan.api.governance.Experts.WEEKDAYS,
                choices.weekdays().stream().map(Choice::code).toList());
        assertEquals("شنبه", choices.weekdays().get(0).titleFa());
    }

    private UUID id(String login) {
        return harness.experts.list(INSTITUTE, null, null, 200).items().stream()
                .filter(e -> e.entry().login().equals(login))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private static Instant noon(LocalDate day) {
        return day.atTime(12, 0).atZone(PersianDate.TEHRAN).toInstant();
    }

    private Optional<Vacancy> vacancy(String office, LocalDate day) {
        return harness.offices.vacancy(office, PERMIT, ARCHITECTURE, day.equals(TODAY) ? Instant.now() : noon(day));
    }

    private void changed(String login, Entry entry) {
        harness.experts.change(INSTITUTE, id(login), entry);
    }

    @Test
    void instituteEntersChangesAndEndsExperts() {
        Registered entered = harness.expert("e9", "7");
        assertEquals("working", entered.state());
        refused("access.forbidden", () -> harness.experts.enter(PLANNING, "x", entry("x", "7", null, ARCHITECT)));
        refused("expert.known", () -> harness.experts.enter(INSTITUTE, "e9", entry("x", "7", null, ARCHITECT)));
        refused("expert.known", () -> harness.experts.enter(INSTITUTE, "x", entry("e9", "7", null, ARCHITECT)));
        refused("office.unknown", () -> harness.experts.enter(INSTITUTE, "x", entry("x", "99", null, ARCHITECT)));
        refused("value.unknown", () -> harness.experts.enter(INSTITUTE, "x", entry("x", "7", null, List.of("magic"))));
        refused("field.missing", () -> harness.experts.enter(INSTITUTE, "x", entry("x", "7", null, List.of())));
        refused("expert.unknown", () -> harness.experts.endService(INSTITUTE, UUID.randomUUID(), "r"));
        changed("e9", entry("e10", "8", null, ARCHITECT));
        assertEquals("8", harness.experts.find(INSTITUTE, entered.id()).entry().office());
        assertEquals(Set.of("e9", "e10"), harness.experts.logins("key.e9"));
        assertEquals(Optional.of("key.e9"), harness.experts.person("e9"));
        refused("text.length", () -> harness.experts.endService(INSTITUTE, entered.id(), " "));
        assertEquals(
                "ended",
                harness.experts
                        .endService(INSTITUTE, entered.id(), "moved away")
                        .state());
        refused("expert.ended", () -> changed("e10", entry("e10", "7", null, ARCHITECT)));
        harness.expert("e9", "7");
        List<String> events = harness.events();
        assertTrue(events.containsAll(List.of("expert.entered", "expert.changed", "expert.ended")), events::toString);
        String journal = harness.journal.entries(null).toString();
        assertFalse(journal.contains("کارشناس"), "names stay out of the journal");
        assertFalse(journal.contains("key.e9"), "and so do persons");
        assertFalse(journal.contains("L-e9"), "and the numbers of licences");
    }

    @Test
    void listsExpertsPageByPage() {
        for (int i = 0; i < 5; i++) {
            harness.expert("more-" + i, "8");
        }
        Page<Registered> first = harness.experts.list(INSTITUTE, "8", null, 4);
        Page<Registered> second = harness.experts.list(INSTITUTE, "8", first.next(), 4);
        assertEquals(4, first.items().size());
        assertEquals("more-4", first.items().get(0).entry().login());
        assertEquals(2, second.items().size());
        assertNull(second.next());
        refused("page.cursor", () -> harness.experts.list(INSTITUTE, null, "x", 4));
    }

    @Test
    void expertServesOneOfficePerDay() {
        String day = ExpertRow.weekday(TODAY);
        refused("expert.second-office", () -> changed("e7", at("e7", "7", "8", List.of())));
        refused("expert.second-office", () -> changed("e7", at("e7", "7", null, List.of(day))));
        refused("expert.second-office", () -> changed("e7", at("e7", "7", "7", List.of(day))));
        refused("value.unknown", () -> changed("e7", at("e7", "7", "8", List.of("someday"))));
        refused(
                "expert.second-office",
                () -> changed("e7", at("e7", "7", "8", city.pishkhan.api.governance.Experts.WEEKDAYS)));
        changed("e7", at("e7", "7", "8", List.of(day)));
        harness.experts.endService(INSTITUTE, id("e8"), "gone");
        assertTrue(vacancy("8", TODAY).isEmpty(), "today the expert of 7 is here");
        assertEquals(TODAY, vacancy("7", TODAY).orElseThrow().until());
        assertTrue(vacancy("7", TODAY.plusDays(1)).isEmpty());
        assertEquals(
                TODAY.plusDays(6), vacancy("8", TODAY.plusDays(1)).orElseThrow().until());
        assertEquals(
                TODAY.plusDays(1), vacancy("8", TODAY.plusDays(1)).orElseThrow().since());
    }

    private static Entry at(String login, String office, String second, List<String> days) {
        return new Entry(
                "نام", login, ARCHITECT, new Licence("L", TODAY, TODAY.plusYears(1)), office, second, days, null);
    }

    @Test
    void qualificationNeedsAvailableLicensedExpert() {
        refusedFor("qualification.expert-unknown", "7", "nobody", "nobody");
        refusedFor("qualification.other-office", "7", "e8", "8");
        harness.experts.enter(INSTITUTE, "m", entry("mechanic", "7", null, List.of("mechanics")));
        refusedFor("qualification.no-discipline", "7", "mechanic", new Text(ARCHITECTURE, "معماری"));
        harness.offices.qualify(
                INSTITUTE, "7", new Qualification(null, "vehicle-duty", "mechanic", null, TODAY, TODAY.plusDays(1)));
        harness.experts.recordLeave(INSTITUTE, id("e7"), new Leave(TODAY, TODAY.plusDays(3)));
        refusedFor("qualification.on-leave", "7", "e7", TODAY.plusDays(3));
        harness.experts.recordLeave(INSTITUTE, id("e7"), new Leave(TODAY, null));
        harness.qualify("7", "e7");
        changed(
                "e7",
                new Entry(
                        "نام",
                        "e7",
                        ARCHITECT,
                        new Licence("L", TODAY.minusDays(9), TODAY.minusDays(1)),
                        "7",
                        null,
                        null,
                        null));
        refusedFor("qualification.no-licence", "7", "e7", TODAY.minusDays(1));
        harness.experts.endService(INSTITUTE, id("e8"), "gone");
        refusedFor("qualification.expert-unknown", "8", "e8", "e8");
    }

    private void refusedFor(String code, String office, String expert, Object said) {
        var refusal = refused(code, () -> harness.qualify(office, expert));
        assertEquals("expert", refusal.field());
        Text text = said instanceof Text both
                ? both
                : said instanceof LocalDate day
                        ? new Text(day.toString(), PersianDate.of(day).persian())
                        : PersianText.asText(said.toString());
        assertTrue(refusal.english().contains(text.english()), refusal.english());
        assertTrue(refusal.persian().contains(text.persian()), refusal.persian());
    }

    @Test
    void movedExpertNoLongerQualifiesOldOffice() {
        harness.decide(Kind.EXPOSE, TODAY, GovernanceHarness.exposure(null));
        harness.mayOpen("7");
        changed("e7", entry("e7", "8", null, ARCHITECT));
        refused("office.not-qualified", () -> harness.mayOpen("7"));
        assertTrue(harness.offices.hindrance("7", PERMIT, Instant.now()).isEmpty(), "what is open goes on to the step");
        assertTrue(vacancy("7", TODAY).isPresent());
        assertTrue(vacancy("8", TODAY).isEmpty());
    }

    @Test
    void deputyCoversLeave() {
        LocalDate back = TODAY.plusDays(5);
        harness.experts.recordLeave(INSTITUTE, id("e7"), new Leave(TODAY, back.minusDays(1)));
        assertEquals("on-leave", harness.experts.find(INSTITUTE, id("e7")).state());
        assertEquals(back.minusDays(1), vacancy("7", TODAY).orElseThrow().until());
        assertTrue(vacancy("7", back).isEmpty());
        assertTrue(harness.offices.experts(PERMIT, Instant.now()).isEmpty(), "no decision opens it");
        harness.decide(Kind.EXPOSE, TODAY, GovernanceHarness.exposure(null));
        assertEquals(List.of(new Offices.Expert("8", "e8")), harness.offices.experts(PERMIT, Instant.now()));

        refused("expert.deputy", () -> changed("e7", entry("e7", "7", id("e7"), ARCHITECT)));
        refused("expert.deputy", () -> changed("e7", entry("e7", "7", UUID.randomUUID(), ARCHITECT)));
        Registered surveyor = harness.experts.enter(INSTITUTE, "s", entry("surveyor", "7", null, List.of("surveying")));
        refused("expert.deputy", () -> changed("e7", entry("e7", "7", surveyor.id(), ARCHITECT)));

        changed("e7", entry("e7", "7", id("e8"), ARCHITECT));
        assertTrue(vacancy("7", TODAY).isEmpty());
        assertEquals(
                List.of(new Offices.Expert("7", "e8"), new Offices.Expert("8", "e8")),
                harness.offices.experts(PERMIT, Instant.now()));
        harness.experts.recordLeave(INSTITUTE, id("e8"), new Leave(TODAY, TODAY));
        assertEquals(TODAY, vacancy("7", TODAY).orElseThrow().until());
        refused(
                "expert.no-leave",
                () -> harness.experts.recordLeave(INSTITUTE, id("e8"), new Leave(TODAY.plusDays(1), null)));
        harness.experts.recordLeave(INSTITUTE, id("e8"), new Leave(TODAY, null));
        assertTrue(vacancy("7", TODAY).isEmpty());
        refused(
                "expert.leave",
                () -> harness.experts.recordLeave(INSTITUTE, id("e8"), new Leave(TODAY, TODAY.plusDays(366))));
        refused(
                "expert.leave",
                () -> harness.experts.recordLeave(INSTITUTE, id("e8"), new Leave(TODAY, TODAY.minusDays(1))));
        refused("field.missing", () -> harness.experts.recordLeave(INSTITUTE, id("e8"), new Leave(null, TODAY)));
    }

    @Test
    void suspendedOrUnlicensedExpertCausesVacancy() {
        harness.decide(
                Kind.SANCTION, TODAY, GovernanceHarness.sanction("expert", "e7", "suspend", null, TODAY.plusDays(2)));
        assertTrue(vacancy("7", TODAY).isPresent());
        assertEquals(TODAY.plusDays(2), vacancy("7", TODAY).orElseThrow().until());
        // changes the login in the expert's entry; the entry remains that of the same person
        changed("e7", entry("e7-new", "7", null, ARCHITECT));
        assertTrue(vacancy("7", TODAY).isPresent());
        assertTrue(vacancy("8", TODAY).isEmpty());
        LocalDate lapsed = TODAY.plusYears(1).plusDays(1);
        assertNull(vacancy("8", lapsed).orElseThrow().until());
        assertEquals(lapsed, vacancy("8", lapsed).orElseThrow().since());
        assertTrue(
                harness.offices.vacancy("8", PERMIT, "surveying", Instant.now()).isPresent());
    }

    @Test
    void expertActsOnlyWherePersonIsRegistered() {
        ExpertAttendance attendance = new ExpertAttendance(harness.governanceRepository);
        Caller seven = new Caller("e7", Set.of("expert:7"), "key.e7");
        assertTrue(attendance.refusal(seven, "expert:7", "office.case.inspect").isEmpty());
        assertEquals("expert.absent", withheld(attendance, seven, "8"));
        assertTrue(attendance
                .refusal(seven, "expert:8", "committee.hearing.answer")
                .isEmpty());
        assertTrue(attendance.refusal(seven, "office:8", "office.case.read").isEmpty());
        for (String person : List.of("", "key.unknown")) {
            Caller other = new Caller("e7", Set.of("expert:8"), person);
            assertTrue(
                    attendance.refusal(other, "expert:8", "office.case.inspect").isEmpty());
        }
        harness.experts.recordLeave(INSTITUTE, id("e7"), new Leave(TODAY, TODAY.plusDays(1)));
        assertEquals("expert.absent", withheld(attendance, seven, "7"));
        Caller eight = new Caller("e8", Set.of("expert:8"), "key.e8");
        assertFalse(harness.offices.canActAs(eight, "e7", "7", Instant.now()));
        changed("e7", entry("e7", "7", id("e8"), ARCHITECT));
        assertTrue(attendance.refusal(eight, "expert:7", "office.case.inspect").isEmpty(), "stands in");
        assertTrue(harness.offices.canActAs(eight, "e7", "7", Instant.now()));
        assertFalse(harness.offices.canActAs(eight, "e7", "7", noon(TODAY.plusDays(2))));
        assertTrue(harness.offices.canActAs(seven, "e7", "7", Instant.now()));
        assertFalse(harness.offices.canActAs(new Caller("e7", Set.of(), "key.x"), "e7", "7", Instant.now()));
        assertTrue(harness.offices.canActAs(new Caller("old", Set.of(), ""), "old", "7", Instant.now()));
        harness.experts.endService(INSTITUTE, id("e7"), "gone");
        assertEquals("expert.absent", withheld(attendance, seven, "7"));
    }

    private static String withheld(ExpertAttendance attendance, Caller caller, String office) {
        return attendance
                .refusal(caller, "expert:" + office, "office.case.inspect")
                .orElseThrow()
                .code();
    }

    /**
     * Inserts a qualification as the migration from an older version does: its expert is not in the register, and the
     * migration noted this on the given day.
     */
    private void insertUnregistered(String office, String expert, LocalDate noted) {
        harness.governanceRepository.change(sql -> sql.execute(
                "insert into governance.qualification (id, office, service, expert, expert_name, valid_from, valid_until, by, noted)"
                        + " values (gen_random_uuid(), ?, ?, ?, 'x', ?, ?, 'institute', ?)",
                office,
                PERMIT,
                expert,
                TODAY.minusYears(1),
                TODAY.plusYears(1),
                noted));
    }

    @Test
    void unregisteredExpertsStayValidForSixtyDays() {
        harness.decide(Kind.EXPOSE, TODAY, GovernanceHarness.exposure(null));
        for (String office : List.of("21", "22")) {
            harness.offices.apply(INSTITUTE, new Application(office, "دفتر", 3));
            harness.offices.recordContract(
                    INSTITUTE, office, new Offices.Contract("C", TODAY.minusDays(90), TODAY.plusYears(1)));
        }
        insertUnregistered("21", "ghost", TODAY.minusDays(Offices.GRACE_DAYS));
        insertUnregistered("22", "spectre", TODAY.minusDays(Offices.GRACE_DAYS + 1));
        harness.mayOpen("21");
        assertTrue(vacancy("21", TODAY).isEmpty(), "as if the expert were there");
        refused("office.not-qualified", () -> harness.mayOpen("22"));
        assertTrue(harness.offices.hindrance("22", PERMIT, Instant.now()).isPresent());
        assertEquals(
                List.of("22 spectre " + TODAY.minusDays(1), "21 ghost " + TODAY),
                harness.offices.unregistered(Instant.now()).stream()
                        .map(q -> q.office() + " " + q.expert() + " " + q.until())
                        .toList());
        Caller clerk = new Caller("clerk-21", Set.of("office:21"));
        harness.notices.sweep();
        harness.notices.sweep();
        List<Offices.Notice> told = harness.offices.notices(clerk);
        assertEquals(1, told.size());
        assertEquals("ghost", told.get(0).expert());
        assertTrue(told.get(0).words().english().contains(TODAY.toString()));
        assertTrue(told.get(0).words().persian().contains("ghost"));
        assertEquals(
                2, harness.events().stream().filter("office.warned"::equals).count());
        assertEquals(List.of(), harness.offices.notices(new Caller("clerk-7", Set.of("office:7"))));
        refused("access.forbidden", () -> harness.offices.notices(INSTITUTE));
        assertEquals(
                TODAY,
                harness.offices.find("21").orElseThrow().qualifications().get(0).unregisteredUntil());
        // a qualification is effective again once its expert is registered at the qualification's office
        harness.expert("spectre", "22");
        harness.expert("ghost", "7");
        harness.mayOpen("22");
        assertEquals(
                List.of("ghost"),
                harness.offices.unregistered(Instant.now()).stream()
                        .map(Offices.Unregistered::expert)
                        .toList());
    }
}
