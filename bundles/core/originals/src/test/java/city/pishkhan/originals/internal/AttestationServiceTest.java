package city.pishkhan.originals.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.CityIdentity.Identity;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.archive.Papers;
import city.pishkhan.api.archive.Papers.Sheet;
import city.pishkhan.api.cases.Attestations;
import city.pishkhan.api.cases.Attestations.Attestation;
import city.pishkhan.api.cases.Attestations.OriginalObservations;
import city.pishkhan.api.cases.Attestations.Use;
import city.pishkhan.api.cases.CaseEvents;
import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.Cases;
import city.pishkhan.api.cases.PaperUses;
import city.pishkhan.api.governance.Discipline;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.persons.Persons;
import city.pishkhan.api.rules.RuleTexts;
import city.pishkhan.api.security.Access;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.DocumentSigner;
import city.pishkhan.api.security.Vault;
import city.pishkhan.archive.internal.ArchiveHarness;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.identifiers.Sha256;
import city.pishkhan.messages.Text;
import city.pishkhan.persistence.TestStore;
import city.pishkhan.stubs.Stubs;
import city.pishkhan.vault.internal.TestVault;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attestations, returns and recalls with a real archive index; cases and people are fakes. */
class AttestationServiceTest {
    private static final Caller CLERK = new Caller("clerk", Set.of("office:1204"));
    private static final Caller OTHER = new Caller("other", Set.of("office:1300"));
    private static final Caller DISTRICT = new Caller("officer", Set.of("district:22"));
    private static final String HOUSE = "22-3-17-4-1-0-0";
    private static final String OWNER = "0499370899";
    private static final UUID PERSON = Ids.next();
    private static final OriginalObservations SEEN =
            new OriginalObservations("A/12 345678", "Registrar 7", "all pages, seal whole");

    @TempDir
    static Path folder;

    private static TestStore store;
    private static Vault vault;
    private static ArchiveHarness archive;

    private final Map<UUID, CaseView> views = new HashMap<>();
    private final List<String> journaled = Collections.synchronizedList(new ArrayList<>());
    private final List<Object> complaints = new ArrayList<>();
    private final List<UUID> locked = Collections.synchronizedList(new ArrayList<>());
    private final List<String> told = new ArrayList<>();
    private final UUID first = Ids.next();
    /** a case that uses a sheet but is missing in the list of the sheet's cases */
    private UUID unlisted;

    private final UUID second = Ids.next();
    private AttestationService service;
    private int scans;

    @BeforeAll
    static void database() throws Exception {
        store = TestStore.start();
        vault = TestVault.create(store.tx(), store.schemas());
        archive = ArchiveHarness.create(store, vault, folder);
    }

    @AfterAll
    static void stop() {
        store.close();
    }

    @BeforeEach
    void start() {
        archive.clear();
        store.schemas().migrate(AttestationService.class, "originals");
        store.tx()
                .run(
                        sql -> sql.execute(
                                "truncate originals.attestation, originals.attestation_step, originals.recall, originals.recall_case"));
        Journal journal = fake(Journal.class, (name, args) -> {
            if (name.equals("commitment")) {
                return Sha256.hex(args[0] + "\n" + args[1]);
            }
            journaled.add(args[1] + " " + (args[0].equals(first) ? 1 : 2));
            assertFalse(args[3].toString().contains("A/12"), args[3]::toString);
            return null;
        });
        service = new AttestationService(
                store.tx(),
                store.schemas(),
                vault,
                journal,
                fake(Access.class, (name, args) -> null),
                archive.papers(),
                archive.documents(),
                fake(Cases.class, (name, args) -> {
                    CaseView view = views.get(args[1]);
                    boolean mine = args[0] == DISTRICT || ((Caller) args[0]).has("office:" + view.office());
                    if (!mine) {
                        throw new Refusal(Refusal.Kind.NOT_FOUND, "case.unknown", null, "None.", "هیچ.");
                    }
                    return name.equals("find") ? view : null;
                }),
                fake(CaseEvents.class, (name, args) -> locked.add((UUID) args[0]) ? null : null),
                fake(
                        Persons.class,
                        (name, args) -> name.equals("find")
                                ? Optional.of(args[0].equals(OWNER) ? PERSON : Ids.next())
                                : List.of(new Persons.Party(PERSON, "owner", "Owner", null, false))),
                fake(PaperUses.class, (name, args) -> {
                    told.add(name + " " + args[2]);
                    if (name.equals("recordRecall")) {
                        return null;
                    }
                    return views.values().stream()
                            .filter(view -> !view.id().equals(unlisted))
                            .filter(view -> view.papers().stream()
                                    .anyMatch(p -> p.sha256().equals(args[1])))
                            .map(view -> new Use(view.id(), view.number(), view.office()))
                            .toList();
                }),
                fake(Discipline.class, (name, args) -> {
                    complaints.add(args[0]);
                    return "CODE";
                }),
                fake(RuleTexts.class, (name, args) -> Optional.empty()),
                () -> new Identity(new Text("City", "شهرداری"), new Text("", ""), "", "", null),
                fake(DocumentSigner.class, (name, args) -> args[0]));
    }

