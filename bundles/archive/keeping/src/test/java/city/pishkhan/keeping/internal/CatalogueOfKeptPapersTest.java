package city.pishkhan.keeping.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doReturn;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.archive.ArchiveCatalogue;
import city.pishkhan.api.archive.ArchiveCatalogue.Document;
import city.pishkhan.api.cases.PaperUses;
import city.pishkhan.api.governance.Approvals.Approval;
import city.pishkhan.api.security.Access;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.DocumentSigner;
import city.pishkhan.api.security.Scope;
import city.pishkhan.archive.internal.ArchiveHarness;
import city.pishkhan.archive.internal.catalogue.ArchiveCatalogueService;
import city.pishkhan.archive.internal.personal.SheetReader;
import city.pishkhan.archive.internal.recognition.RecognitionScheduler;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.keeping.ArchiveRetention;
import city.pishkhan.keeping.ArchiveUnit;
import city.pishkhan.platform.imaging.PictureMaker;
import city.pishkhan.stubs.Stubs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that the catalogue and its search follow the records authority's decisions. */
class CatalogueOfKeptPapersTest {
    private static final Caller KEEPER = new Caller("d22", Set.of("district:22"));
    private static final Caller HEAD = new Caller("head", Set.of("headquarters"));
    private static final String HOUSE = ArchiveHarness.HOUSE;
    private static final String NEXT_DOOR = "22-3-17-5-1-0-0";
    private static final String WHY = "the records council said so";

    @TempDir
    static Path folder;

    private static RecordsArchive archive;

    private int asked;
    private ArchiveCatalogue catalogue;
    private RecognitionScheduler scheduler;

    @BeforeAll
    static void database() throws IOException {
        archive = new RecordsArchive(folder);
    }

    @AfterAll
    static void stop() {
        archive.close();
    }

