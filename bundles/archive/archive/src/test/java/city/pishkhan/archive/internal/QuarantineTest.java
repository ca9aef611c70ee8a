package city.pishkhan.archive.internal;

import static city.pishkhan.archive.internal.ArchiveTest.FIRE;
import static city.pishkhan.archive.internal.ArchiveTest.HOUSE;
import static city.pishkhan.archive.internal.ArchiveTest.OFFICE;
import static city.pishkhan.archive.internal.ArchiveTest.PERMIT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.archive.Papers.Purpose;
import city.pishkhan.api.archive.Papers.Sheet;
import city.pishkhan.api.archive.SheetImages;
import city.pishkhan.api.journal.HubJournal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.archive.internal.examination.PdfFile;
import city.pishkhan.archive.internal.files.FileSheetStore;
import city.pishkhan.archive.internal.ingest.ExaminationScheduler;
import city.pishkhan.archive.internal.ingest.QuarantineService;
import city.pishkhan.archive.internal.ingest.SheetExaminer;
import city.pishkhan.archive.internal.personal.SheetReader;
import city.pishkhan.archive.internal.personal.StoredSheets;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.identifiers.Sha256;
import city.pishkhan.platform.imaging.PictureFailure;
import city.pishkhan.platform.imaging.PictureMaker;
import city.pishkhan.spi.MalwareScanner;
import city.pishkhan.spi.SheetStore;
import city.pishkhan.stubs.Stubs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that malicious or unreadable sheets cannot be opened until an operator decides. */
class QuarantineTest {
    private static final Caller OPERATOR = new Caller("operator", Set.of("operator"));
    private static final byte[] INFECTED = SampleFiles.pdf("% EICAR\n");
    private static final byte[] CLEAN = SampleFiles.pdf("");

    @TempDir
    Path folder;

    private final UUID caseId = Ids.next();
    private final List<String> journal = new ArrayList<>();
    private final HubJournal hubJournal = (event, actor, details) -> journal.add(event + " " + actor.principal());
    private boolean away;
    private boolean parses;
    private boolean busy;
    private PictureFailure failure;
    private RuntimeException broken;
    private int decoded;
    private final List<SheetImages.Sheet> ahead = new ArrayList<>();
    private IngestArchive archive;
    private ExaminationScheduler scheduler;
    private QuarantineService quarantine;

