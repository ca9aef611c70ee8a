package city.pishkhan.archive.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.archive.ArchiveCatalogue;
import city.pishkhan.api.archive.ArchiveCatalogue.Document;
import city.pishkhan.api.archive.SheetImages.Area;
import city.pishkhan.api.archive.SheetImages.RedactedArea;
import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.api.security.Access;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.Scope;
import city.pishkhan.archive.internal.catalogue.ArchiveCatalogueService;
import city.pishkhan.archive.internal.ingest.SheetExaminer;
import city.pishkhan.archive.internal.personal.SheetReader;
import city.pishkhan.archive.internal.recognition.RecognitionScheduler;
import city.pishkhan.platform.imaging.PictureFailure;
import city.pishkhan.platform.imaging.PictureMaker;
import city.pishkhan.spi.PartnerRefused;
import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.TextRecognizer;
import city.pishkhan.stubs.Stubs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests that documents are found by their recognized text, once each and only while the text is accessible. The recognizer is simulated.
 */
class RecognitionTest {
    private static final Caller KEEPER = new Caller("d22", Set.of("district:22"));
    private static final String HOUSE = ArchiveTest.HOUSE;

    @TempDir
    static Path folder;

    private static IngestArchive archive;

    private final List<RedactedArea> covers = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();
    /** text on the first page, and number of pages */
    private String written = "سند مالکیت ششدانگ";

    private int pages = 1;
    private RuntimeException trouble;
    private Runnable meanwhile = () -> {};
    private ArchiveCatalogue catalogue;
    private RecognitionScheduler scheduler;

    @BeforeAll
    static void database() throws IOException {
        archive = new IngestArchive(folder, SheetExaminer.none());
    }

    @AfterAll
    static void stop() {
        archive.close();
    }

    @BeforeEach
    void start() {
        run(
                "truncate archive.content, archive.sheet, archive.document, archive.dossier, archive.property, archive.person,"
                        + " archive.holding, archive.upload, archive.text_due, archive.sheet_text");
        scheduler("new");
        catalogue = new ArchiveCatalogueService(
                archive.store.tx(),
                new Access() {
                    @Override
                    public void check(Caller caller, String operation) {
                        // the catalogue does not call this method
                    }

                    @Override
                    public Scope scope(Caller caller, String operation) {
                        return new Scope(false, false, caller.roles());
                    }

                    @Override
                    public Map<String, Map<String, String>> table() {
                        return Map.of();
                    }
                },
                (event, actor, details) -> {},
                archive.papers());
    }

    private void run(String change) {
        archive.store.tx().run(sql -> sql.execute(change));
    }

    private void scheduler(String mode) {
        Map<String, Object> keys = Map.of("recognize", mode, "percent", 100);
        RecognitionScheduler.Config config = Stubs.config(RecognitionScheduler.Config.class, keys);
        scheduler = new RecognitionScheduler(
                archive.store.tx(),
                new SheetReader(archive.store.tx(), archive.files),
                new Pictures(),
                recognizer(),
                sha256 -> List.copyOf(covers),
                config);
    }

