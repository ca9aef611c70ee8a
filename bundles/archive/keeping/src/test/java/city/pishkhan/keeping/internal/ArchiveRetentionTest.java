package city.pishkhan.keeping.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.archive.Papers;
import city.pishkhan.api.security.Caller;
import city.pishkhan.archive.internal.ArchiveHarness;
import city.pishkhan.keeping.ArchiveRetention;
import city.pishkhan.keeping.ArchiveRetention.Entry;
import city.pishkhan.keeping.ArchiveRetention.Order;
import city.pishkhan.keeping.ArchiveUnit;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Tests the records authority's decisions and their effect on cases. */
class ArchiveRetentionTest {
    private static final Caller OPERATOR = RecordsArchive.OPERATOR;
    private static final String WHY = "the records council said so";
    private static final Order ORDER = new Order("1404/7", "court 12");

    @TempDir
    static Path folder;

    private static RecordsArchive archive;

    @BeforeAll
    static void start() throws Exception {
        archive = new RecordsArchive(folder);
    }

    @AfterAll
    static void stop() {
        archive.close();
    }

    @BeforeEach
    void clear() {
        archive.clear();
    }

    private static List<Entry> entries(String owner) {
        return archive.retention.entries(OPERATOR, owner);
    }

    private static ArchiveUnit unit(String owner, String number) {
        return entries(owner).stream()
                .filter(entry -> number.equals(entry.number()) && entry.kind() != null)
                .findFirst()
                .orElseThrow()
                .unit();
    }

    private static Set<String> held(List<String> persons, List<String> willing) {
        return archive
                .papers()
                .findForPurpose(
                        ArchiveHarness.OFFICE,
                        new Papers.Purpose(ArchiveHarness.PERMIT, ArchiveHarness.HOUSE, persons, willing))
                .stream()
                .map(Papers.Sheet::sha256)
                .collect(Collectors.toSet());
    }

    private static Papers.UsableSheet used(String sha256, List<String> persons, List<String> willing) {
        return archive.papers()
                .requireUsable(
                        ArchiveHarness.OFFICE,
                        archive.caseId,
                        new Papers.Purpose(ArchiveHarness.PERMIT, ArchiveHarness.HOUSE, persons, willing),
                        sha256);
    }

    private static void assertRefused(String code, Executable act) {
        assertEquals(code, assertThrows(Refusal.class, act).code());
    }

    @Test
    void retentionDatesAreShownAndJournaled() throws Exception {
        archive.importRows(archive.deed("7", "1", 1, "one"), archive.deed("7", "2", 1, "two"));
        ArchiveUnit document = unit(ArchiveHarness.HOUSE, "2");
        archive.retention.retain(OPERATOR, document, LocalDate.of(2020, 3, 19), WHY);
        Entry dossier = entries(ArchiveHarness.HOUSE).get(0);
        archive.retention.retain(OPERATOR, dossier.unit(), LocalDate.of(2015, 3, 20), WHY);
        archive.retention.retain(OPERATOR, document, null, WHY);
        assertEquals(
                List.of("dossier 2015-03-20", "1 null", "2 null"),
                entries(ArchiveHarness.HOUSE).stream()
                        .map(one -> (one.kind() == null ? "dossier" : one.number()) + " " + one.retainedUntil())
                        .toList());
        String journalEntry = archive.journal.get(2);
        assertTrue(journalEntry.startsWith("archive-retention.set"), journalEntry);
        assertTrue(journalEntry.contains("before=2020-03-19") && journalEntry.contains("until="), journalEntry);
        assertFalse(archive.journal.toString().contains(WHY), archive.journal::toString);
        assertEquals("3", archive.text("select count(*) from archive.retention_act where reason = '" + WHY + "'"));
    }

