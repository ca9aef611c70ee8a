package city.pishkhan.originals.internal.redaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.archive.ArchiveDocuments;
import city.pishkhan.api.archive.Redactions.Redaction;
import city.pishkhan.api.archive.SheetImages.AppliedRedactions;
import city.pishkhan.api.archive.SheetImages.Area;
import city.pishkhan.api.archive.SheetImages.RedactedArea;
import city.pishkhan.api.cases.CaseEvents;
import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.Cases;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.Vault;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.originals.internal.AttestationService;
import city.pishkhan.persistence.TestStore;
import city.pishkhan.stubs.Stubs;
import city.pishkhan.vault.internal.TestVault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Redactions with real rows; the cases are fakes. Two cases, of districts 22 and 5, have the same sheet. */
class RedactionServiceTest {
    private static final Caller DISTRICT = new Caller("officer-22", Set.of("district:22"));
    private static final Caller OTHER = new Caller("officer-5", Set.of("district:5"));
    private static final Caller CLERK = new Caller("clerk", Set.of("office:1204"));
    private static final Caller OVERSIGHT = new Caller("oversight-1", Set.of("oversight"));
    private static final Area LINE = new Area(10, 20, 300, 40);
    private static final Area SEAL = new Area(5, 500, 60, 60);

    private static TestStore store;
    private static Vault vault;

    private final List<String> journaled = new ArrayList<>();
    private final UUID first = Ids.next();
    private final UUID second = Ids.next();
    private final String deed = UUID.randomUUID().toString().replace("-", "").repeat(2);
    /** sheets that the service reported to the archive as changed */
    private final List<String> anew = new ArrayList<>();

    private RedactionService service;

    @BeforeAll
    static void database() throws Exception {
        store = TestStore.start();
        vault = TestVault.create(store.tx(), store.schemas());
        store.schemas().migrate(AttestationService.class, "originals");
    }

    @AfterAll
    static void stop() {
        store.close();
    }

    @BeforeEach
    void start() {
        service = newNode();
    }

    private RedactionService newNode() {
        return new RedactionService(
                store.tx(),
                fake(Cases.class, (name, args) -> {
                    Caller caller = (Caller) args[0];
                    UUID id = (UUID) args[1];
                    boolean read = args[2].equals(RedactionService.READ);
                    boolean sees = caller.has(id.equals(first) ? "district:22" : "district:5")
                            || read && caller.roles().stream().noneMatch(role -> role.startsWith("district:"));
                    if (!sees) {
                        throw new Refusal(Refusal.Kind.NOT_FOUND, "case.unknown", null, "None.", "هیچ.");
                    }
                    return name.equals("find") ? view(id) : null;
                }),
                fake(CaseEvents.class, (name, args) -> null),
                fake(Journal.class, (name, args) -> {
                    assertFalse(args[3].toString().contains("third person"), args[3]::toString);
                    journaled.add(
                            args[1] + " " + ((Caller) args[2]).principal() + " " + (args[0].equals(first) ? 1 : 2));
                    return null;
                }),
                vault,
                fake(ArchiveDocuments.class, (name, args) -> {
                    anew.add(name + " " + args[0]);
                    return null;
                }),
                null);
    }

    private static <T> T fake(Class<T> type, BiFunction<String, Object[], Object> answer) {
        return Stubs.intercept(type, (proxy, method, args) -> answer.apply(method.getName(), args));
    }

    private CaseView view(UUID id) {
        return new CaseView(
                id,
                "22-1405-0000001",
                null,
                "building-permit",
                "22-3-17-4-1-0-0",
                22,
                "1204",
                Cases.State.OPEN,
                "papers",
                1,
                "rules",
                1,
                List.of(),
                null,
                null,
                List.of(),
                null,
                Map.of(),
                List.of(new Cases.Paper("deed", deed, 1, "scan", "deed.pdf", "application/pdf", 3)),
                List.of(),
                List.of(),
                null,
                Instant.EPOCH,
                null,
                null,
                null,
                "citizen",
                null,
                CaseView.ArchiveAccess.NONE);
    }

    private static void refused(String code, Runnable call) {
        Refusal refusal = assertThrows(Refusal.class, call::run);
        assertEquals(code, refusal.code(), refusal.english());
        assertFalse(refusal.persian().isBlank());
    }

    private Redaction redact() {
        return service.redact(DISTRICT, first, deed, 2, List.of(LINE, SEAL), "the account of a third person");
    }

    private AppliedRedactions shown(Caller caller, UUID caseId, boolean original) {
        return service.authorizeView(caller, caseId, deed, original);
    }

    @Test
    void redactionAppliesToEveryCallerInEveryCase() {
        assertEquals(AppliedRedactions.NONE, shown(CLERK, first, false));
        redact();
        AppliedRedactions black =
                new AppliedRedactions(1, List.of(new RedactedArea(2, LINE), new RedactedArea(2, SEAL)));
        for (UUID one : List.of(first, second)) {
            for (Caller caller : List.of(CLERK, DISTRICT, OTHER, OVERSIGHT)) {
                assertEquals(black, shown(caller, one, false), caller::principal);
            }
        }
        assertEquals(
                AppliedRedactions.NONE,
                service.authorizeView(CLERK, first, "0".repeat(64), false),
                "of no other sheet");
        assertEquals(List.of("paper.redacted officer-22 1"), journaled);
    }