    private static <T> T fake(Class<T> type, BiFunction<String, Object[], Object> answer) {
        return Stubs.intercept(type, (proxy, method, args) -> answer.apply(method.getName(), args));
    }

    private Sheet scan(Caller clerk, UUID caseId, String kind) {
        byte[] bytes = ArchiveHarness.pdf(kind + " " + caseId + scans++);
        return register(clerk, caseId, kind, bytes);
    }

    private static Sheet register(Caller clerk, UUID caseId, String kind, byte[] bytes) {
        String owner = kind.equals("national-card") ? OWNER : HOUSE;
        Papers.Deposit deposit = archive.papers().deposit(clerk, kind, owner, () -> new ByteArrayInputStream(bytes));
        return archive.papers()
                .register(clerk, caseId, "building-permit", List.of(new Papers.NewSheet(kind, owner, "scan", deposit)))
                .get(0);
    }

    private void open(UUID id, String office, Cases.State state, Sheet... papers) {
        List<Cases.Paper> all = new ArrayList<>();
        for (Sheet s : papers) {
            all.add(new Cases.Paper(s.kind(), s.sha256(), 1, "scan", s.name(), s.mediaType(), s.size()));
        }
        views.put(
                id,
                new CaseView(
                        id,
                        "22-1405-000000" + (id.equals(first) ? 1 : 2),
                        null,
                        "building-permit",
                        HOUSE,
                        22,
                        office,
                        state,
                        "papers",
                        1,
                        "rules",
                        1,
                        List.of(),
                        null,
                        null,
                        List.of(new Cases.Applicant("owner", OWNER, "Owner", null)),
                        null,
                        Map.of(),
                        all,
                        List.of(),
                        List.of(),
                        null,
                        Instant.EPOCH,
                        null,
                        null,
                        null,
                        "citizen",
                        null,
                        CaseView.ArchiveAccess.NONE));
    }

    private static void refused(String code, Runnable call) {
        Refusal refusal = assertThrows(Refusal.class, call::run);
        assertEquals(code, refusal.code(), refusal.english());
        assertFalse(refusal.persian().isBlank());
    }

    private Attestation attested(Sheet sheet) {
        return service.attest(CLERK, first, sheet.kind(), sheet.sha256(), SEEN);
    }

    private static List<Sheet> held() {
        return archive.papers()
                .findForPurpose(OTHER, new Papers.Purpose("building-permit", HOUSE, List.of(OWNER), List.of()));
    }

    private String returned(Attestation one) {
        Sheet receipt = scan(CLERK, first, Attestations.RECEIPT);
        service.recordReturn(CLERK, first, one.id(), OWNER, receipt.sha256());
        return receipt.sha256();
    }

    private boolean isRecalled(String sha256) {
        return store.tx().single(sql -> RecallRepository.isRecalled(sql, first, sha256));
    }

