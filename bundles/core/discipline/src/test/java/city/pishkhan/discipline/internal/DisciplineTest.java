package city.pishkhan.discipline.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.access.internal.AccessTable;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.CaseHandlers;
import city.pishkhan.api.governance.Committee;
import city.pishkhan.api.governance.Committee.Decision;
import city.pishkhan.api.governance.Committee.Draft;
import city.pishkhan.api.governance.Discipline.Complaint;
import city.pishkhan.api.governance.Discipline.ComplaintStatus;
import city.pishkhan.api.governance.Discipline.NewComplaint;
import city.pishkhan.api.governance.Discipline.Party;
import city.pishkhan.api.governance.Discipline.Proposal;
import city.pishkhan.api.governance.Experts;
import city.pishkhan.api.governance.Offices;
import city.pishkhan.api.security.Caller;
import city.pishkhan.identifiers.CaseNumber;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.journal.internal.SqlJournal;
import city.pishkhan.persistence.TestStore;
import city.pishkhan.stubs.Stubs;
import city.pishkhan.vault.internal.TestVault;
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

/** A complaint, from its submission to the committee's decision. */
class DisciplineTest {
    private static final Caller OFFICER = new Caller("disciplinarian", Set.of("discipline"));
    private static final Caller OVERSIGHT = new Caller("oversight-1", Set.of("oversight"));
    private static final Caller CLERK = new Caller("clerk", Set.of("office:1204"));
    private static final Caller OTHER = new Caller("other", Set.of("office:1300"));
    private static final Party OFFICE = new Party("office", "1204");
    private static final String INSPECTED = "22-1405-0000123-2";
    private static final String AT_HOME = CaseNumber.of(22, 1405, 124).value();
    private static final String UNKNOWN = CaseNumber.of(22, 1405, 125).value();
    private static final String TEXT = "کارمند دفتر از من پول اضافه خواست";

    private static TestStore database;
    private static SqlJournal journal;
    private static ComplaintRepository store;
    private static DisciplineService disciplineService;
    private static final Map<UUID, Decision> DECISIONS = new HashMap<>();
    private static final Map<UUID, Committee.Appeal> APPEALS = new HashMap<>();
    private static ComplaintGrounds grounds;

    @BeforeAll
    static void start() {
        database = TestStore.start();
        journal = new SqlJournal(database.tx(), database.schemas());
        store = new ComplaintRepository(database.tx(), database.schemas());
        grounds = new ComplaintGrounds(store, journal);
        Committee committee = fake(Committee.class, (method, args) -> switch (method) {
            case "draft" -> draft((Caller) args[0], (Draft) args[1]);
            case "find" -> Optional.ofNullable(DECISIONS.get(args[0]));
            case "appeal" -> appeal((Caller) args[0], (UUID) args[1]);
            case "appealOf" -> Optional.ofNullable(APPEALS.get(args[0]));
            case "appealUntil" -> Optional.of(LocalDate.EPOCH);
            default -> throw new UnsupportedOperationException(method);
        });
        Offices offices = fake(
                Offices.class,
                (method, args) -> args[0].equals("9999")
                        ? Optional.empty()
                        : Optional.of(
                                new Offices.Office((String) args[0], "x", 1, "contracted", null, List.of(), null)));
        disciplineService = new DisciplineService(
                store,
                TestVault.create(database.tx(), database.schemas()),
                journal,
                new AccessTable(),
                committee,
                offices,
                fake(
                        Experts.class,
                        (method, args) -> method.equals("logins")
                                ? ("key.maryam".equals(args[0]) ? Set.of("maryam-old", "maryam") : Set.of())
                                : Optional.of(args[0])
                                        .filter(Set.of("maryam-old", "maryam")::contains)
                                        .map(login -> "key.maryam")),
                number -> Optional.ofNullable(Map.of(
                                INSPECTED, new CaseHandlers.Handlers("1204", 22, "maryam"),
                                AT_HOME, new CaseHandlers.Handlers("9999", 22, null))
                        .get(number)));
    }