    @Test
    void confidentialPapersAreOfferedOnlyToPermittedCases() throws Exception {
        archive.importRows(archive.deed("7", "1", 1, "open"), archive.deed("7", "2", 1, "secret"));
        String open = archive.hash("open");
        String secret = archive.hash("secret");
        List<String> owners = List.of(ArchiveHarness.PERSON, ArchiveHarness.STRANGER);
        ArchiveUnit document = unit(ArchiveHarness.HOUSE, "2");

        archive.retention.classify(OPERATOR, document, ArchiveRetention.WITH_CONSENT, WHY);
        assertEquals(Set.of(secret), Set.of(used(secret, owners, owners).sheet().sha256()));
        assertRefused("sheet.unknown", () -> used(secret, owners, List.of(ArchiveHarness.PERSON)));
        assertRefused("sheet.unknown", () -> used(secret, List.of(), List.of()));

        archive.retention.classify(OPERATOR, document, ArchiveRetention.CLOSED, WHY);
        assertRefused("sheet.unknown", () -> used(secret, owners, owners));
        assertNotNull(used(open, owners, List.of()));

        archive.retention.classify(OPERATOR, document, ArchiveRetention.OPEN, WHY);
        ArchiveUnit dossier = entries(ArchiveHarness.HOUSE).get(0).unit();
        archive.retention.classify(OPERATOR, dossier, ArchiveRetention.SECRET, WHY);
        assertEquals(Set.of(), held(owners, owners));
        assertRefused("sheet.unknown", () -> used(open, owners, owners));
        // documents imported into the dossier later have the same confidentiality
        archive.importRows(archive.deed("7", "3", 1, "later"));
        assertEquals(Set.of(), held(owners, owners));
        archive.retention.classify(OPERATOR, dossier, ArchiveRetention.OPEN, WHY);
        assertEquals(1, held(List.of(), List.of()).size());
    }

    /** Cases keep papers that they already use, unless the papers become secret. */
    @Test
    void secretPapersAreClosedToCasesUsingThem() throws Exception {
        archive.importRows(archive.deed("7", "1", 1, "one"), archive.deed("7", "1", 2, "two"));
        String one = archive.hash("one");
        String card = archive.scan("national-card", ArchiveHarness.PERSON, "card");
        ArchiveUnit document = unit(ArchiveHarness.HOUSE, "1");
        archive.retention.classify(OPERATOR, document, ArchiveRetention.CLOSED, WHY);
        archive.papers().requireOpen(one);
        archive.retention.classify(OPERATOR, document, ArchiveRetention.SECRET, WHY);
        assertRefused("sheet.secret", () -> archive.papers().requireOpen(one));
        assertRefused("sheet.secret", () -> archive.papers().open(archive.hash("two")));
        archive.archive.sheets().export(one).close();
        archive.papers().open(card).close();
        archive.retention.classify(
                OPERATOR, entries(ArchiveHarness.PERSON).get(1).unit(), ArchiveRetention.SECRET, WHY);
        assertRefused("sheet.secret", () -> archive.papers().open(card));
        archive.archive.persons().erase(null, ArchiveHarness.PERSON, List.of());
        archive.retention.classify(OPERATOR, document, ArchiveRetention.OPEN, WHY);
        archive.papers().open(one).close();
        assertEquals("0", archive.text("select count(*) from archive.secret_sheet"));
    }

    /**
     * A paper that is closed to cases also hides older papers of its kind. Otherwise an office would be offered an
     * outdated deed.
     */
    @Test
    void closedPaperHidesOlderPapersOfItsKind() throws Exception {
        archive.importRows(
                archive.deed("7", "1", 1, "older"),
                archive.deed("7", "2", 1, "newer").replace("1380/02/11", "1399/02/11"));
        assertEquals(Set.of(archive.hash("newer")), held(List.of(), List.of()));
        archive.retention.classify(OPERATOR, unit(ArchiveHarness.HOUSE, "2"), ArchiveRetention.CLOSED, WHY);
        assertEquals(Set.of(), held(List.of(), List.of()));
    }

    @Test
    void identityPaperOfLevelOneNeedsConsent() throws Exception {
        String card = archive.scan("national-card", ArchiveHarness.PERSON, "card");
        List<String> person = List.of(ArchiveHarness.PERSON);
        assertEquals(Set.of(card), held(person, List.of()));
        ArchiveUnit paper = entries(ArchiveHarness.PERSON).get(1).unit();
        archive.retention.classify(OPERATOR, paper, ArchiveRetention.WITH_CONSENT, WHY);
        assertEquals(Set.of(), held(person, List.of()));
        assertEquals(Set.of(card), held(person, person));
    }