    @Test
    void attestedPaperServesLaterCases() {
        Sheet deed = scan(CLERK, first, "deed");
        Sheet card = scan(CLERK, first, "national-card");
        open(first, "1204", Cases.State.OPEN, deed, card);
        Attestation one = attested(deed);
        assertEquals(List.of(deed.sha256()), one.sheets());
        assertEquals(SEEN, one.seen());
        assertEquals("attested kept", one.state() + " " + one.original());
        assertEquals(
                Map.of("deed", true, "national-card", false),
                held().stream().collect(java.util.stream.Collectors.toMap(Sheet::kind, Sheet::attested)));
        attested(card);
        assertTrue(held().stream().allMatch(Sheet::attested));
        open(second, "1300", Cases.State.OPEN, deed);
        assertEquals(
                List.of(one.id()),
                service.findByCase(OTHER, second).attestations().stream()
                        .map(Attestation::id)
                        .toList());
        assertEquals(List.of("paper.attested 1", "paper.attested 1"), journaled);
    }

    @Test
    void onlyOfficeOfCaseAttestsOnce() {
        Sheet deed = scan(CLERK, first, "deed");
        Sheet plan = scan(CLERK, first, "plan");
        open(first, "1204", Cases.State.OPEN, deed, plan);
        refused("case.unknown", () -> service.attest(OTHER, first, "deed", deed.sha256(), SEEN));
        refused("paper.unknown", () -> service.attest(CLERK, first, "deed", plan.sha256(), SEEN));
        refused("attestation.kind", () -> service.attest(CLERK, first, "plan", plan.sha256(), SEEN));
        assertEquals(
                List.of(deed.sha256()),
                service.findByCase(CLERK, first).attestable().stream()
                        .map(Cases.Paper::sha256)
                        .toList());
        Attestation one = attested(deed);
        assertEquals(List.of(), service.findByCase(CLERK, first).attestable());
        assertEquals(one, attested(deed), "the same is the same");
        refused(
                "attestation.exists",
                () -> service.attest(
                        CLERK, first, "deed", deed.sha256(), new OriginalObservations("B", "Registrar", "all")));
        open(second, "1300", Cases.State.OPEN, deed);
        refused("attestation.exists", () -> service.attest(OTHER, second, "deed", deed.sha256(), SEEN));
        open(first, "1204", Cases.State.REFUSED, deed);
        refused("attestation.case-ended", () -> service.attest(CLERK, first, "deed", deed.sha256(), SEEN));
        assertEquals(List.of("paper.attested 1"), journaled);
    }

    /**
     * Two offices attest the same sheet at once, and only one succeeds. Their cases differ, so no lock of a case
     * serializes the two attestations.
     */
    @Test
    void onlyOneOfTwoConcurrentAttestationsSucceeds() throws Exception {
        for (int round = 0; round < 10; round++) {
            Sheet deed = scan(CLERK, first, "deed");
            open(first, "1204", Cases.State.OPEN, deed);
            open(second, "1300", Cases.State.OPEN, deed);
            CyclicBarrier both = new CyclicBarrier(2);
            ExecutorService offices = Executors.newFixedThreadPool(2);
            try {
                List<String> said = new ArrayList<>();
                List<Callable<String>> calls =
                        List.of(() -> outcome(both, CLERK, first, deed), () -> outcome(both, OTHER, second, deed));
                for (Future<String> one : offices.invokeAll(calls)) {
                    said.add(one.get());
                }
                assertEquals(Set.of("attested", "attestation.exists"), Set.copyOf(said));
            } finally {
                offices.shutdown();
            }
        }
    }

    private String outcome(CyclicBarrier both, Caller clerk, UUID caseId, Sheet deed) throws Exception {
        both.await();
        try {
            return service.attest(clerk, caseId, "deed", deed.sha256(), SEEN).state();
        } catch (Refusal e) {
            return e.code();
        }
    }

