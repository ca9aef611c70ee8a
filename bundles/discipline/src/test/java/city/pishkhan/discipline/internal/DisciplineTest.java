package city.pishkhan.discipline.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.access.internal.AccessTable;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.governance.Committee;
import city.pishkhan.api.governance.Committee.Decision;
import city.pishkhan.api.governance.Committee.Draft;
import city.pishkhan.api.governance.Discipline.Complaint;
import city.pishkhan.api.governance.Discipline.Matter;
import city.pishkhan.api.governance.Discipline.Party;
import city.pishkhan.api.governance.Discipline.Proposal;
import city.pishkhan.api.governance.Discipline.Standing;
import city.pishkhan.api.governance.Offices;
import city.pishkhan.api.security.Caller;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.journal.internal.SqlJournal;
import city.pishkhan.persistence.TestStore;
import city.pishkhan.vault.internal.TestVault;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** A complaint, from whoever makes it to what the committee decides. */
class DisciplineTest {
    private static final Caller OFFICER = new Caller("disciplinarian", Set.of("discipline"));
    private static final Caller OVERSIGHT = new Caller("inspector", Set.of("oversight"));
    private static final Caller CLERK = new Caller("clerk", Set.of("office:1204"));
    private static final Caller OTHER = new Caller("other", Set.of("office:1300"));
    private static final Party OFFICE = new Party("office", "1204");
    private static final String TEXT = "کارمند دفتر از من پول اضافه خواست";

    private static TestStore database;
    private static SqlJournal journal;
    private static MatterRepository store;
    private static DisciplineService disciplineService;
    private static final Map<UUID, Decision> DECISIONS = new HashMap<>();
    private static MatterOutcomes matterOutcomes;