    @Test
    void legalHoldIsPlacedAndLiftedByOrders() throws Exception {
        archive.importRows(archive.deed("7", "1", 1, "one"));
        ArchiveUnit document = unit(ArchiveHarness.HOUSE, "1");
        long hold = archive.retention.placeHold(OPERATOR, document, ORDER, WHY);
        assertEquals(1, entries(ArchiveHarness.HOUSE).get(1).holds());
        archive.retention.liftHold(OPERATOR, hold, new Order("1405/3", "court 12"), WHY);
        assertEquals(List.of(), archive.retention.holds(OPERATOR, false));
        ArchiveRetention.LegalHold lifted =
                archive.retention.holds(OPERATOR, true).get(0);
        assertEquals(
                List.of(document, ORDER, "1405/3"),
                List.of(lifted.unit(), lifted.order(), lifted.liftOrder().number()));
        assertRefused("legal-hold.lifted", () -> archive.retention.liftHold(OPERATOR, hold, ORDER, WHY));
        assertTrue(archive.journal.get(1).startsWith("legal-hold.lifted"), archive.journal::toString);
        assertTrue(archive.journal.get(0).contains("authority=court 12"), archive.journal::toString);
    }

    /**
     * A person with papers under legal hold cannot be erased, because the erasure would destroy papers that a court has
     * ordered to keep.
     */
    @Test
    void personWithLegalHoldCannotBeErased() {
        archive.scan("national-card", ArchiveHarness.PERSON, "card");
        ArchiveUnit paper = entries(ArchiveHarness.PERSON).get(1).unit();
        archive.archive.persons().requireErasable(ArchiveHarness.PERSON);
        long hold = archive.retention.placeHold(OPERATOR, paper, ORDER, WHY);
        assertRefused("erasure.legal-hold", () -> archive.archive.persons().requireErasable(ArchiveHarness.PERSON));
        archive.archive.persons().requireErasable(ArchiveHarness.STRANGER);
        archive.retention.liftHold(OPERATOR, hold, ORDER, WHY);
        archive.retention.placeHold(
                OPERATOR, entries(ArchiveHarness.PERSON).get(0).unit(), ORDER, WHY);
        assertRefused("erasure.legal-hold", () -> archive.archive.persons().requireErasable(ArchiveHarness.PERSON));
    }

    @Test
    void rejectsInvalidRetentionCommands() throws Exception {
        archive.importRows(archive.deed("7", "1", 1, "one"));
        ArchiveUnit document = unit(ArchiveHarness.HOUSE, "1");
        ArchiveUnit none = ArchiveUnit.ofDossier(Long.MAX_VALUE);
        assertRefused("archive-unit.form", () -> ArchiveUnit.parse("dossier"));
        assertRefused("archive-unit.form", () -> ArchiveUnit.parse("document:9999999999999999999"));
        assertRefused("archive-unit.unknown", () -> archive.retention.retain(OPERATOR, none, null, WHY));
        assertRefused("reason.length", () -> archive.retention.retain(OPERATOR, document, null, "short"));
        assertRefused(
                "retention.date", () -> archive.retention.retain(OPERATOR, document, LocalDate.of(1380, 1, 1), WHY));
        assertRefused("confidentiality.level", () -> archive.retention.classify(OPERATOR, document, 4, WHY));
        assertRefused(
                "order.number", () -> archive.retention.placeHold(OPERATOR, document, new Order("a b", "court"), WHY));
        assertRefused(
                "order.authority", () -> archive.retention.placeHold(OPERATOR, document, new Order("7", " "), WHY));
        assertRefused("legal-hold.unknown", () -> archive.retention.liftHold(OPERATOR, Long.MAX_VALUE, ORDER, WHY));
        assertRefused(
                "access.forbidden", () -> archive.retention.placeHold(ArchiveHarness.OFFICE, document, ORDER, WHY));
        assertRefused("access.forbidden", () -> archive.retention.entries(ArchiveHarness.OFFICE, ArchiveHarness.HOUSE));
        assertThrows(Refusal.class, () -> entries("12"));
        assertEquals(List.of(), archive.journal);
    }
}