    @Test
    void detectsAlteredAttestation() {
        Sheet deed = scan(CLERK, first, "deed");
        open(first, "1204", Cases.State.OPEN, deed);
        Attestation one = attested(deed);
        byte[] clear = store.tx().required(sql -> sql.createQuery("select serial from originals.attestation")
                .mapTo(byte[].class)
                .one());
        assertFalse(new String(clear, StandardCharsets.ISO_8859_1).contains("A/12"));
        Sheet other = scan(CLERK, first, "deed");
        store.tx().run(sql -> sql.createUpdate("update originals.attestation set sheets = array[:other]")
                .bind("other", HexFormat.of().parseHex(other.sha256()))
                .execute());
        open(first, "1204", Cases.State.OPEN, other);
        assertThrows(IllegalStateException.class, () -> service.findByCase(CLERK, first), one::toString);
    }

    @Test
    void returnsOriginalForSignedReceipt() {
        Sheet deed = scan(CLERK, first, "deed");
        open(first, "1204", Cases.State.OPEN, deed);
        Attestation one = attested(deed);
        assertArrayEquals(
                "%PDF".getBytes(StandardCharsets.US_ASCII),
                java.util.Arrays.copyOf(service.receipt(CLERK, first, one.id()), 4));
        assertEquals("kept", service.tasks(CLERK).get(0).state());
        refused("paper.kind", () -> service.recordReturn(CLERK, first, one.id(), OWNER, deed.sha256()));
        refused("sheet.unknown", () -> service.recordReturn(CLERK, first, one.id(), OWNER, "0".repeat(64)));
        refused("original.receiver", () -> service.recordReturn(CLERK, first, one.id(), "0790419904", deed.sha256()));
        refused("attestation.unknown", () -> service.recordReturn(CLERK, first, Ids.next(), OWNER, deed.sha256()));
        String receipt = returned(one);
        Attestation now = service.findByCase(CLERK, first).attestations().get(0);
        assertEquals("returned", now.original());
        assertEquals(receipt, now.steps().get(0).sheet());
        assertEquals(List.of(), service.tasks(CLERK));
        refused("original.not-here", () -> returned(one));
        Sheet card = scan(CLERK, first, "national-card");
        open(first, "1204", Cases.State.APPROVED, deed, card);
        open(first, "1204", Cases.State.OPEN, deed, card);
        Attestation another = attested(card);
        refused("original.receipt-used", () -> service.recordReturn(CLERK, first, another.id(), OWNER, receipt));
    }

    @Test
    void districtVerifiesOrSummonsOriginal() {
        Sheet deed = scan(CLERK, first, "deed");
        open(first, "1204", Cases.State.WAITING, deed);
        Attestation one = attested(deed);
        refused("original.summoned", () -> service.summon(DISTRICT, first, one.id(), "page 3"));
        returned(one);
        refused("original.not-summoned", () -> service.recordArrival(CLERK, first, one.id()));
        Attestation summoned = service.summon(DISTRICT, first, one.id(), "page 3 cannot be read");
        assertEquals("page 3 cannot be read", summoned.steps().get(1).reason());
        refused("original.summoned", () -> service.summon(DISTRICT, first, one.id(), "again"));
        assertEquals("summoned", service.tasks(CLERK).get(0).state());
        refused("original.not-here", () -> returned(one));
        service.recordArrival(CLERK, first, one.id());
        Attestation verified = service.verify(DISTRICT, first, one.id());
        assertEquals("verified brought", verified.state() + " " + verified.original());
        assertEquals(verified, service.verify(DISTRICT, first, one.id()), "once more is the same");
        returned(one);
        assertTrue(held().get(0).attested());
        assertEquals(
                List.of(
                        "paper.attested 1",
                        "original.returned 1",
                        "original.summoned 1",
                        "original.brought 1",
                        "attestation.verified 1",
                        "original.returned 1"),
                journaled);
    }

    /**
     * A dispute is recorded in all cases that use the sheet. This includes the case in which the district disputes, even if the
     * search for cases that use the sheet does not return that case.
     */
    @Test
    void disputeNotifiesOtherCasesWithoutOwnCase() {
        Sheet deed = scan(CLERK, first, "deed");
        open(first, "1204", Cases.State.OPEN, deed);
        Attestation one = attested(deed);
        open(second, "1300", Cases.State.OPEN, deed);
        unlisted = second;
        service.dispute(DISTRICT, second, one.id(), "there is no deed of this serial");
        assertTrue(
                journaled.containsAll(List.of("attestation.disputed 1", "attestation.disputed 2")),
                journaled::toString);
    }