    /**
     * A complainant gives only the case number and the kind of party. The hub finds the office, expert or district that
     * handles the case.
     */
    @Test
    void findsPartyFromCaseNumber() {
        for (Party party :
                List.of(new Party("office", "1204"), new Party("expert", "maryam"), new Party("district", "22"))) {
            disciplineService.lodge(new NewComplaint(new Party(party.kind(), " "), "۲۲-۱۴۰۵-۰۰۰۰۱۲۳-۲", TEXT));
            Complaint complaint = disciplineService
                    .list(OFFICER, "received", party.kind(), null, 1)
                    .items()
                    .get(0);
            assertEquals(party, complaint.party());
            assertEquals(INSPECTED, complaint.caseNumber());
        }
        refused(
                "complaint.party",
                () -> disciplineService.lodge(new NewComplaint(new Party("expert", null), null, TEXT)));
        refused(
                "value.shape",
                () -> disciplineService.lodge(new NewComplaint(new Party("agency", null), INSPECTED, TEXT)));
    }

    /** The replies to a complainant do not show whether a case number exists. */
    @Test
    void officerNamesPartyWhenCaseDoesNot() {
        for (String number : List.of(AT_HOME, UNKNOWN)) {
            String code = disciplineService.lodge(new NewComplaint(new Party("office", null), number, TEXT));
            Complaint complaint = disciplineService
                    .list(OFFICER, "received", "office", null, 1)
                    .items()
                    .get(0);
            UUID id = complaint.id();
            assertEquals(new Party("office", null), complaint.party());
            assertEquals("received", disciplineService.track(code).orElseThrow().state());
            refused("complaint.nobody", () -> disciplineService.sendCharge(OFFICER, id, "?", null));
            refused("complaint.nobody", () -> disciplineService.propose(OFFICER, id, proposal("party", "warn", false)));
            refused("office.unknown", () -> disciplineService.sendCharge(OFFICER, id, "?", "9999"));
            refused("value.shape", () -> disciplineService.sendCharge(OFFICER, id, "?", "maryam"));
            assertEquals(
                    new Party("office", "1300"),
                    disciplineService.sendCharge(OFFICER, id, "?", "۱۳۰۰").party());
        }
        disciplineService.lodge(new NewComplaint(new Party("office", "1204"), null, TEXT));
        UUID named = disciplineService
                .list(OFFICER, "received", "office", null, 1)
                .items()
                .get(0)
                .id();
        refused("complaint.named", () -> disciplineService.sendCharge(OFFICER, named, "?", "1300"));
    }