    @BeforeAll
    static void start() {
        database = TestStore.start();
        journal = new SqlJournal(database.tx(), database.schemas());
        store = new MatterRepository(database.tx(), database.schemas());
        Committee committee = fake(Committee.class, (method, args) -> switch (method) {
            case "draft" -> drafted((Draft) args[1]);
            case "find" -> Optional.ofNullable(DECISIONS.get(args[0]));
            default -> throw new UnsupportedOperationException(method);
        });
        Offices offices = fake(
                Offices.class,
                (method, args) -> args[0].equals("9999")
                        ? Optional.empty()
                        : Optional.of(
                                new Offices.Office((String) args[0], "x", 1, "contracted", null, List.of(), null)));
        matterOutcomes = new MatterOutcomes(store, committee, journal);
        disciplineService = new DisciplineService(
                store,
                TestVault.over(database.tx(), database.schemas()),
                journal,
                new AccessTable(),
                committee,
                offices);
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    private interface Answer {
        Object of(String method, Object[] args);
    }

    private static <T> T fake(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, args) -> answer.of(method.getName(), args)));
    }

    private static Decision drafted(Draft d) {
        return decision(Ids.next(), d.terms(), "draft", null);
    }

    private static Decision decision(UUID id, Committee.Terms terms, String state, String number) {
        Decision decision = new Decision(
                id,
                number,
                Committee.Kind.SANCTION,
                state,
                "discipline",
                "t",
                "c",
                "r",
                LocalDate.EPOCH,
                null,
                terms,
                1,
                List.of(),
                "d",
                Instant.EPOCH,
                List.of(),
                null,
                null,
                null);
        DECISIONS.put(id, decision);
        return decision;
    }

    private static Matter lodged() {
        disciplineService.lodge(new Complaint(OFFICE, null, TEXT));
        return disciplineService.list(OFFICER, null, "office", null, 1).items().get(0);
    }

    private static Refusal refused(String code, Executable call) {
        Refusal refusal = assertThrows(Refusal.class, call);
        assertEquals(code, refusal.code(), refusal.english());
        assertFalse(refusal.persian().isBlank());
        return refusal;
    }

    private static Proposal suspension() {
        return new Proposal("party", "suspend", null, null, "t", "c", "r", LocalDate.EPOCH);
    }

    @Test
    void goesFromComplaintToHearingToDecision() {
        String code = disciplineService.lodge(new Complaint(OFFICE, "22-1405-0000123-2", TEXT));
        Matter matter = disciplineService
                .list(OFFICER, "received", null, null, 1)
                .items()
                .get(0);
        assertEquals(TEXT, matter.text());
        assertEquals(OFFICE, matter.party());
        assertEquals(TEXT, disciplineService.find(OVERSIGHT, matter.id()).text(), "oversight sees all");
        assertEquals("received", disciplineService.track(code).orElseThrow().state());
        refused("complaint.state", () -> disciplineService.propose(OFFICER, matter.id(), suspension()));

        Matter asked = disciplineService.hear(OFFICER, matter.id(), "آیا پول اضافه گرفته‌اید؟");
        assertEquals("hearing", asked.state());
        refused("complaint.not-heard", () -> disciplineService.propose(OFFICER, matter.id(), suspension()));
        assertTrue(disciplineService.hearings(OTHER).isEmpty());
        refused("complaint.unknown", () -> disciplineService.answer(OTHER, matter.id(), "نه"));
        Matter seen = disciplineService.hearings(CLERK).stream()
                .filter(m -> m.id().equals(matter.id()))
                .findFirst()
                .orElseThrow();
        assertEquals("آیا پول اضافه گرفته‌اید؟", seen.charge());
        assertNull(seen.text(), "who complained in which words is not told");
        assertEquals(
                "heard", disciplineService.answer(CLERK, matter.id(), "نه هرگز").state());
        refused("complaint.state", () -> disciplineService.answer(CLERK, matter.id(), "باز هم نه"));
        assertEquals("نه هرگز", disciplineService.find(OFFICER, matter.id()).answer());

        Matter proposed = disciplineService.propose(OFFICER, matter.id(), suspension());
        assertEquals("deciding", proposed.state());
        UUID decision = proposed.decisions().get(0);
        assertEquals("1204", DECISIONS.get(decision).terms().name());
        matterOutcomes.look();
        assertEquals("deciding", disciplineService.find(OFFICER, matter.id()).state(), "the committee has not signed");
        decision(decision, DECISIONS.get(decision).terms(), "adopted", "D-1405-0001");
        matterOutcomes.look();
        matterOutcomes.look();
        Standing standing = disciplineService.track(code).orElseThrow();
        assertEquals("decided", standing.state());
        assertEquals("suspend", standing.measure());
        assertEquals("D-1405-0001", standing.decision());

        Matter again = disciplineService.propose(
                OFFICER, matter.id(), new Proposal(null, "reinstate", null, null, "t", "c", "r", LocalDate.EPOCH));
        decision(
                again.decisions().get(1),
                DECISIONS.get(again.decisions().get(1)).terms(),
                "adopted",
                "D-1405-0002");
        matterOutcomes.look();
        assertEquals("reinstate", disciplineService.track(code).orElseThrow().measure());
        String told = journal.entries(null).toString();
        for (String words : List.of(TEXT, "آیا", "هرگز", code)) {
            assertFalse(told.contains(words), "people's words stay out of the journal");
        }
        assertEquals(
                2,
                journal.entries(null).stream()
                        .filter(e -> e.event().equals("complaint.decided")
                                && e.details().contains(matter.id().toString()))
                        .count());
    }

    @Test
    void whatIsStoredNobodyReads() {
        Matter matter = lodged();
        String stored = database.tx()
                .required(sql -> sql.createQuery("select encode(text, 'hex') from discipline.matter where id = :id")
                        .bind("id", matter.id())
                        .mapTo(String.class)
                        .one());
        String word = HexFormat.of().formatHex("دفتر".getBytes(StandardCharsets.UTF_8));
        assertFalse(stored.contains(word));
    }

    @Test
    void aRejectedDecisionLetsAnotherBeDrafted() {
        Matter matter = lodged();
        disciplineService.hear(OFFICER, matter.id(), "?");
        disciplineService.answer(CLERK, matter.id(), "نه");
        UUID decision = disciplineService
                .propose(OFFICER, matter.id(), suspension())
                .decisions()
                .get(0);
        decision(decision, DECISIONS.get(decision).terms(), "rejected", "D-1405-0009");
        matterOutcomes.look();
        assertEquals("heard", disciplineService.find(OFFICER, matter.id()).state());
        assertEquals(
                2,
                disciplineService
                        .propose(OFFICER, matter.id(), suspension())
                        .decisions()
                        .size());
    }

    @Test
    void whoeverDoesNotAnswerIsDecidedUponAllTheSame() {
        Matter matter = lodged();
        disciplineService.hear(OFFICER, matter.id(), "?");
        database.tx().run(sql -> sql.execute("update discipline.matter set due = now() where id = ?", matter.id()));
        assertEquals(
                "deciding",
                disciplineService.propose(OFFICER, matter.id(), suspension()).state());
    }

    @Test
    void nothingInItIsDismissed() {
        Matter matter = lodged();
        Matter dismissed = disciplineService.dismiss(OFFICER, matter.id(), "بی‌پایه");
        assertEquals("dismissed", dismissed.state());
        assertEquals("بی‌پایه", dismissed.reason());
        refused("complaint.state", () -> disciplineService.hear(OFFICER, matter.id(), "?"));
    }

    @Test
    void everyPartyCanBeHeldToAccount() {
        for (Party party : List.of(
                new Party("expert", "expert-1204"),
                new Party("district", "22"),
                new Party("agency", "fire"),
                new Party("institute", null),
                new Party("operator", "x"))) {
            disciplineService.lodge(new Complaint(party, null, TEXT));
        }
        assertEquals(
                1,
                disciplineService
                        .list(OFFICER, null, "institute", null, 10)
                        .items()
                        .size());
        assertEquals(List.of("institute"), speaksFor("institute"));
        assertEquals(List.of("fire"), speaksFor("agency:fire"));
        assertEquals(List.of("22"), speaksFor("district:22"));
        assertEquals(List.of("p"), speaksFor("expert:1204"), "an expert answers in person");
        assertEquals(List.of(), speaksFor("chair"));
    }

    private static List<String> speaksFor(String role) {
        return MatterParties.of(new Caller("p", Set.of(role))).stream()
                .map(Party::name)
                .toList();
    }

    @Test
    void whatIsWrongIsSaid() {
        assertEquals(
                "party.kind",
                refused(
                                "value.unknown",
                                () -> disciplineService.lodge(new Complaint(new Party("street", "1"), null, TEXT)))
                        .field());
        refused("value.unknown", () -> disciplineService.lodge(new Complaint(null, null, TEXT)));
        refused("value.shape", () -> disciplineService.lodge(new Complaint(new Party("district", "23"), null, TEXT)));
        refused("value.shape", () -> disciplineService.lodge(new Complaint(new Party("office", null), null, TEXT)));
        refused(
                "office.unknown",
                () -> disciplineService.lodge(new Complaint(new Party("office", "9999"), null, TEXT)));
        refused("text.length", () -> disciplineService.lodge(new Complaint(OFFICE, null, "کوتاه")));
        refused("text.length", () -> disciplineService.lodge(new Complaint(OFFICE, null, "x".repeat(4_001))));
        assertEquals(
                "caseNumber",
                assertThrows(
                                Refusal.class,
                                () -> disciplineService.lodge(new Complaint(OFFICE, "22-1405-0000123-9", TEXT)))
                        .field());
        Matter matter = lodged();
        refused("access.forbidden", () -> disciplineService.list(CLERK, null, null, null, 1));
        refused("access.forbidden", () -> disciplineService.hear(OVERSIGHT, matter.id(), "?"));
        refused("complaint.unknown", () -> disciplineService.find(OFFICER, UUID.randomUUID()));
        refused("page.cursor", () -> disciplineService.list(OFFICER, null, null, "x", 1));
        disciplineService.hear(OFFICER, matter.id(), "?");
        disciplineService.answer(CLERK, matter.id(), "نه");
        refused(
                "value.unknown",
                () -> disciplineService.propose(
                        OFFICER,
                        matter.id(),
                        new Proposal("street", "warn", null, null, "t", "c", "r", LocalDate.EPOCH)));
    }

    @Test
    void aListGoesOnWhereItStopped() {
        lodged();
        lodged();
        var first = disciplineService.list(OFFICER, null, null, null, 1);
        var second = disciplineService.list(OFFICER, null, null, first.next(), 1);
        assertFalse(first.items().get(0).id().equals(second.items().get(0).id()));
    }
}
