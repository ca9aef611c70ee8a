package city.pishkhan.pictures.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.archive.Papers;
import city.pishkhan.api.archive.SheetImages.AppliedRedactions;
import city.pishkhan.api.archive.SheetImages.Area;
import city.pishkhan.api.archive.SheetImages.Part;
import city.pishkhan.api.archive.SheetImages.RedactedArea;
import city.pishkhan.api.archive.SheetImages.Sheet;
import city.pishkhan.api.security.Caller;
import city.pishkhan.platform.imaging.PictureFailure;
import city.pishkhan.platform.imaging.PictureFailure.FailureReason;
import city.pishkhan.platform.imaging.PictureMaker;
import city.pishkhan.stubs.Stubs;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SheetImageServiceTest {
    private static final Caller CLERK = new Caller("clerk", Set.of("office:1204"));
    private static final Sheet DEED = new Sheet("a".repeat(64), "image/png", false);
    private static final Sheet CARD = new Sheet("b".repeat(64), "image/png", true);
    private static final Part TILE = new Part(0, 0, 0, 512, 512, 256, 256, 0, false, "jpg");

    @TempDir
    Path folder;

    private final List<PictureMaker.Part> asked = new ArrayList<>();
    private int pages = 1;
    private int weight;
    private int made;
    private PictureFailure failure;
    private PictureMaker maker;
    private String barred;
    private SheetImageService images;

    @BeforeEach
    void start() throws IOException {
        maker = new PictureMaker() {
            @Override
            public List<PictureMaker.Page> pages(Source source) {
                work();
                return Collections.nCopies(pages, new PictureMaker.Page(1000, 2000));
            }

            @Override
            public byte[] picture(Source source, PictureMaker.Part part, List<PictureMaker.Area> covered) {
                work();
                asked.add(part);
                byte[] picture = (made + " " + covered).getBytes(StandardCharsets.UTF_8);
                return weight == 0 ? picture : new byte[part.toHeight() < 2000 ? weight / 2 : weight];
            }

            @Override
            public byte[] document(List<byte[]> pictures) {
                work();
                return (pictures.size() + " pages").getBytes(StandardCharsets.UTF_8);
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
                work();
            }
        };
        images = service(null);
    }

    private SheetImageService service(Watermark watermark) throws IOException {
        Papers papers = Stubs.strict(Papers.class);
        doAnswer(call -> {
                    if (call.getArgument(0).equals(barred)) {
                        throw new Refusal(Refusal.Kind.CONFLICT, "sheet.quarantined", null, "No.", "نه.");
                    }
                    return null;
                })
                .when(papers)
                .requireOpen(any());
        return new SheetImageService(papers, maker, new PictureFolder(folder, 4_000), watermark);
    }

    @Test
    void showsNoCachedPicturesOfQuarantinedSheet() {
        picture(DEED);
        AppliedRedactions shown = new AppliedRedactions(1, List.of(new RedactedArea(1, new Area(1, 2, 3, 4))));
        images.document(DEED, shown);
        barred = DEED.sha256();
        for (Supplier<byte[]> look :
                List.<Supplier<byte[]>>of(() -> picture(DEED), () -> images.document(DEED, shown))) {
            assertEquals(
                    "sheet.quarantined", assertThrows(Refusal.class, look::get).code());
        }
    }

    private void work() {
        if (failure != null) {
            throw failure;
        }
        made++;
    }

    private byte[] picture(Sheet sheet) {
        return images.picture(sheet, TILE, AppliedRedactions.NONE, CLERK);
    }

    private byte[] picture(int version, int page) {
        return images.picture(
                DEED,
                TILE,
                new AppliedRedactions(version, List.of(new RedactedArea(page, new Area(1, 2, 3, 4)))),
                CLERK);
    }

    private long cachedCount() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }

    @Test
    void cachesPicturesAcrossRestarts() throws IOException {
        assertEquals(1000, images.pages(DEED).get(0).width());
        images.pages(DEED);
        assertEquals(1, made);
        assertArrayEquals(picture(DEED), picture(DEED));
        assertEquals(2, made);
        images.picture(DEED, new Part(0, 512, 0, 488, 512, 256, 256, 0, false, "jpg"), AppliedRedactions.NONE, CLERK);
        assertEquals(3, cachedCount(), "two pictures, and how large the page is");
        int before = made;
        SheetImageService restarted = service(null);
        assertEquals(2000, restarted.pages(DEED).get(0).height());
        assertEquals(before, made);
    }

    /** Damages cached files like a crash that occurs before their content reaches the disk. */
    @Test
    void recreatesPicturesDamagedByCrash() throws IOException {
        images.pages(DEED);
        byte[] good = picture(DEED);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.write(file, new byte[0]);
            }
        }
        SheetImageService restarted = service(new Watermark(maker, Instant::now) {
            @Override
            byte[] apply(byte[] picture, String format, Caller viewer) {
                if (picture.length == 0) {
                    throw new UncheckedIOException(new IOException("no picture"));
                }
                return picture;
            }
        });
        assertEquals(1, restarted.pages(DEED).size());
        assertEquals(good.length, restarted.picture(DEED, TILE, AppliedRedactions.NONE, CLERK).length);
        try (Stream<Path> files = Files.list(folder)) {
            assertTrue(files.allMatch(file -> file.toFile().length() > 0));
        }
    }

    @Test
    void doesNotCachePicturesOfIdentityPapers() throws IOException {
        picture(CARD);
        picture(CARD);
        assertEquals(2, made);
        assertEquals(0, cachedCount());
    }

    @Test
    void cachesPicturesPerPageAndRedactionVersion() {
        byte[] whole = picture(DEED);
        byte[] covered = picture(1, 1);
        assertEquals("2 [Area[x=1, y=2, width=3, height=4]]", new String(covered, StandardCharsets.UTF_8));
        assertArrayEquals(covered, picture(1, 1));
        assertEquals("3 []", new String(picture(1, 2), StandardCharsets.UTF_8), "of another page");
        assertEquals("4 [Area[x=1, y=2, width=3, height=4]]", new String(picture(2, 1), StandardCharsets.UTF_8));
        assertArrayEquals(whole, picture(DEED));
    }

    @Test
    void prerendersFirstPicturesOfViewer() throws IOException {
        images.prerender(DEED);
        List<PictureMaker.Part> first = List.copyOf(asked);
        assertEquals(
                List.of(
                        new PictureMaker.Part(0, 0, 0, 1000, 2000, 100, 200, 0, false, "jpg"),
                        new PictureMaker.Part(0, 0, 0, 1000, 2000, 250, 500, 0, false, "jpg"),
                        new PictureMaker.Part(0, 0, 0, 1000, 1024, 500, 512, 0, false, "jpg"),
                        new PictureMaker.Part(0, 0, 1024, 1000, 976, 500, 488, 0, false, "jpg")),
                first);
        int before = made;
        images.picture(DEED, new Part(0, 0, 1024, 1000, 976, 500, 488, 0, false, "jpg"), AppliedRedactions.NONE, CLERK);
        images.prerender(DEED);
        assertEquals(before, made);
        images.prerender(CARD);
        assertEquals(before, made, "of an identity paper nothing");
    }

    @Test
    void createsRedactedDocumentOnceWithinLimits() {
        AppliedRedactions shown = new AppliedRedactions(1, List.of(new RedactedArea(1, new Area(1, 2, 3, 4))));
        assertEquals("1 pages", new String(images.document(DEED, shown), StandardCharsets.UTF_8));
        assertEquals(new PictureMaker.Part(0, 0, 0, 1000, 2000, 1000, 2000, 0, false, "jpg"), asked.get(0));
        int before = made;
        images.document(DEED, shown);
        assertEquals(before, made);
        weight = 1 << 20;
        pages = 9;
        images.document(new Sheet("d".repeat(64), "image/tiff", false), shown);
        PictureMaker.Part small = asked.get(asked.size() - 1);
        assertEquals("8 800 1600", small.page() + " " + small.toWidth() + " " + small.toHeight(), "less of each");
        weight = 2 << 20;
        assertDocumentRefused("e", shown);
        weight = 0;
        pages = 51;
        assertDocumentRefused("c", shown);
    }

    private void assertDocumentRefused(String sheet, AppliedRedactions shown) {
        Refusal refusal = assertThrows(
                Refusal.class, () -> images.document(new Sheet(sheet.repeat(64), "image/tiff", false), shown));
        assertEquals("sheet.too-much", refusal.code());
    }

    @Test
    void reportsWhyPictureIsMissing() {
        assertRefused(FailureReason.UNREADABLE, Refusal.Kind.INVALID, "sheet.no-picture");
        assertRefused(FailureReason.TOO_MUCH, Refusal.Kind.INVALID, "sheet.too-much");
        assertRefused(FailureReason.BUSY, Refusal.Kind.UNAVAILABLE, "sheet.pictures-busy");
    }

    private void assertRefused(FailureReason why, Refusal.Kind kind, String code) {
        failure = new PictureFailure(why, "inside");
        Refusal refusal = assertThrows(Refusal.class, () -> picture(DEED));
        assertEquals(kind, refusal.kind());
        assertEquals(code, refusal.code());
        assertThrows(Refusal.class, () -> images.pages(DEED));
    }
}