    /** An expert is heard as a person, even if the login has changed or belongs to another person now. */
    @Test
    void expertAnswersAsPersonWhateverTheLogin() {
        String code = disciplineService.lodge(
                new NewComplaint(new Party("expert", "maryam-old"), null, "برای گزارش پول گرفت و نیامد"));
        UUID id = disciplineService.list(OFFICER, "received", "expert", null, 200).items().stream()
                .filter(m -> m.party().name().equals("maryam-old"))
                .findFirst()
                .orElseThrow()
                .id();
        disciplineService.sendCharge(OFFICER, id, "آیا پول گرفته‌اید؟", null);
        Caller maryam = new Caller("maryam", Set.of("expert:1204"), "key.maryam");
        Caller successor = new Caller("maryam-old", Set.of("expert:1204"), "key.other");
        assertTrue(disciplineService.hearings(maryam).stream().anyMatch(m -> m.id().equals(id)));
        assertTrue(disciplineService.hearings(successor).stream().noneMatch(m -> m.id().equals(id)));
        Refusal refusal = assertThrows(Refusal.class, () -> disciplineService.answer(successor, id, "نه"));
        assertEquals(Refusal.Kind.NOT_FOUND, refusal.kind());
        assertEquals("نه", disciplineService.answer(maryam, id, "نه").answer());
        assertEquals("heard", disciplineService.track(code).orElseThrow().state());
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    private interface Answer {
        Object call(String method, Object[] args);
    }

    private static <T> T fake(Class<T> type, Answer answer) {
        return Stubs.intercept(type, (proxy, method, args) -> answer.call(method.getName(), args));
    }

    private static Decision draft(Caller by, Draft d) {
        Decision decision = decision(Ids.next(), d.terms(), "draft", null);
        grounds.linkDraft(by, decision.id(), d.terms());
        return decision;
    }

    private static Committee.Appeal appeal(Caller by, UUID decision) {
        if (APPEALS.containsKey(decision)) {
            throw Refusal.conflict("complaint.urgent-once");
        }
        Committee.Appeal appeal = new Committee.Appeal(decision, Instant.EPOCH, by.principal(), null, null);
        APPEALS.put(decision, appeal);
        return appeal;
    }

    /** Simulates the committee's signature. */
    private static void sign(UUID decision, String state, String number) {
        grounds.recordOutcome(decision(decision, DECISIONS.get(decision).terms(), state, number));
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

    private static Complaint lodge() {
        disciplineService.lodge(new NewComplaint(OFFICE, null, TEXT));
        return disciplineService.list(OFFICER, null, "office", null, 1).items().get(0);
    }

    private static Refusal refused(String code, Executable call) {
        Refusal refusal = assertThrows(Refusal.class, call);
        assertEquals(code, refusal.code(), refusal.english());
        assertFalse(refusal.persian().isBlank());
        return refusal;
    }

    private static Proposal proposal(String target, String measure, boolean urgent) {
        return new Proposal(
                target, measure, null, null, "t", "c", "r", LocalDate.EPOCH, urgent, urgent ? "a danger" : null, null);
    }

    private static Proposal suspension() {
        return proposal("party", "suspend", false);
    }

    @Test
    void goesFromComplaintToHearingToDecision() {
        String code = disciplineService.lodge(new NewComplaint(OFFICE, "22-1405-0000123-2", TEXT));
        Complaint complaint = disciplineService
                .list(OFFICER, "received", null, null, 1)
                .items()
                .get(0);
        assertEquals(TEXT, complaint.text());
        assertEquals(OFFICE, complaint.party());
        assertEquals(TEXT, disciplineService.find(OVERSIGHT, complaint.id()).text(), "oversight sees all");
        assertEquals("received", disciplineService.track(code).orElseThrow().state());
        refused("complaint.state", () -> disciplineService.propose(OFFICER, complaint.id(), suspension()));

        Complaint asked = disciplineService.sendCharge(OFFICER, complaint.id(), "آیا پول اضافه گرفته‌اید؟", null);
        assertEquals("hearing", asked.state());
        refused("complaint.not-heard", () -> disciplineService.propose(OFFICER, complaint.id(), suspension()));
        assertTrue(disciplineService.hearings(OTHER).isEmpty());
        refused("complaint.unknown", () -> disciplineService.answer(OTHER, complaint.id(), "نه"));
        Complaint seen = disciplineService.hearings(CLERK).stream()
                .filter(m -> m.id().equals(complaint.id()))
                .findFirst()
                .orElseThrow();
        assertEquals("آیا پول اضافه گرفته‌اید؟", seen.charge());
        assertNull(seen.text(), "who complained in which words is not told");
        assertEquals(
                "heard",
                disciplineService.answer(CLERK, complaint.id(), "نه هرگز").state());
        refused("complaint.state", () -> disciplineService.answer(CLERK, complaint.id(), "باز هم نه"));
        assertEquals("نه هرگز", disciplineService.find(OFFICER, complaint.id()).answer());

        Complaint proposed = disciplineService.propose(OFFICER, complaint.id(), suspension());
        assertEquals("deciding", proposed.state());
        UUID decision = proposed.decisions().get(0);
        assertEquals("1204", DECISIONS.get(decision).terms().name());
        assertEquals(
                "deciding", disciplineService.find(OFFICER, complaint.id()).state(), "the committee has not signed");
        sign(decision, "adopted", "D-1405-0001");
        sign(decision, "adopted", "D-1405-0001");
        ComplaintStatus standing = disciplineService.track(code).orElseThrow();
        assertEquals("decided", standing.state());
        assertEquals("suspend", standing.measure());
        assertEquals("D-1405-0001", standing.decision());

        Complaint again = disciplineService.propose(OFFICER, complaint.id(), proposal(null, "reinstate", false));
        sign(again.decisions().get(1), "adopted", "D-1405-0002");
        assertEquals("reinstate", disciplineService.track(code).orElseThrow().measure());
        String told = journal.entries(null).toString();
        for (String words : List.of(TEXT, "آیا", "هرگز", code)) {
            assertFalse(told.contains(words), "people's words stay out of the journal");
        }
        assertEquals(
                2,
                journal.entries(null).stream()
                        .filter(e -> e.event().equals("complaint.decided")
                                && e.details().contains(complaint.id().toString()))
                        .count());
    }

    @Test
    void encryptsStoredComplaintText() {
        Complaint complaint = lodge();
        String stored = database.tx()
                .required(sql -> sql.createQuery("select encode(text, 'hex') from discipline.complaint where id = :id")
                        .bind("id", complaint.id())
                        .mapTo(String.class)
                        .one());
        String word = HexFormat.of().formatHex("دفتر".getBytes(StandardCharsets.UTF_8));
        assertFalse(stored.contains(word));
    }

    @Test
    void newDecisionCanBeDraftedAfterRejection() {
        Complaint complaint = lodge();
        disciplineService.sendCharge(OFFICER, complaint.id(), "?", null);
        disciplineService.answer(CLERK, complaint.id(), "نه");
        UUID decision = disciplineService
                .propose(OFFICER, complaint.id(), suspension())
                .decisions()
                .get(0);
        sign(decision, "rejected", "D-1405-0009");
        assertEquals("heard", disciplineService.find(OFFICER, complaint.id()).state());
        assertEquals(
                2,
                disciplineService
                        .propose(OFFICER, complaint.id(), suspension())
                        .decisions()
                        .size());
    }

    @Test
    void decidesAfterHearingDeadlineWithoutAnswer() {
        Complaint complaint = lodge();
        disciplineService.sendCharge(OFFICER, complaint.id(), "?", null);
        database.tx()
                .run(sql -> sql.execute("update discipline.complaint set due = now() where id = ?", complaint.id()));
        assertEquals(
                "deciding",
                disciplineService.propose(OFFICER, complaint.id(), suspension()).state());
    }

    private static Committee.Terms terms(UUID complaint, Party party, String measure) {
        return new Committee.Terms(
                null,
                null,
                null,
                null,
                null,
                null,
                party.kind(),
                party.name(),
                measure,
                null,
                complaint,
                null,
                null,
                null,
                null);
    }

    @Test
    void refusesSanctionOfOtherPartyOrBeforeHearing() {
        Complaint complaint = lodge();
        refused("complaint.unknown", () -> grounds.linkDraft(OFFICER, Ids.next(), terms(Ids.next(), OFFICE, "warn")));
        refused("complaint.unknown", () -> grounds.accused(Ids.next()));
        assertEquals(OFFICE, grounds.accused(complaint.id()));
        for (Party other : List.of(new Party("office", "1300"), new Party("expert", "1204"))) {
            assertEquals(
                    "terms.name",
                    refused(
                                    "complaint.other-party",
                                    () -> grounds.linkDraft(OFFICER, Ids.next(), terms(complaint.id(), other, "warn")))
                            .field());
        }
        refused("complaint.state", () -> grounds.linkDraft(OFFICER, Ids.next(), terms(complaint.id(), OFFICE, "warn")));
        disciplineService.sendCharge(OFFICER, complaint.id(), "?", null);
        refused(
                "complaint.not-heard",
                () -> grounds.linkDraft(OFFICER, Ids.next(), terms(complaint.id(), OFFICE, "warn")));
        assertTrue(disciplineService.find(OFFICER, complaint.id()).decisions().isEmpty());
    }

    @Test
    void checksComplaintAgainWhenDecisionIsAdopted() {
        Complaint complaint = lodge();
        disciplineService.sendCharge(OFFICER, complaint.id(), "?", null);
        disciplineService.answer(CLERK, complaint.id(), "نه");
        Committee.Terms terms = terms(complaint.id(), OFFICE, "suspend");
        UUID decision = Ids.next();
        grounds.linkDraft(OFFICER, decision, terms);
        grounds.checkAdoption(decision, terms);
        refused("complaint.unknown", () -> grounds.checkAdoption(Ids.next(), terms));
        refused(
                "complaint.other-party",
                () -> grounds.checkAdoption(decision, terms(complaint.id(), new Party("office", "1300"), "suspend")));
        database.tx()
                .run(sql -> sql.execute(
                        "update discipline.complaint set answered = null, due = now() + interval '1 day' where id = ?",
                        complaint.id()));
        refused("complaint.not-heard", () -> grounds.checkAdoption(decision, terms));
    }

    @Test
    void urgentMeasureIsAllowedOnceBeforeHearing() {
        Complaint complaint = lodge();
        UUID first = disciplineService
                .propose(OFFICER, complaint.id(), proposal(null, "suspend", true))
                .decisions()
                .get(0);
        UUID second = disciplineService
                .propose(OFFICER, complaint.id(), proposal(null, "suspend", true))
                .decisions()
                .get(1);
        assertEquals(
                "received", disciplineService.find(OFFICER, complaint.id()).state(), "the hearing is still to come");
        grounds.checkAdoption(first, DECISIONS.get(first).terms());
        sign(first, "adopted", "D-1405-0020");
        refused(
                "complaint.urgent-once",
                () -> grounds.checkAdoption(second, DECISIONS.get(second).terms()));
        refused(
                "complaint.urgent-once",
                () -> disciplineService.propose(OFFICER, complaint.id(), proposal(null, "suspend", true)));
        Complaint another = lodge();
        refused(
                "complaint.urgent-once",
                () -> disciplineService.propose(OFFICER, another.id(), proposal(null, "suspend", true)));
        database.tx()
                .run(sql -> sql.execute(
                        "update discipline.proposal set at = at - interval '61 days' where complaint = ?",
                        complaint.id()));
        disciplineService.propose(OFFICER, another.id(), proposal(null, "suspend", true));
        disciplineService.sendCharge(OFFICER, complaint.id(), "?", null);
        // the sanction may be lifted before its last day, and the hearing continues
        disciplineService.propose(OFFICER, complaint.id(), proposal(null, "reinstate", false));
        assertEquals("hearing", disciplineService.find(OFFICER, complaint.id()).state());
        disciplineService.answer(CLERK, complaint.id(), "نه");
        disciplineService.dismiss(OFFICER, complaint.id(), "بی‌پایه");
        refused(
                "complaint.state",
                () -> disciplineService.propose(OFFICER, complaint.id(), proposal(null, "suspend", true)));
    }

    @Test
    void partyAppealsSanctionAndChairReadsAppeal() {
        Complaint complaint = lodge();
        disciplineService.sendCharge(OFFICER, complaint.id(), "?", null);
        disciplineService.answer(CLERK, complaint.id(), "نه");
        UUID decision = disciplineService
                .propose(OFFICER, complaint.id(), suspension())
                .decisions()
                .get(0);
        String number = "D-1405-0030";
        String words = "ما پول اضافه نگرفته‌ایم";
        refused("decision.unknown", () -> disciplineService.appeal(CLERK, complaint.id(), number, words));
        sign(decision, "adopted", number);
        assertEquals("decided", disciplineService.find(OFFICER, complaint.id()).state(), "at once");
        refused("text.length", () -> disciplineService.appeal(CLERK, complaint.id(), number, "نه"));
        refused("complaint.unknown", () -> disciplineService.appeal(OTHER, complaint.id(), number, words));
        refused("access.forbidden", () -> disciplineService.appeal(OFFICER, complaint.id(), number, words));
        refused("decision.unknown", () -> disciplineService.appeal(CLERK, complaint.id(), "D-1405-9999", words));
        Complaint appealed = disciplineService.appeal(CLERK, complaint.id(), number, words);
        assertEquals(words, appealed.sanctions().get(0).appeal().text());
        assertNull(appealed.text());
        Caller chair = new Caller("chair", Set.of("chair"));
        Complaint seen = disciplineService.appeals(chair).stream()
                .filter(m -> m.id().equals(complaint.id()))
                .findFirst()
                .orElseThrow();
        assertEquals(words, seen.sanctions().get(0).appeal().text());
        assertNull(seen.text(), "who complained in which words is not told");
        refused("access.forbidden", () -> disciplineService.appeals(CLERK));
        APPEALS.put(decision, new Committee.Appeal(decision, Instant.EPOCH, "clerk", "lifted", "S-1405-0009"));
        assertTrue(disciplineService.appeals(chair).stream().noneMatch(m -> m.id().equals(complaint.id())));
        assertEquals(
                "lifted",
                disciplineService
                        .find(OVERSIGHT, complaint.id())
                        .sanctions()
                        .get(0)
                        .appeal()
                        .outcome());
        assertFalse(journal.entries(null).toString().contains(words), "people's words stay out of the journal");
    }

    @Test
    void dismissesUnfoundedComplaint() {
        Complaint complaint = lodge();
        Complaint dismissed = disciplineService.dismiss(OFFICER, complaint.id(), "بی‌پایه");
        assertEquals("dismissed", dismissed.state());
        assertEquals("بی‌پایه", dismissed.reason());
        refused("complaint.state", () -> disciplineService.sendCharge(OFFICER, complaint.id(), "?", null));
    }

    @Test
    void complaintsCanConcernEveryKindOfParty() {
        for (Party party : List.of(
                new Party("expert", "expert-1204"),
                new Party("district", "22"),
                new Party("agency", "fire"),
                new Party("institute", null),
                new Party("operator", "x"))) {
            disciplineService.lodge(new NewComplaint(party, null, TEXT));
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
        return Party.of(new Caller("p", Set.of(role))).stream().map(Party::name).toList();
    }

    @Test
    void rejectsInvalidComplaintsAndProposals() {
        assertEquals(
                "party.kind",
                refused(
                                "value.unknown",
                                () -> disciplineService.lodge(new NewComplaint(new Party("street", "1"), null, TEXT)))
                        .field());
        refused("value.unknown", () -> disciplineService.lodge(new NewComplaint(null, null, TEXT)));
        refused(
                "value.shape",
                () -> disciplineService.lodge(new NewComplaint(new Party("district", "23"), null, TEXT)));
        refused(
                "complaint.party",
                () -> disciplineService.lodge(new NewComplaint(new Party("office", null), null, TEXT)));
        refused(
                "office.unknown",
                () -> disciplineService.lodge(new NewComplaint(new Party("office", "9999"), null, TEXT)));
        refused("text.length", () -> disciplineService.lodge(new NewComplaint(OFFICE, null, "کوتاه")));
        refused("text.length", () -> disciplineService.lodge(new NewComplaint(OFFICE, null, "x".repeat(4_001))));
        assertEquals(
                "caseNumber",
                assertThrows(
                                Refusal.class,
                                () -> disciplineService.lodge(new NewComplaint(OFFICE, "22-1405-0000123-9", TEXT)))
                        .field());
        Complaint complaint = lodge();
        refused("access.forbidden", () -> disciplineService.list(CLERK, null, null, null, 1));
        refused("access.forbidden", () -> disciplineService.sendCharge(OVERSIGHT, complaint.id(), "?", null));
        refused("complaint.unknown", () -> disciplineService.find(OFFICER, UUID.randomUUID()));
        refused("page.cursor", () -> disciplineService.list(OFFICER, null, null, "x", 1));
        disciplineService.sendCharge(OFFICER, complaint.id(), "?", null);
        disciplineService.answer(CLERK, complaint.id(), "نه");
        refused(
                "value.unknown",
                () -> disciplineService.propose(OFFICER, complaint.id(), proposal("street", "warn", false)));
    }

    @Test
    void listContinuesAfterCursor() {
        lodge();
        lodge();
        var first = disciplineService.list(OFFICER, null, null, null, 1);
        var second = disciplineService.list(OFFICER, null, null, first.next(), 1);
        assertFalse(first.items().get(0).id().equals(second.items().get(0).id()));
    }
}
