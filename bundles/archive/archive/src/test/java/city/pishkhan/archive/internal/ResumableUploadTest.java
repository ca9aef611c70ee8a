package city.pishkhan.archive.internal;

import static city.pishkhan.archive.internal.ArchiveTest.HOUSE;
import static city.pishkhan.archive.internal.ArchiveTest.OFFICE;
import static city.pishkhan.archive.internal.ArchiveTest.OTHER;
import static city.pishkhan.archive.internal.ArchiveTest.PERMIT;
import static city.pishkhan.archive.internal.ArchiveTest.PERSON;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.archive.Papers.Sheet;
import city.pishkhan.api.archive.ResumableUploads;
import city.pishkhan.api.archive.ResumableUploads.Progress;
import city.pishkhan.api.archive.ResumableUploads.UploadMetadata;
import city.pishkhan.api.security.Caller;
import city.pishkhan.archive.internal.ingest.ResumableUploadService;
import city.pishkhan.archive.internal.ingest.SheetExaminer;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.spi.MalwareScanner;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumableUploadTest {
    /** size in bytes of an upload with several pieces in the database */
    private static final int LARGE = 1_300_000;

    @TempDir
    Path folder;

    private final AtomicReference<MalwareScanner> scanner = new AtomicReference<>(content -> Optional.empty());
    private final UUID caseId = Ids.next();
    private IngestArchive archive;
    private ResumableUploadService uploads;

    @BeforeEach
    void start() throws IOException {
        archive = new IngestArchive(
                folder, new SheetExaminer("refuse", 0, content -> scanner.get().scan(content)));
        uploads = at(Clock.systemUTC());
    }

    /** Creates a service on the same database, like another node or the same node after a crash. */
    private ResumableUploadService at(Clock clock) {
        return new ResumableUploadService(
                archive.store.tx(),
                archive.papers(),
                archive.archive,
                archive.vault,
                IngestArchive.config(ResumableUploadService.Config.class),
                clock);
    }

    @AfterEach
    void stop() {
        archive.close();
    }

    private Progress begin(String kind, String owner, long length) {
        return archive.store
                .tx()
                .required(sql -> uploads.begin(
                        OFFICE, new UploadMetadata(caseId, PERMIT, kind, owner, "C:\\scans\\the.tif", length)));
    }

    private Progress append(Progress to, long offset, byte[] bytes) {
        return uploads.append(OFFICE, caseId, to.id(), offset, new ByteArrayInputStream(bytes));
    }

    private static void assertRefused(String code, Runnable call) {
        Refusal refusal = assertThrows(Refusal.class, call::run);
        assertEquals(code, refusal.code(), refusal.english());
        assertFalse(refusal.persian().isBlank());
    }

    private static byte[] large() {
        return SampleFiles.pdf("% " + "x".repeat(LARGE) + "\n");
    }

    @Test
    void resumedUploadEqualsDirectUpload() throws IOException {
        byte[] tiff = SampleFiles.tiff(3);
        Progress begun = begin("deed", HOUSE, tiff.length);
        append(begun, 0, Arrays.copyOf(tiff, 1_000));
        assertEquals(
                "1 0",
                archive.text("select count(*) || ' ' || count(*) filter (where position('II'::bytea in bytes) = 1)"
                        + " from archive.resumable_piece"),
                "a piece is sealed with the case's key");
        Progress whole = append(begun, 1_000, Arrays.copyOfRange(tiff, 1_000, tiff.length));
        assertEquals(3, whole.pages());
        Sheet direct = Scans.store(
                archive.papers(), OFFICE, caseId, PERMIT, "deed", HOUSE, "the.tif", new ByteArrayInputStream(tiff));
        assertEquals(direct, whole.sheet().orElseThrow());
        assertEquals(whole, uploads.findOrComplete(OFFICE, caseId, begun.id()));
        assertEquals("0", archive.text("select count(*) from archive.resumable_piece"));
        assertRefused("upload.offset", () -> append(begun, 0, tiff));
    }

    @Test
    void otherNodeContinuesInterruptedUpload() throws IOException {
        byte[] pdf = large();
        Progress begun = begin("deed", HOUSE, pdf.length);
        InputStream torn = new SequenceInputStream(new ByteArrayInputStream(pdf, 0, 700_000), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("reset");
            }
        });
        assertRefused("sheet.interrupted", () -> uploads.append(OFFICE, caseId, begun.id(), 0, torn));

        uploads = at(Clock.systemUTC());
        assertEquals(700_000, uploads.findOrComplete(OFFICE, caseId, begun.id()).offset());
        assertRefused("upload.offset", () -> append(begun, 0, pdf));
        assertRefused("upload.offset", () -> append(begun, 700_001, pdf));
        Progress whole = append(begun, 700_000, Arrays.copyOfRange(pdf, 700_000, pdf.length));
        try (InputStream in = archive.papers().open(whole.sheet().orElseThrow().sha256())) {
            assertArrayEquals(pdf, in.readAllBytes());
        }
    }

    /** A node crashed after it received all bytes and before it replied. The next request completes the upload. */
    @Test
    void completesFullyReceivedUploadOnQuery() {
        byte[] pdf = SampleFiles.pdf("");
        Progress begun = begin("deed", HOUSE, pdf.length);
        scanner.set(content -> {
            throw new IOException("away");
        });
        assertRefused("sheet.unscanned", () -> append(begun, 0, pdf));
        assertRefused("sheet.unscanned", () -> uploads.findOrComplete(OFFICE, caseId, begun.id()));
        scanner.set(content -> Optional.empty());
        assertTrue(uploads.findOrComplete(OFFICE, caseId, begun.id()).sheet().isPresent());
        assertEquals("1", archive.text("select count(*) from archive.upload"));
    }

    /** Two clients upload the same file, or one client reconnects because it considers its first connection lost. */
    @Test
    void concurrentUploadsOfSameFileCreateOneSheet() throws Exception {
        byte[] pdf = large();
        Progress begun = begin("deed", HOUSE, pdf.length);
        ExecutorService both = Executors.newFixedThreadPool(2);
        Callable<Boolean> send = () -> {
            try {
                return append(begun, 0, pdf).sheet().isPresent();
            } catch (Refusal e) {
                assertEquals("upload.offset", e.code());
                return false;
            }
        };
        List<Future<Boolean>> sent = both.invokeAll(List.of(send, send));
        both.shutdown();
        for (Future<Boolean> one : sent) {
            one.get();
        }
        Progress far = uploads.findOrComplete(OFFICE, caseId, begun.id());
        Progress whole = far.sheet().isPresent()
                ? far
                : append(begun, far.offset(), Arrays.copyOfRange(pdf, (int) far.offset(), pdf.length));
        try (InputStream in = archive.papers().open(whole.sheet().orElseThrow().sha256())) {
            assertArrayEquals(pdf, in.readAllBytes());
        }
        assertEquals("1", archive.text("select count(*) from archive.upload"));
    }

    @Test
    void rejectedSheetEndsItsUpload() {
        byte[] bad = SampleFiles.ascii("MZ this is a program");
        Progress begun = begin("deed", HOUSE, bad.length);
        assertRefused("sheet.type", () -> append(begun, 0, bad));
        assertRefused("upload.unknown", () -> uploads.findOrComplete(OFFICE, caseId, begun.id()));
        assertEquals("0", archive.text("select count(*) from archive.resumable_piece"));
        Progress more = begin("deed", HOUSE, 10);
        assertRefused("upload.beyond", () -> append(more, 0, bad));
        assertEquals(0, uploads.findOrComplete(OFFICE, caseId, more.id()).offset());
    }

    @Test
    void rejectsAccessByOtherOfficesAndCases() {
        Progress begun = begin("deed", HOUSE, 10);
        assertRefused("upload.unknown", () -> uploads.findOrComplete(OTHER, caseId, begun.id()));
        assertRefused("upload.unknown", () -> uploads.findOrComplete(OFFICE, Ids.next(), begun.id()));
        assertRefused(
                "upload.unknown", () -> uploads.append(OTHER, caseId, begun.id(), 0, InputStream.nullInputStream()));
        uploads.delete(OFFICE, caseId, begun.id());
        assertRefused("upload.unknown", () -> uploads.delete(OFFICE, caseId, begun.id()));
    }

    @Test
    void limitsOpenUploadsPerOffice() {
        long limit = archive.archive.bytes();
        assertRefused("sheet.too-large", () -> begin("deed", HOUSE, limit + 1));
        assertRefused("sheet.empty", () -> begin("deed", HOUSE, 0));
        for (int i = 0; i < 10; i++) {
            begin("deed", HOUSE, limit);
        }
        assertRefused("upload.too-many", () -> begin("deed", HOUSE, 1));
        archive.store
                .tx()
                .required(sql -> uploads.begin(OTHER, new UploadMetadata(caseId, PERMIT, "deed", HOUSE, "a.pdf", 1)));
    }

    /** Owner and file name are readable only with the case's key. */
    @Test
    void storesNoPersonAndExpiresAfterOneDay() {
        Progress begun = begin("national-card", PERSON, 10);
        append(begun, 0, new byte[5]);
        assertFalse(
                archive.text("select resumable::text from archive.resumable").contains(PERSON));
        uploads = at(Clock.offset(Clock.systemUTC(), Duration.ofHours(25)));
        assertRefused("upload.unknown", () -> uploads.findOrComplete(OFFICE, caseId, begun.id()));
        uploads.sweep();
        assertEquals("0", archive.text("select count(*) from archive.resumable"));
        assertEquals("0", archive.text("select count(*) from archive.resumable_piece"));
    }

    /**
     * An office can list and end its unfinished uploads. Otherwise twenty interrupted uploads with lost ids would use
     * up the daily limit.
     */
    @Test
    void officeListsAndDiscardsUnfinishedUploads() throws IOException {
        byte[] pdf = SampleFiles.pdf("done");
        Progress done = begin("deed", HOUSE, pdf.length);
        append(done, 0, pdf);
        Progress first = begin("deed", HOUSE, 10);
        append(first, 0, new byte[3]);
        Progress second = begin("plan", HOUSE, 20);
        List<ResumableUploads.Unfinished> open = uploads.listUnfinished(OFFICE);
        assertEquals(
                List.of(first.id() + " deed 3/10", second.id() + " plan 0/20"),
                open.stream()
                        .map(one -> one.id() + " " + one.kind() + " " + one.offset() + "/" + one.length())
                        .toList());
        assertEquals(caseId, open.get(0).caseId());
        assertEquals(first.expires().getEpochSecond(), open.get(0).expires().getEpochSecond());
        Caller other = new Caller("other", Set.of("office:2301"));
        assertEquals(List.of(), uploads.listUnfinished(other));
        assertRefused("upload.unknown", () -> uploads.discard(other, first.id()));
        uploads.discard(OFFICE, first.id());
        assertRefused("upload.unknown", () -> uploads.discard(OFFICE, first.id()));
        assertRefused("upload.unknown", () -> uploads.discard(OFFICE, done.id()));
        assertEquals(1, uploads.listUnfinished(OFFICE).size());
        assertEquals("0", archive.text("select count(*) from archive.resumable_piece"), "the pieces go with it");
    }
}