    private TextRecognizer recognizer() {
        return (picture, mediaType, languages) -> {
            try {
                asked.add(
                        new String(picture.readAllBytes(), StandardCharsets.UTF_8) + " " + mediaType + " " + languages);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            meanwhile.run();
            if (trouble != null) {
                throw trouble;
            }
            return covers.isEmpty() ? written : written.replace("ششدانگ", "█");
        };
    }

    /** Simulates pages whose pictures contain their number. */
    private final class Pictures implements PictureMaker {
        @Override
        public List<Page> pages(Source source) {
            try (var in = source.content().get()) {
                assertTrue(in.readAllBytes().length > 0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return Collections.nCopies(pages, new Page(4_000, 7_016));
        }

        @Override
        public byte[] picture(Source source, Part part, List<PictureMaker.Area> covered) {
            return (part.page() + " " + part.toWidth() + "x" + part.toHeight() + " " + covered.size())
                    .getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public byte[] document(List<byte[]> all) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Outline> outlines(byte[] font, List<String> texts) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Structure structure(Supplier<InputStream> pdf) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void decode(Source source, int page) {
            throw new UnsupportedOperationException();
        }
    }

    /** @return SHA-256 of the scan */
    private static String scan(String kind, String owner, String text) {
        return Scans.store(
                        archive.papers(),
                        ArchiveHarness.OFFICE,
                        UUID.randomUUID(),
                        ArchiveHarness.PERMIT,
                        kind,
                        owner,
                        text + ".pdf",
                        new ByteArrayInputStream(SampleFiles.pdf("% " + text + "\n")))
                .sha256();
    }

    private List<Document> found(String words) {
        return catalogue.search(KEEPER, words, null, 22, null).items();
    }

    private int count(String table) {
        return Integer.parseInt(archive.text("select count(*)::text from archive." + table));
    }

    private void due() {
        run("update archive.text_due set next = now()");
    }

    private List<String> warned() {
        return scheduler.warnings().stream().map(HealthWarning::kind).toList();
    }

    @Test
    void findsScanByRecognizedText() {
        scan("deed", HOUSE, "a deed");
        assertEquals(List.of(), found("ششدانگ"));
        pages = 30;
        scheduler.runBatch();
        Document deed = found("مالکیت ششدانگ").get(0);
        assertEquals(HOUSE, deed.property());
        assertTrue(deed.read());
        assertEquals(1, found("ششد*").size());
        assertEquals(
                List.of(),
                catalogue
                        .search(new Caller("d21", Set.of("district:21")), "ششدانگ", null, 21, null)
                        .items());
        assertEquals(
                List.of(),
                catalogue.search(KEEPER, "ششدانگ", "location-map", 22, null).items());
        assertEquals(20, asked.size(), "no more pages than are to be read");
        assertEquals("0 2000x3508 0 image/jpeg [fas, eng]", asked.get(0));
        scheduler.runBatch();
        assertEquals(20, asked.size(), "once");
        assertEquals(0, count("text_due"));
        catalogue.setTitleAndNotes(KEEPER, false, deed.id(), "سند ششدانگ", null);
        assertEquals(
                List.of(false), found("ششدانگ").stream().map(Document::read).toList(), "once, by its title");
    }

    @Test
    void doesNotIndexPersonalNumbers() {
        written =
                "کد ملی ۰۴۹۹۳۷۰۸۹۹ کارت 6037-9912-3456-7890 تلفن 021 88 12 34 56 شبا IR120170000000123456789 و تاریخ 1380/02/11 پلاک 145 ب A1";
        scan("deed", HOUSE, "a deed");
        scheduler.runBatch();
        String words = archive.text("select array_to_string(tsvector_to_array(words), ' ') from archive.sheet_text");
        assertEquals(
                Set.of(
                        "کد",
                        "ملی",
                        "کارت",
                        "تلفن",
                        "شبا",
                        "تاریخ",
                        "1380",
                        "02",
                        "11",
                        "پلاک",
                        "145",
                        "a1",
                        "kind",
                        "district"),
                new HashSet<>(List.of(words.replaceAll("=[0-9]+", "").split(" "))));
        assertEquals(1, found("پلاک 145").size());
    }

    @Test
    void doesNotRecognizeIdentityPapers() {
        scan("national-card", "0499370899", "a card");
        scan("deed", HOUSE, "a card");
        run(
                "insert into archive.text_due (document, content) select document, content from archive.sheet on conflict do nothing");
        assertEquals(2, count("text_due"));
        scheduler.runBatch();
        assertEquals(List.of(), asked);
        assertEquals(0, count("text_due"));
        assertEquals(0, count("sheet_text"));
    }

    @Test
    void recognizesSheetAgainAfterRedactionChange() {
        String sha256 = scan("deed", HOUSE, "a deed");
        scheduler.runBatch();
        assertEquals(1, found("ششدانگ").size());
        ArchiveDocumentService documents =
                new ArchiveDocumentService(archive.store.tx(), archive.papers(), archive.keys);
        covers.add(new RedactedArea(1, new Area(1, 2, 3, 4)));
        documents.handleRedactionChange(sha256);
        assertEquals(List.of(), found("مالکیت"), "until it is read again nothing of it is found");
        scheduler.runBatch();
        assertEquals("0 2000x3508 1 image/jpeg [fas, eng]", asked.get(1));
        assertEquals(List.of(), found("ششدانگ"));
        assertEquals(1, found("مالکیت").size());
        covers.clear();
        documents.handleRedactionChange(sha256);
        // the covered areas change again during the recognition
        meanwhile = () -> {
            meanwhile = () -> {};
            covers.add(new RedactedArea(1, new Area(1, 2, 3, 4)));
            documents.handleRedactionChange(sha256);
            covers.clear();
        };
        scheduler.runBatch();
        assertEquals(4, asked.size(), "what was read first did not count");
        assertEquals(1, found("ششدانگ").size());
    }

    @Test
    void recognizesIdenticalContentOnce() {
        scan("deed", HOUSE, "a form");
        scan("location-map", "22-3-17-5-1-0-0", "a form");
        scheduler.runBatch();
        assertEquals(1, asked.size());
        assertEquals(2, found("ششدانگ").size());
        assertEquals(
                1,
                catalogue
                        .search(KEEPER, "ششدانگ", "location-map", 22, null)
                        .items()
                        .size());
        archive.store
                .tx()
                .run(sql -> sql.execute(
                        "update archive.sheet set status = 3 where document in (select id from archive.document"
                                + " where kind = (select id from archive.kind where name = 'deed'))"));
        assertEquals(1, found("ششدانگ").size(), "a recalled one is found no more");
    }

    @Test
    void recognizesExistingSheetsInAllMode() throws IOException {
        scheduler("off");
        scan("deed", HOUSE, "one");
        scan("location-map", HOUSE, "two");
        scan("deed", HOUSE, "a deed");
        scan("national-card", "0499370899", "a card");
        scheduler.runBatch();
        assertEquals(0, count("text_due"), "nothing is queued while it is off");
        scheduler("new");
        scheduler.runBatch();
        assertEquals(0, asked.size());
        scheduler("all");
        scheduler.runBatch();
        assertEquals(3, found("ششدانگ").size());
        assertEquals(3, asked.size());
        scheduler("all");
        scheduler.runBatch();
        assertEquals(3, asked.size());
        assertEquals("true", archive.text("select complete::text from archive.recognition"));
        scan("deed", HOUSE, "another deed");
        scheduler.runBatch();
        assertEquals(4, found("ششدانگ").size(), "and what comes behind them");
    }

    @Test
    void sheetsWaitWhileRecognizerIsUnavailable() {
        scan("deed", HOUSE, "a deed");
        scan("deed", HOUSE, "another deed");
        trouble = new PartnerUnavailable("tika: HTTP 503");
        scheduler.runBatch();
        assertEquals(1, asked.size());
        assertEquals(List.of("text-recognizer-away"), warned());
        assertTrue(
                scheduler.warnings().get(0).what().english().contains("waiting sheets: 2"),
                scheduler.warnings()::toString);
        assertEquals(2, count("text_due"));
        trouble = null;
        due();
        scheduler("new");
        scheduler.runBatch();
        assertEquals(List.of(), warned());
        assertEquals(2, found("ششدانگ").size());
    }

    @Test
    void repeatedlyFailingSheetIsDelayedAndReported() {
        scan("deed", HOUSE, "a deed");
        run("update archive.text_due set tries = 4");
        trouble = new PartnerUnavailable("tika: HTTP 500");
        scheduler.runBatch();
        assertEquals(List.of("text-recognizer-away", "sheets-unread"), warned());
        assertTrue(Integer.parseInt(
                        archive.text("select extract(epoch from next - now())::int::text from archive.text_due"))
                > 900);
        scheduler("new");
        scan("deed", HOUSE, "another deed");
        trouble = null;
        scheduler.runBatch();
        assertEquals(1, found("ششدانگ").size());
        assertEquals(List.of("sheets-unread"), warned());
    }

    @Test
    void doesNotRetryUnreadableSheet() {
        scan("deed", HOUSE, "a deed");
        trouble = new PartnerRefused("422", "tika: HTTP 422");
        scheduler.runBatch();
        trouble = new PictureFailure(PictureFailure.FailureReason.BUSY, "busy");
        scan("deed", HOUSE, "another deed");
        scheduler.runBatch();
        assertEquals(1, count("text_due"), "a busy hub tries again");
        assertEquals(1, count("sheet_text where words is null"));
        assertEquals(List.of(), found("ششدانگ"));
    }

    @Test
    void otherNodeContinuesAfterNodeCrash() {
        scan("deed", HOUSE, "a deed");
        meanwhile = () -> {
            throw new Error("killed");
        };
        assertThrows(Error.class, scheduler::runBatch);
        meanwhile = () -> {};
        scheduler("new");
        scheduler.runBatch();
        assertEquals(1, asked.size(), "another has it for ten minutes");
        due();
        scheduler.runBatch();
        assertEquals(1, found("ششدانگ").size());
    }

    @Test
    void searchPagesListTitleMatchesBeforeTextMatches() {
        for (int i = 0; i < 45; i++) {
            scan("deed", HOUSE, "deed " + i);
        }
        while (count("text_due") > 0) {
            scheduler.runBatch();
        }
        List<Document> all = new ArrayList<>();
        String cursor = null;
        do {
            var page = catalogue.search(KEEPER, "ششدانگ", null, 22, cursor);
            all.addAll(page.items());
            cursor = page.next();
        } while (cursor != null);
        assertEquals(45, all.size());
        all.subList(0, 20).forEach(one -> catalogue.setTitleAndNotes(KEEPER, false, one.id(), "ششدانگ", null));
        Set<Long> ids = new HashSet<>();
        List<Boolean> read = new ArrayList<>();
        int asks = 0;
        do {
            var page = catalogue.search(KEEPER, "ششدانگ", null, 22, cursor);
            page.items().forEach(one -> {
                ids.add(one.id());
                read.add(one.read());
            });
            cursor = page.next();
            asks++;
        } while (cursor != null);
        assertEquals(3, asks);
        assertEquals(45, ids.size());
        assertEquals(20, read.indexOf(true), "titles first");
        assertEquals(45, read.size());
    }

    @Test
    void rejectsInvalidConfiguration() {
        assertThrows(IllegalArgumentException.class, () -> scheduler("sometimes"));
    }
}
