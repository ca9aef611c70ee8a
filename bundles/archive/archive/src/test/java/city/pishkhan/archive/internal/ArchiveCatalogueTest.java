package city.pishkhan.archive.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Page;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.archive.ArchiveCatalogue;
import city.pishkhan.api.archive.ArchiveCatalogue.Document;
import city.pishkhan.api.security.Access;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.Scope;
import city.pishkhan.archive.internal.catalogue.ArchiveCatalogueService;
import city.pishkhan.archive.internal.ingest.SheetExaminer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the catalogue for archive staff, restricted to their districts. */
class ArchiveCatalogueTest {
    private static final Caller OFFICE = new Caller("clerk", Set.of("office:1204"));
    private static final Caller KEEPER = new Caller("d22", Set.of("district:22"));
    private static final Caller OTHER = new Caller("d21", Set.of("district:21"));
    private static final Caller HEAD = new Caller("head", Set.of("headquarters"));
    private static final String HOUSE = "22-3-17-4-1-0-0";
    private static final String NEXT_DOOR = "22-3-17-5-1-0-0";
    private static final String ELSEWHERE = "21-3-17-4-1-0-0";

    @TempDir
    Path folder;

    private final List<String> journal = new ArrayList<>();
    private IngestArchive archive;
    private ArchiveCatalogue catalogue;

    @BeforeEach
    void start() throws IOException {
        archive = new IngestArchive(folder, SheetExaminer.none());
        catalogue = new ArchiveCatalogueService(
                archive.store.tx(),
                new Access() {
                    @Override
                    public void check(Caller caller, String operation) {
                        // the catalogue does not call this method
                    }

                    @Override
                    public Scope scope(Caller caller, String operation) {
                        return caller.equals(HEAD) ? Scope.EVERYTHING : new Scope(false, false, caller.roles());
                    }

                    @Override
                    public Map<String, Map<String, String>> table() {
                        return Map.of();
                    }
                },
                (event, actor, details) -> journal.add(event + " " + details),
                archive.papers());
    }

    @AfterEach
    void stop() {
        archive.close();
    }

    private void scan(String kind, String owner, String text) {
        Scans.store(
                archive.papers(),
                OFFICE,
                UUID.randomUUID(),
                "building-permit",
                kind,
                owner,
                "a.pdf",
                new ByteArrayInputStream(SampleFiles.pdf("% " + text + "\n")));
    }

    private Document only(String property) {
        Page<Document> found = catalogue.documents(HEAD, property, null);
        assertEquals(1, found.items().size());
        return found.items().get(0);
    }

    private List<String> found(Caller caller, String words, String kind, Integer district) {
        return catalogue.search(caller, words, kind, district, null).items().stream()
                .map(Document::property)
                .sorted()
                .toList();
    }

    private static String code(org.junit.jupiter.api.function.Executable call) {
        Refusal refusal = assertThrows(Refusal.class, call);
        return refusal.code() + " " + refusal.field();
    }

    @Test
    void listsHoldingsOfManyProperties() {
        scan("deed", HOUSE, "deed");
        scan("deed", HOUSE, "newer deed");
        scan("location-map", HOUSE, "map");
        scan("deed", ELSEWHERE, "deed");
        archive.store
                .tx()
                .run(sql -> sql.execute("update archive.holding set at = date '1970-01-01' where kind ="
                        + " (select id from archive.kind where name = 'location-map')"));
        var held = catalogue.holdings(KEEPER, List.of(NEXT_DOOR, HOUSE, HOUSE));
        assertEquals(
                List.of(NEXT_DOOR, HOUSE), held.stream().map(h -> h.property()).toList(), "in their order, once");
        assertEquals(List.of(), held.get(0).kinds());
        assertEquals(
                List.of("deed", "location-map"),
                held.get(1).kinds().stream().map(k -> k.kind()).toList());
        LocalDate newest = held.get(1).kinds().get(0).newest();
        assertTrue(newest.isAfter(LocalDate.now().minusDays(2)), newest::toString);
        assertNull(held.get(1).kinds().get(1).newest(), "nobody knows");
        assertEquals(1, journal.size(), "one disclosure");
        assertTrue(journal.get(0).contains(HOUSE) && journal.get(0).contains("found=1"), journal.get(0));
        assertEquals(200, catalogue.holdings(HEAD, properties(200)).size());
    }

    private static List<String> properties(int count) {
        return IntStream.range(1, count + 1)
                .mapToObj(i -> "22-3-17-" + i + "-1-0-0")
                .toList();
    }