    private void start(String malware, int percent) throws IOException {
        MalwareScanner scanner = content -> {
            if (away) {
                throw new IOException("away");
            }
            String text = new String(content.readAllBytes(), StandardCharsets.ISO_8859_1);
            return text.contains("EICAR") ? Optional.of("Eicar-Test-Signature") : Optional.empty();
        };
        PictureMaker maker = new PictureMaker() {
            @Override
            public List<Page> pages(Source source) {
                return List.of(new Page(1, 1), new Page(1, 1));
            }

            @Override
            public byte[] picture(Source source, Part part, List<Area> covered) {
                throw new UnsupportedOperationException();
            }

            @Override
            public byte[] document(List<byte[]> pictures) {
                throw new UnsupportedOperationException();
            }

            @Override
            public List<Outline> outlines(byte[] font, List<String> texts) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Structure structure(Supplier<InputStream> pdf) {
                if (busy) {
                    throw new PictureFailure(PictureFailure.FailureReason.BUSY, "others are served");
                }
                try (InputStream content = pdf.get()) {
                    return LocalParser.structure(content.readAllBytes());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }

            @Override
            public void decode(Source source, int page) {
                if (broken != null) {
                    throw broken;
                }
                if (failure != null) {
                    throw failure;
                }
                decoded++;
            }
        };
        SheetExaminer examiner = parses
                ? new SheetExaminer(malware, percent, scanner, maker)
                : new SheetExaminer(malware, percent, scanner);
        archive = new IngestArchive(folder, examiner);
        ahead.clear();
        SheetImages images = Stubs.strict(SheetImages.class);
        doAnswer(call -> {
                    ahead.add(call.getArgument(0));
                    if (ahead.size() > 1) {
                        throw Refusal.of(Refusal.Kind.UNAVAILABLE, "sheet.pictures-busy", null);
                    }
                    return null;
                })
                .when(images)
                .prerender(any());
        scheduler = ExaminationScheduler.unscheduled(
                archive.store.tx(),
                new StoredSheets(archive.store.tx(), new SheetReader(archive.store.tx(), archive.files), archive.vault),
                maker,
                images,
                hubJournal,
                examiner);
        quarantine = new QuarantineService(archive.store.tx(), archive.files, hubJournal, archive.papers());
    }

    @AfterEach
    void stop() {
        archive.close();
    }

    private Sheet scan(byte[] content) {
        return Scans.store(
                archive.papers(), OFFICE, caseId, PERMIT, "deed", HOUSE, "deed.pdf", new ByteArrayInputStream(content));
    }

    private static void assertRefused(String code, Refusal.Kind kind, Runnable call) {
        Refusal refusal = assertThrows(Refusal.class, call::run);
        assertEquals(code, refusal.code(), refusal.english());
        assertEquals(kind, refusal.kind());
        assertFalse(refusal.persian().isBlank());
    }

    private List<Sheet> held() {
        return archive.papers().findForPurpose(OFFICE, new Purpose(PERMIT, HOUSE, List.of(), List.of()));
    }

    @Test
    void rejectsAndQuarantinesInfectedUpload() throws IOException {
        start("refuse", 0);
        assertRefused("sheet.malware", Refusal.Kind.INVALID, () -> scan(INFECTED));
        assertRefused("sheet.malware", Refusal.Kind.INVALID, () -> archive.papers()
                .storeAnswer(FIRE, Ids.next(), "a.pdf", new ByteArrayInputStream(INFECTED)));
        String sha256 = Sha256.hex(INFECTED);
        assertEquals("0", archive.text("select count(*) from archive.upload"));
        assertEquals(1, quarantine.list(OPERATOR).size());
        assertEquals("office:1204", quarantine.list(OPERATOR).get(0).source());
        assertEquals("Eicar-Test-Signature", quarantine.list(OPERATOR).get(0).detail());
        assertRefused("sheet.quarantined", Refusal.Kind.CONFLICT, () -> archive.papers()
                .open(sha256));
        assertEquals(
                0,
                new SheetSweep(archive.store.tx(), archive.files, java.time.Clock.systemUTC())
                        .sweep(Instant.now().plusSeconds(60)),
                "what is in quarantine is not swept");
        scheduler.runBatch();
        scheduler.runBatch();
        assertEquals(List.of("sheet.quarantined hub"), journal);
        assertEquals(1, scheduler.warnings().size());
        assertRefused("access.forbidden", Refusal.Kind.FORBIDDEN, () -> quarantine.list(OFFICE));

        quarantine.release(OPERATOR, sha256);
        assertEquals(sha256, scan(INFECTED).sha256());
        archive.papers().open(sha256).close();
        assertRefused("quarantine.unknown", Refusal.Kind.NOT_FOUND, () -> quarantine.release(OPERATOR, sha256));
        scheduler.runBatch();
        assertEquals(List.of(), scheduler.warnings());
    }

    /** A PDF with active content is never stored. */
    @Test
    void rejectsPdfWithActiveContent() throws IOException {
        parses = true;
        start("off", 0);
        scan(PdfFile.linked("<</S/URI/URI(https://example.org)>>"));
        byte[] script = PdfFile.linked("<</S/URI/URI(javascript:alert(1))>>");
        assertRefused("sheet.active-content", Refusal.Kind.UNSUPPORTED, () -> scan(script));
        assertRefused("sheet.active-content", Refusal.Kind.UNSUPPORTED, () -> archive.papers()
                .storeAnswer(FIRE, Ids.next(), "a.pdf", new ByteArrayInputStream(script)));
        assertRefused("sheet.active-content", Refusal.Kind.UNSUPPORTED, () -> card(script));
        assertFalse(archive.files.contains(Sha256.hex(script)));
        assertEquals("0", archive.text("select count(*) from archive.examination"));
    }

    private Sheet card(byte[] content) {
        return Scans.store(
                archive.papers(),
                OFFICE,
                caseId,
                PERMIT,
                "national-card",
                "0499370899",
                "card.pdf",
                new ByteArrayInputStream(content));
    }

    @Test
    void unparsedSheetsOpenAfterTheyAreParsed() throws IOException {
        parses = true;
        start("off", 0);
        busy = true;
        Sheet clean = scan(PdfFile.linked("<</S/Named/N/NextPage>>"));
        Sheet bad = scan(PdfFile.linked("<</S/Named/N/Print>>"));
        Sheet personal = card(PdfFile.linked("<</S/GoTo/D[3 0 R/Fit]>>"));
        for (Sheet sheet : List.of(clean, bad, personal)) {
            assertRefused("sheet.unparsed", Refusal.Kind.UNAVAILABLE, () -> archive.papers()
                    .open(sheet.sha256()));
            assertRefused("sheet.unparsed", Refusal.Kind.UNAVAILABLE, () -> archive.papers()
                    .requireOpen(sheet.sha256()));
        }
        scheduler.runBatch();
        assertEquals("3", archive.text("select count(*) from archive.examination where parse"));
        busy = false;
        archive.store.tx().run(sql -> sql.execute("update archive.examination set next = now()"));
        scheduler.runBatch();
        archive.papers().open(clean.sha256()).close();
        archive.papers().open(personal.sha256()).close();
        assertRefused("sheet.quarantined", Refusal.Kind.CONFLICT, () -> archive.papers()
                .open(bad.sha256()));
        assertEquals("active", quarantine.list(OPERATOR).get(0).reason());
        assertEquals("0", archive.text("select count(*) from archive.examination"));
    }

    /**
     * A sheet that cannot be parsed because the parser is busy does not delay the malware scan of the sheets queued
     * after it.
     */
    @Test
    void busyParserDoesNotDelayMalwareScan() throws IOException {
        parses = true;
        start("later", 0);
        busy = true;
        Sheet unparsed = scan(PdfFile.linked("<</S/Named/N/NextPage>>"));
        away = true;
        Sheet infected = scan(INFECTED);
        away = false;
        scheduler.runBatch();
        assertRefused("sheet.quarantined", Refusal.Kind.CONFLICT, () -> archive.papers()
                .open(infected.sha256()));
        assertRefused("sheet.unparsed", Refusal.Kind.UNAVAILABLE, () -> archive.papers()
                .open(unparsed.sha256()));
    }

    @Test
    void rejectsUploadsWithoutScannerInRefuseMode() throws IOException {
        start("refuse", 0);
        away = true;
        assertRefused("sheet.unscanned", Refusal.Kind.UNAVAILABLE, () -> scan(CLEAN));
        away = false;
        scan(CLEAN);
    }

    @Test
    void scansDeferredSheetsWhenScannerReturns() throws IOException {
        start("later", 0);
        away = true;
        Sheet infected = scan(INFECTED);
        Sheet clean = scan(CLEAN);
        scheduler.runBatch();
        assertEquals(2, held().size() + 1, "one deed is held, the newest");
        archive.papers().open(infected.sha256()).close();
        away = false;
        // ends the scheduler's claims on sheets at once, instead of after ten minutes
        archive.store.tx().run(sql -> sql.execute("update archive.examination set next = now()"));
        scheduler.runBatch();
        assertRefused("sheet.quarantined", Refusal.Kind.CONFLICT, () -> archive.papers()
                .open(infected.sha256()));
        assertRefused("sheet.unknown", Refusal.Kind.NOT_FOUND, () -> archive.papers()
                .requireUsable(OFFICE, caseId, new Purpose(PERMIT, HOUSE, List.of(), List.of()), infected.sha256()));
        archive.papers().open(clean.sha256()).close();
        assertEquals(List.of(clean.sha256()), held().stream().map(Sheet::sha256).toList());
        assertEquals("0", archive.text("select count(*) from archive.examination"));

        SheetStore copy = new FileSheetStore(folder.resolve("copy"));
        copy.put(new ByteArrayInputStream(INFECTED));
        assertTrue(copy.contains(infected.sha256()));
        quarantine.copy = copy;
        quarantine.delete(OPERATOR, infected.sha256());
        assertFalse(archive.files.contains(infected.sha256()));
        assertFalse(copy.contains(infected.sha256()), "nor does the second copy keep it until the next sweep");
        assertRefused("sheet.quarantined", Refusal.Kind.CONFLICT, () -> archive.papers()
                .open(infected.sha256()));
        assertTrue(journal.contains("sheet.deleted operator"), journal::toString);
        away = true;
        assertEquals("deed", assertThrows(Refusal.class, () -> scan(INFECTED)).field(), "the kind of paper");
        assertRefused("sheet.quarantined", Refusal.Kind.CONFLICT, () -> scan(INFECTED));
    }

    @Test
    void quarantinesSheetsThatCannotBeDecoded() throws IOException {
        start("off", 100);
        Sheet good = scan(CLEAN);
        scheduler.runBatch();
        assertEquals(2, decoded, "both its pages");
        Sheet card = Scans.store(
                archive.papers(),
                OFFICE,
                caseId,
                PERMIT,
                "national-card",
                "0499370899",
                "card.pdf",
                new ByteArrayInputStream(CLEAN));
        scheduler.runBatch();
        assertEquals(
                List.of(
                        new SheetImages.Sheet(good.sha256(), "application/pdf", false),
                        new SheetImages.Sheet(card.sha256(), "application/pdf", true)),
                ahead,
                "made ahead once they are known to be whole; whose picture is not made is whole nevertheless");
        assertEquals("0", archive.text("select count(*) from archive.examination"));
        archive.papers().open(good.sha256()).close();
        failure = new PictureFailure(PictureFailure.FailureReason.BUSY, "others are served");
        Sheet bad = scan(INFECTED);
        scheduler.runBatch();
        assertEquals("1", archive.text("select count(*) from archive.examination"));
        archive.store.tx().run(sql -> sql.execute("update archive.sheet set status = 2"));
        failure = new PictureFailure(PictureFailure.FailureReason.UNREADABLE, "Premature end of JPEG file");
        archive.store.tx().run(sql -> sql.execute("update archive.examination set next = now()"));
        scheduler.runBatch();
        assertEquals("unreadable", quarantine.list(OPERATOR).get(0).reason());
        assertEquals(List.of(good.sha256()), held().stream().map(Sheet::sha256).toList());
        quarantine.release(OPERATOR, bad.sha256());
        archive.papers().open(bad.sha256()).close();
        assertEquals(List.of(bad.sha256()), held().stream().map(Sheet::sha256).toList());
        assertEquals("2", archive.text("select string_agg(distinct status::text, ' ') from archive.sheet"));

        // a sheet that fails to decode does not block the examination of other sheets
        scan(SampleFiles.pdf("% first\n"));
        scan(SampleFiles.pdf("% second\n"));
        broken = new IllegalStateException("a decoder that broke");
        assertThrows(IllegalStateException.class, scheduler::runBatch);
        assertEquals(
                "1", archive.text("select count(*) from archive.examination where next < now() + interval '1 minute'"));
        broken = null;
        failure = null;
        archive.store.tx().run(sql -> sql.execute("delete from archive.examination"));

        // a sheet that exceeds the decoder's limits is not necessarily malicious
        failure = new PictureFailure(PictureFailure.FailureReason.TOO_MUCH, "time");
        Sheet large = scan(SampleFiles.pdf("% large\n"));
        scheduler.runBatch();
        archive.papers().open(large.sha256()).close();
        assertEquals("0", archive.text("select count(*) from archive.examination"));
    }

    @Test
    void rejectsInvalidSettings() throws IOException {
        start("off", 0);
        assertThrows(IllegalArgumentException.class, () -> new SheetExaminer("yes", 0, null));
        assertThrows(IllegalArgumentException.class, () -> new SheetExaminer("off", 101, null));
        scan(INFECTED);
        assertEquals("0", archive.text("select count(*) from archive.examination"));
    }
}