    @Test
    void disputeEndsAttestationInAllCases() {
        Sheet deed = scan(CLERK, first, "deed");
        open(first, "1204", Cases.State.OPEN, deed);
        Attestation one = attested(deed);
        open(second, "1300", Cases.State.OPEN, deed);
        refused("attestation.reason", () -> service.dispute(DISTRICT, second, one.id(), "false"));
        Attestations.Dispute dispute = service.dispute(DISTRICT, second, one.id(), "there is no deed of this serial");
        assertEquals("CODE", dispute.complaint());
        assertEquals("disputed", dispute.attestation().state());
        Discipline.NewComplaint complaint = (Discipline.NewComplaint) complaints.get(0);
        assertEquals(new Discipline.Party("office", "1204"), complaint.party());
        assertEquals(views.get(second).number(), complaint.caseNumber());
        assertFalse(held().get(0).attested());
        assertTrue(journaled.containsAll(List.of("attestation.disputed 1", "attestation.disputed 2")));
        refused("attestation.ended", () -> service.verify(DISTRICT, first, one.id()));
        refused("attestation.ended", () -> service.dispute(DISTRICT, second, one.id(), "there is no such deed"));
        // an office that sees the original can attest it again
        assertEquals(
                "attested",
                service.attest(OTHER, second, "deed", deed.sha256(), SEEN).state());
    }

    @Test
    void recallRemovesSheetFromPersonsPapers() {
        Sheet card = scan(CLERK, first, "national-card");
        open(first, "1204", Cases.State.OPEN, card);
        service.recall(DISTRICT, first, "national-card", card.sha256(), "another person's card");
        assertEquals(List.of("findByPerson " + PERSON, "recordRecall " + card.sha256()), told);
        assertEquals(List.of(), held());
    }

    @Test
    void recalledSheetIsNoLongerUsable() {
        byte[] wrong = ArchiveHarness.pdf("the deed next door");
        Sheet older = scan(CLERK, first, "deed");
        Sheet deed = register(CLERK, first, "deed", wrong);
        open(first, "1204", Cases.State.OPEN, older, deed);
        Attestation one = attested(deed);
        open(second, "1300", Cases.State.APPROVED, deed);
        refused("paper.unknown", () -> service.recall(DISTRICT, second, "deed", older.sha256(), "next door's"));
        locked.clear();
        told.clear();
        Attestations.Recall recall = service.recall(DISTRICT, second, "deed", deed.sha256(), "the deed next door");
        assertEquals(
                Set.of(first, second),
                Set.copyOf(recall.uses().stream().map(Use::caseId).toList()));
        assertEquals(
                locked.subList(0, 2), locked.subList(0, 2).stream().sorted().toList(), "in one order for all");
        assertEquals(List.of("findByProperty " + HOUSE, "recordRecall " + deed.sha256()), told);
        assertTrue(journaled.containsAll(List.of("paper.recalled 1", "paper.recalled 2")));
        assertEquals(
                "recalled",
                service.findByCase(CLERK, first).attestations().stream()
                        .filter(a -> a.id().equals(one.id()))
                        .findFirst()
                        .orElseThrow()
                        .state());
        assertEquals(
                List.of(older.sha256()), held().stream().map(Sheet::sha256).toList(), "the older one is found again");
        assertTrue(isRecalled(deed.sha256()));
        assertFalse(isRecalled(older.sha256()));
        Papers.Purpose purpose = new Papers.Purpose("building-permit", HOUSE, List.of(OWNER), List.of());
        refused("sheet.unknown", () -> archive.papers().requireUsable(CLERK, first, purpose, deed.sha256()));
        refused("sheet.recalled", () -> register(OTHER, second, "deed", wrong));
        refused("recall.done", () -> service.recall(DISTRICT, first, "deed", deed.sha256(), "again"));
        assertEquals(
                List.of("recalled"),
                service.tasks(OTHER).stream().map(Attestations.Task::state).toList());
    }
}