    @Test
    void showsOriginalToDistrictAndOversightAndJournalsOnce() {
        redact();
        journaled.clear();
        for (Caller caller : List.of(CLERK, OTHER)) {
            refused("redaction.original", () -> shown(caller, first, true));
        }
        assertEquals(List.of(), journaled);
        assertEquals(List.of(), shown(DISTRICT, first, true).areas());
        assertEquals(1, shown(OVERSIGHT, first, true).version());
        for (int tile = 0; tile < 20; tile++) {
            shown(DISTRICT, first, true);
        }
        service = newNode();
        shown(DISTRICT, first, true);
        assertEquals(
                List.of("paper.original-shown officer-22 1", "paper.original-shown oversight-1 1"),
                journaled,
                "once for many tiles, on two nodes or after a restart");
        store.tx().run(sql -> sql.execute("update originals.original_access set at = at - interval '10 minutes'"));
        service = newNode();
        shown(DISTRICT, first, true);
        assertEquals(3, journaled.size());
    }

    /**
     * A district sees the original content of the areas that it covered itself; areas that another district covered
     * stay covered.
     */
    @Test
    void eachDistrictSeesUnderItsOwnRedactions() {
        redact();
        service.redact(OTHER, second, deed, 1, List.of(LINE), "the account of a third person");
        assertEquals(
                List.of(new RedactedArea(1, LINE)), shown(DISTRICT, first, true).areas());
        assertEquals(2, shown(OTHER, second, true).areas().size());
        assertEquals(List.of(), shown(OVERSIGHT, first, true).areas());
        assertEquals(2, shown(OVERSIGHT, first, true).version());
    }

    @Test
    void districtRemovesItsRedactionWithReason() {
        Redaction one = redact();
        assertEquals("the account of a third person", one.reason());
        refused("case.unknown", () -> service.removeRedaction(OTHER, first, deed, one.id(), "mine"));
        refused("redaction.other", () -> service.removeRedaction(OTHER, second, deed, one.id(), "mine"));
        refused("redaction.unknown", () -> service.removeRedaction(DISTRICT, first, deed, Ids.next(), "none"));
        Redaction removed = service.removeRedaction(DISTRICT, first, deed, one.id(), "the wrong line");
        assertNotNull(removed.removed());
        assertEquals("the wrong line", removed.removal());
        assertEquals(
                removed.removed(),
                service.removeRedaction(DISTRICT, first, deed, one.id(), "again")
                        .removed());
        assertEquals(new AppliedRedactions(2, List.of()), shown(CLERK, first, false), "a version of its own");
        assertEquals(
                new AppliedRedactions(2, List.of()),
                shown(CLERK, first, true),
                "nothing is covered: nothing is asked for");
        assertEquals(List.of("paper.redacted officer-22 1", "paper.redaction-removed officer-22 1"), journaled);
    }

    @Test
    void showsReasonsOnlyToDistrictAndOversight() {
        Redaction one = redact();
        service.removeRedaction(DISTRICT, first, deed, one.id(), "the wrong line");
        for (Caller caller : List.of(DISTRICT, OVERSIGHT)) {
            Redaction seen = service.list(caller, first, deed).get(0);
            assertEquals("the account of a third person", seen.reason());
            assertEquals("the wrong line", seen.removal());
        }
        Redaction seen = service.list(CLERK, first, deed).get(0);
        assertEquals(List.of(LINE, SEAL), seen.areas());
        assertEquals(22, seen.district());
        assertNull(seen.reason());
        assertNull(seen.removal());
        assertFalse(store.tx()
                .<String>required(sql -> sql.createQuery(
                                "select r::text from originals.redaction r where sha256 = decode(?, 'hex')")
                        .bind(0, deed)
                        .mapTo(String.class)
                        .one())
                .contains("third"));
    }

    @Test
    void redactionChangeTriggersRereading() {
        assertEquals(List.of(), service.redactedAreas(deed));
        Redaction one = redact();
        assertEquals(
                List.of(new RedactedArea(one.page(), LINE), new RedactedArea(one.page(), SEAL)),
                service.redactedAreas(deed));
        assertEquals(List.of("handleRedactionChange " + deed), anew);
        service.removeRedaction(DISTRICT, first, deed, one.id(), "the wrong line");
        service.removeRedaction(DISTRICT, first, deed, one.id(), "the wrong line");
        assertEquals(List.of(), service.redactedAreas(deed));
        assertEquals(
                List.of("handleRedactionChange " + deed, "handleRedactionChange " + deed),
                anew,
                "the same once more changes nothing");
    }

    @Test
    void refusesForeignPapersAndTooManyAreas() {
        String none = "0".repeat(64);
        refused("paper.unknown", () -> service.redact(DISTRICT, first, none, 1, List.of(LINE), "why"));
        refused("paper.unknown", () -> service.list(CLERK, first, "no hash"));
        refused("case.unknown", () -> service.redact(OTHER, first, deed, 1, List.of(LINE), "why"));
        refused("redaction.areas", () -> service.redact(DISTRICT, first, deed, 1, List.of(), "why"));
        refused(
                "redaction.areas",
                () -> service.redact(DISTRICT, first, deed, 1, java.util.Collections.nCopies(51, LINE), "why"));
        store.tx().run(sql -> sql.createUpdate(
                        "insert into originals.redaction (id, sha256, page, areas, district, case_id, principal, at, reason)"
                                + " select gen_random_uuid(), decode(:deed, 'hex'), 1, '{1,2,3,4}', 5, :case, 'x', now(), '' from generate_series(1, 200)")
                .bind("deed", deed)
                .bind("case", second)
                .execute());
        refused("redaction.too-many", this::redact);
        assertTrue(journaled.isEmpty());
    }
}