    @BeforeEach
    void start() {
        archive.clear();
        archive.store.tx().run(sql -> sql.execute("truncate archive.text_due, archive.sheet_text"));
        Map<String, Object> keys = Map.of("recognize", "new", "percent", 100);
        scheduler = new RecognitionScheduler(
                archive.store.tx(),
                new SheetReader(archive.store.tx(), archive.files),
                pictures(),
                (picture, mediaType, languages) -> {
                    asked++;
                    return "سند مالکیت ششدانگ";
                },
                sha256 -> List.of(),
                Stubs.config(RecognitionScheduler.Config.class, keys));
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
                (event, actor, details) -> {},
                archive.papers());
    }

    /** Returns one page and one byte for every sheet. */
    private static PictureMaker pictures() {
        PictureMaker maker = Stubs.strict(PictureMaker.class);
        doReturn(List.of(new PictureMaker.Page(4_000, 7_016))).when(maker).pages(any());
        doReturn(new byte[] {1}).when(maker).picture(any(), any());
        doReturn(new byte[] {1}).when(maker).picture(any(), any(), any());
        return maker;
    }

    private List<Document> found(String words) {
        return catalogue.search(KEEPER, words, null, 22, null).items();
    }

    private List<String> properties(Caller caller, Integer district) {
        return catalogue.search(caller, "سند", "deed", district, null).items().stream()
                .map(Document::property)
                .sorted()
                .toList();
    }

    private Document only(String property) {
        List<Document> found = catalogue.documents(HEAD, property, null).items();
        assertEquals(1, found.size());
        return found.get(0);
    }

    private int count(String table) {
        return Integer.parseInt(archive.text("select count(*)::text from archive." + table));
    }

    private static String code(Executable call) {
        return assertThrows(Refusal.class, call).code();
    }

    /** Secret documents appear in an export only, not in the catalogue. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void secretDocumentsAreHiddenFromCatalogue(boolean dossier) {
        archive.scan("deed", HOUSE, "deed");
        archive.scan("deed", NEXT_DOOR, "deed next door");
        Document secret = only(HOUSE);
        for (String property : List.of(HOUSE, NEXT_DOOR)) {
            catalogue.setTitleAndNotes(KEEPER, false, only(property).id(), "سند مالکیّت", "کم‌رنگ");
        }
        ArchiveUnit unit = dossier ? ArchiveUnit.ofDossier(secret.dossier()) : ArchiveUnit.ofDocument(secret.id());
        archive.retention.classify(RecordsArchive.OPERATOR, unit, ArchiveRetention.CLOSED, WHY);
        assertEquals(List.of(HOUSE, NEXT_DOOR), properties(KEEPER, null), "no case gets it");
        archive.retention.classify(RecordsArchive.OPERATOR, unit, ArchiveRetention.SECRET, WHY);
        if (dossier) {
            archive.scan("location-map", HOUSE, "into the dossier since then");
        }
        for (Caller caller : List.of(KEEPER, HEAD)) {
            assertEquals(List.of(NEXT_DOOR), properties(caller, 22));
            assertEquals(List.of(), catalogue.documents(caller, HOUSE, null).items());
            assertEquals(
                    List.of(), catalogue.holdings(caller, List.of(HOUSE)).get(0).kinds());
            assertEquals(
                    "archive-document.unknown",
                    code(() -> catalogue.setTitleAndNotes(caller, false, secret.id(), "x", null)));
            assertEquals(
                    "archive-document.unknown",
                    code(() -> catalogue.setTitleAndNotes(caller, true, secret.dossier(), "x", null)));
        }
        assertEquals(
                1, catalogue.holdings(KEEPER, List.of(NEXT_DOOR)).get(0).kinds().size());
        archive.retention.classify(RecordsArchive.OPERATOR, unit, ArchiveRetention.OPEN, WHY);
        assertEquals(
                dossier ? 2 : 1,
                catalogue.documents(KEEPER, HOUSE, null).items().size());
        assertEquals(List.of(HOUSE, NEXT_DOOR), properties(KEEPER, null));
    }

    @Test
    void confidentialDocumentsAreNotRecognizedOrFound() throws IOException {
        archive.importRows(archive.deed("7", "1", 1, "one"), archive.deed("7", "1", 2, "two"));
        ArchiveUnit deed =
                ArchiveUnit.ofDocument(Long.parseLong(archive.text("select id::text from archive.document")));
        archive.retention.classify(RecordsArchive.OPERATOR, deed, 1, WHY);
        scheduler.runBatch();
        assertEquals(0, asked);
        archive.retention.classify(RecordsArchive.OPERATOR, deed, 0, WHY);
        scheduler.runBatch();
        assertEquals(2, asked);
        assertEquals(1, found("ششدانگ").size(), "one document, of whose sheets both have it");
        ArchiveUnit dossier =
                ArchiveUnit.ofDossier(Long.parseLong(archive.text("select id::text from archive.dossier")));
        archive.retention.classify(RecordsArchive.OPERATOR, dossier, 2, WHY);
        assertEquals(List.of(), found("ششدانگ"));
        assertEquals(0, count("sheet_text"));
    }

    @Test
    void destroyedDocumentIsNoLongerFound() throws IOException {
        archive.importRows(archive.deed("7", "1", 1, "one") + "1390/12/29", archive.deed("7", "2", 1, "two"));
        scheduler.runBatch();
        assertEquals(2, found("ششدانگ").size());
        ArchiveDisposalComponent disposals = new ArchiveDisposalComponent(
                archive.store.tx(), archive.archive.removal(null), archive.recorder, archive.papers());
        disposals.cases = Stubs.strict(PaperUses.class);
        doReturn(Set.of()).when(disposals.cases).findUsedInOpenCases(any());
        disposals.signer = new DocumentSigner() {
            @Override
            public byte[] signPdf(byte[] pdf, String reason) {
                return pdf;
            }

            @Override
            public String signText(String text) {
                throw new UnsupportedOperationException();
            }
        };
        UUID list =
                disposals.create(RecordsArchive.OPERATOR, LocalDate.now(), 10).id();
        Map<String, String> terms =
                Map.of("list", list.toString(), "number", "1404/55", "authority", "National Archives");
        disposals.check(terms);
        disposals.execute(
                new Caller("console:second", Set.of("operator")),
                new Approval(
                        Ids.next(),
                        "archive-dispose",
                        terms,
                        WHY,
                        "asked",
                        RecordsArchive.OPERATOR.principal(),
                        Instant.now(),
                        Instant.now(),
                        null,
                        null,
                        null));
        disposals.carryOut(RecordsArchive.OPERATOR, list, step -> {});
        assertEquals(1, found("ششدانگ").size());
        assertEquals(1, count("sheet_text"));
    }
}