    @Test
    void reportsEachInvalidProperty() {
        assertEquals("archive.properties properties", code(() -> catalogue.holdings(KEEPER, properties(201))));
        assertEquals("archive.properties properties", code(() -> catalogue.holdings(KEEPER, List.of())));
        assertEquals("archive.properties properties", code(() -> catalogue.holdings(KEEPER, null)));
        List<String> given = new ArrayList<>(List.of(HOUSE, "22-3", ELSEWHERE));
        given.add(null);
        Refusal refusal = assertThrows(Refusal.class, () -> catalogue.holdings(KEEPER, given));
        assertEquals(
                List.of("properties[1]", "properties[2]", "properties[3]"),
                refusal.violations().stream().map(Refusal.Violation::field).toList());
        assertEquals("archive.other-district", refusal.violations().get(1).rule());
        assertEquals(ELSEWHERE, refusal.violations().get(1).value());
        assertTrue(refusal.violations().get(0).rule().startsWith("renovation-code."));
        assertEquals(List.of(), journal);
    }

    @Test
    void findsTitledDocumentByItsWords() {
        scan("deed", HOUSE, "deed");
        scan("deed", NEXT_DOOR, "deed next door");
        scan("deed", ELSEWHERE, "deed elsewhere");
        Document deed = only(HOUSE);
        assertNull(deed.title());
        Document titled =
                catalogue.setTitleAndNotes(KEEPER, false, deed.id(), "  سند  مالکیّت شش‌دانگ A/12 ", "صفحه دوم کم‌رنگ");
        assertEquals(titled, only(HOUSE));
        catalogue.setTitleAndNotes(HEAD, false, only(ELSEWHERE).id(), "سند مالکیّت", null);
        assertEquals(List.of(HOUSE), found(KEEPER, "مالکیّت سند", null, null));
        assertEquals(List.of(HOUSE), found(KEEPER, "مالک*", "deed", 22));
        assertEquals(List.of(), found(KEEPER, "مالک", null, null), "a beginning is said to be one");
        assertEquals(List.of(), found(KEEPER, "مالک*", "location-map", null));
        assertEquals(List.of(ELSEWHERE, HOUSE), found(HEAD, "سند", "deed", null));
        assertEquals(List.of(), found(KEEPER, "رنگ", null, null), "notes are not searched");
        // special characters of the query language are treated as punctuation
        assertEquals(List.of(), found(KEEPER, "'); drop & | ! <-> مالک:*", null, null));
        assertEquals(titled.dossier(), only(HOUSE).dossier());
        catalogue.setTitleAndNotes(KEEPER, true, deed.dossier(), "پرونده ملک", null);
        assertEquals("پرونده ملک", only(HOUSE).dossierTitle());
        catalogue.setTitleAndNotes(KEEPER, false, deed.id(), " ", null);
        assertEquals(List.of(), found(KEEPER, "سند", null, null));
        assertTrue(
                journal.stream()
                        .anyMatch(e -> e.equals(
                                        "archive.described {document=" + deed.id() + ", property=" + HOUSE + "}")
                                || e.equals("archive.described {property=" + HOUSE + ", document=" + deed.id() + "}")),
                journal::toString);
        assertTrue(journal.stream().noneMatch(e -> e.contains("سند")), "words may name somebody");
    }

    @Test
    void rejectsDocumentsOfOtherDistrictsAndInvalidTitles() {
        scan("deed", HOUSE, "deed");
        scan("national-card", "0499370899", "card");
        Document deed = only(HOUSE);
        assertEquals(
                "archive-document.unknown null",
                code(() -> catalogue.setTitleAndNotes(OTHER, false, deed.id(), "x", null)));
        assertEquals(
                "archive-document.unknown null", code(() -> catalogue.setTitleAndNotes(KEEPER, false, 1, "x", null)));
        long card = Long.parseLong(
                archive.text("select d.id::text from archive.document d join archive.kind k on k.id = d.kind"
                        + " where k.name = 'national-card'"));
        assertEquals(
                "archive-document.unknown null",
                code(() -> catalogue.setTitleAndNotes(HEAD, false, card, "x", null)),
                "a person's papers have no titles");
        assertEquals("archive.other-district property", code(() -> catalogue.documents(OTHER, HOUSE, null)));
        assertEquals("renovation-code.parts property", code(() -> catalogue.documents(OTHER, "22", null)));
        assertEquals("archive.other-district district", code(() -> found(OTHER, "سند", null, 22)));
        assertEquals("archive.within district", code(() -> found(HEAD, "سند", null, null)));
        assertEquals("archive.kind kind", code(() -> found(HEAD, "سند", "sandwich", null)));
        assertEquals("archive.cursor cursor", code(() -> catalogue.search(KEEPER, "سند", null, null, "(0,0)")));
        assertEquals("archive.cursor cursor", code(() -> catalogue.documents(KEEPER, HOUSE, "9".repeat(20))));
        for (String bad : List.of("", "*", "و*", "...", "a ".repeat(9), "x".repeat(61))) {
            assertEquals("archive.words words", code(() -> found(KEEPER, bad, null, null)), bad);
        }
        assertEquals(
                "archive.title title",
                code(() -> catalogue.setTitleAndNotes(KEEPER, false, deed.id(), "سند ۰۴۹۹۳۷۰۸۹۹", null)));
        assertEquals(
                "archive.title notes",
                code(() -> catalogue.setTitleAndNotes(KEEPER, false, deed.id(), null, "6037991234567890")));
        assertEquals(
                "archive.title title",
                code(() -> catalogue.setTitleAndNotes(KEEPER, false, deed.id(), "x".repeat(201), null)));
    }

    @Test
    void pagesContainEachDocumentOnce() {
        for (int i = 0; i < 45; i++) {
            scan("deed", HOUSE, "deed " + i);
        }
        List<Long> all = new ArrayList<>();
        String cursor = null;
        do {
            Page<Document> page = catalogue.documents(KEEPER, HOUSE, cursor);
            page.items().forEach(one -> all.add(one.id()));
            cursor = page.next();
        } while (cursor != null);
        assertEquals(45, Set.copyOf(all).size());
        assertEquals(45, all.size());
        all.forEach(id -> catalogue.setTitleAndNotes(KEEPER, false, id, "سند", null));
        List<Long> found = new ArrayList<>();
        int pages = 0;
        do {
            Page<Document> page = catalogue.search(KEEPER, "سند", "deed", 22, cursor);
            page.items().forEach(one -> found.add(one.id()));
            cursor = page.next();
            pages++;
        } while (cursor != null);
        assertEquals(3, pages);
        Collections.sort(all);
        Collections.sort(found);
        assertEquals(all, found);
        assertEquals(
                1,
                journal.stream()
                        .filter(e -> e.startsWith("archive.titles-searched"))
                        .count(),
                "once");
    }

    /**
     * A search for titles runs once per kind or once per district; a page of results may end within any of these runs.
     */
    @Test
    void searchPagesContinueAcrossDistrictsAndKinds() {
        for (int i = 0; i < 12; i++) {
            scan("deed", HOUSE, "deed " + i);
            scan("location-map", HOUSE, "map " + i);
            scan("deed", ELSEWHERE, "deed elsewhere " + i);
        }
        for (String property : List.of(HOUSE, ELSEWHERE)) {
            String cursor = null;
            do {
                Page<Document> page = catalogue.documents(HEAD, property, cursor);
                page.items().forEach(one -> catalogue.setTitleAndNotes(HEAD, false, one.id(), "سند کهنه", null));
                cursor = page.next();
            } while (cursor != null);
        }
        assertEquals(List.of(20, 4), pages(HEAD, "deed", null));
        assertEquals(List.of(20, 4), pages(KEEPER, null, null));
        assertEquals(List.of(12), pages(HEAD, "deed", 22));
        Page<Document> beyond = catalogue.search(HEAD, "سند", "deed", null, "99.0.0");
        assertEquals(List.of(), beyond.items());
        assertNull(beyond.next());
        assertEquals("archive.cursor cursor", code(() -> catalogue.search(HEAD, "سند", "deed", null, "17.4")));
    }

    /** Returns the sizes of the pages and checks that no document occurs twice. */
    private List<Integer> pages(Caller caller, String kind, Integer district) {
        List<Integer> sizes = new ArrayList<>();
        List<Long> all = new ArrayList<>();
        String cursor = null;
        do {
            Page<Document> page = catalogue.search(caller, "کهن*", kind, district, cursor);
            page.items().forEach(one -> all.add(one.id()));
            sizes.add(page.items().size());
            cursor = page.next();
        } while (cursor != null);
        assertEquals(all.size(), Set.copyOf(all).size());
        return sizes;
    }
}
