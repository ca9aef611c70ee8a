package city.pishkhan.platform.imaging.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.platform.imaging.PictureFailure;
import city.pishkhan.platform.imaging.PictureFailure.FailureReason;
import city.pishkhan.platform.imaging.PictureMaker;
import city.pishkhan.platform.imaging.PictureMaker.Area;
import city.pishkhan.platform.imaging.PictureMaker.Outline;
import city.pishkhan.platform.imaging.PictureMaker.Page;
import city.pishkhan.platform.imaging.PictureMaker.Part;
import city.pishkhan.platform.imaging.PictureMaker.Source;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Pictures made by a real process. */
class PictureMakerTest {
    private static final PictureMakerComponent MAKER =
            new PictureMakerComponent(WorkerProgram.of(System.getProperty("java.class.path"), 128), config(20_000));

    @AfterAll
    static void stop() {
        MAKER.stop();
    }

    private static PictureMakerComponent.Config config(int pictureMs) {
        return new PictureMakerComponent.Config() {
            @Override
            public int processes() {
                return 1;
            }

            @Override
            public int heapMb() {
                return 128;
            }

            @Override
            public int pictureMs() {
                return pictureMs;
            }

            @Override
            public int waitMs() {
                return 30_000;
            }

            @Override
            public int maxWaiting() {
                return 4;
            }

            @Override
            public int maxBytes() {
                return 8 << 20;
            }

            @Override
            public int idleSeconds() {
                return 60;
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return PictureMakerComponent.Config.class;
            }
        };
    }

    private static Source source(String mediaType, byte[] bytes) {
        return new Source(
                Integer.toHexString(Arrays.hashCode(bytes)), mediaType, () -> new ByteArrayInputStream(bytes));
    }

    private static BufferedImage picture(PictureMaker maker, Source source, Part part) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(maker.picture(source, part)));
    }

    /** A page is red on its left half and blue on its right half; the right half of page 2 is green. */
    private static boolean isSimilar(int rgb, Color color) {
        Color found = new Color(rgb);
        return Math.abs(found.getRed() - color.getRed())
                        + Math.abs(found.getGreen() - color.getGreen())
                        + Math.abs(found.getBlue() - color.getBlue())
                < 90;
    }

    @Test
    void cutsCorrectPartsOfEverySheetType() throws IOException {
        for (Source source : List.of(
                source("image/tiff", SampleSheets.tiff(2, "LZW")),
                source("image/tiff", SampleSheets.tiff(2, "Deflate")),
                source("application/pdf", SampleSheets.pdf(2)),
                source("image/png", SampleSheets.image("png")),
                source("image/jpeg", SampleSheets.image("jpg")))) {
            List<Page> pages = MAKER.pages(source);
            assertEquals(source.mediaType().matches(".*(tiff|pdf)") ? 2 : 1, pages.size(), source.mediaType());
            int last = pages.size() - 1;
            int width = pages.get(last).width();
            int height = pages.get(last).height();
            Color right = last == 1 ? Color.GREEN : Color.BLUE;
            BufferedImage all = picture(MAKER, source, new Part(last, 0, 0, width, height, 100, 50, 0, false, "jpg"));
            assertEquals(100, all.getWidth());
            assertEquals(50, all.getHeight());
            assertTrue(isSimilar(all.getRGB(50, 4), Color.WHITE), source.mediaType());
            assertTrue(isSimilar(all.getRGB(20, 25), Color.RED), source.mediaType());
            assertTrue(isSimilar(all.getRGB(80, 25), right), source.mediaType());
            BufferedImage half = picture(
                    MAKER, source, new Part(last, width / 2 + 2, 0, width / 2 - 2, height, 40, 40, 0, false, "png"));
            assertTrue(
                    isSimilar(half.getRGB(3, 20), right) && isSimilar(half.getRGB(37, 20), right), source.mediaType());
            BufferedImage turned =
                    picture(MAKER, source, new Part(last, 0, 0, width, height, 100, 50, 90, true, "png"));
            assertEquals(50, turned.getWidth());
            assertEquals(100, turned.getHeight());
            Color gray = new Color(turned.getRGB(25, 20));
            assertEquals(gray.getRed(), gray.getBlue());
        }
    }

    /** A scan that cannot be decoded is refused, because a white page would be mistaken for the scan. */
    @Test
    void undecodableScanFailsInsteadOfWhitePage() throws IOException {
        for (COSName filter : List.of(COSName.JBIG2_DECODE, COSName.JPX_DECODE)) {
            Source source = source("application/pdf", SampleSheets.photo(new byte[100], filter));
            Page page = MAKER.pages(source).get(0);
            Part all = new Part(0, 0, 0, page.width(), page.height(), 60, 30, 0, false, "jpg");
            assertEquals(
                    FailureReason.UNREADABLE,
                    assertThrows(PictureFailure.class, () -> MAKER.picture(source, all))
                            .reason());
        }
    }

    @Test
    void parsesPdfInWorkerProcess() throws IOException {
        byte[] one = SampleSheets.pdf(1);
        byte[] two = SampleSheets.pdf(2);
        assertEquals(new PictureMaker.Structure(2, 1, "", 0), MAKER.structure(() -> new ByteArrayInputStream(two)));
        byte[] nest = ("%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages " + "[".repeat(100_000)
                        + "\ntrailer\n<</Root 1 0 R>>\n%%EOF")
                .getBytes(StandardCharsets.US_ASCII);
        for (byte[] bad : List.of(new byte[100], nest)) {
            FailureReason why = assertThrows(
                            PictureFailure.class, () -> MAKER.structure(() -> new ByteArrayInputStream(bad)))
                    .reason();
            assertTrue(why == FailureReason.UNREADABLE || why == FailureReason.TOO_MUCH, why::toString);
            assertEquals(1, MAKER.structure(() -> new ByteArrayInputStream(one)).pages());
        }
    }

    @Test
    void brokenSheetIsUnreadableAndNextIsServed() {
        byte[] noise = new byte[10_000];
        new Random(1).nextBytes(noise);
        byte[] png = SampleSheets.image("png");
        for (Source broken : List.of(
                source("application/pdf", noise),
                source("image/tiff", noise),
                source("image/jpeg", noise),
                source("image/png", Arrays.copyOf(png, png.length / 2)))) {
            PictureFailure failure = assertThrows(
                    PictureFailure.class,
                    () -> MAKER.picture(broken, new Part(0, 0, 0, 10, 10, 10, 10, 0, false, "jpg")));
            assertEquals(FailureReason.UNREADABLE, failure.reason(), broken.mediaType());
        }
        assertEquals(1, MAKER.pages(source("image/png", png)).size());
        PictureFailure beyond = assertThrows(
                PictureFailure.class,
                () -> MAKER.picture(source("image/png", png), new Part(7, 0, 0, 10, 10, 10, 10, 0, false, "jpg")));
        assertEquals(FailureReason.UNREADABLE, beyond.reason());
    }

    /**
     * No picture contains a pixel of a covered area, not even mixed into its neighbours when the picture is scaled
     * down.
     */
    @Test
    void redactedAreasAppearInNoPicture() throws IOException {
        for (Source source : List.of(
                source("image/tiff", SampleSheets.tiff(2, "LZW")),
                source("application/pdf", SampleSheets.pdf(2)),
                source("application/pdf", SampleSheets.photo(SampleSheets.image("jpg"))),
                source("image/png", SampleSheets.image("png")),
                source("image/jpeg", SampleSheets.image("jpg")))) {
            Page page = MAKER.pages(source).get(0);
            int half = page.width() / 2;
            List<Area> blue = List.of(new Area(half, 0, page.width() - half, page.height()));
            for (Part part : List.of(
                    new Part(0, 0, 0, page.width(), page.height(), 37, 19, 0, false, "png"),
                    new Part(0, 0, 0, page.width(), page.height(), 100, 50, 180, false, "jpg"),
                    new Part(0, half - 20, 0, 200, page.height(), 10, 10, 0, false, "png"))) {
                BufferedImage picture = ImageIO.read(new ByteArrayInputStream(MAKER.picture(source, part, blue)));
                for (int y = 0; y < picture.getHeight(); y++) {
                    for (int x = 0; x < picture.getWidth(); x++) {
                        Color seen = new Color(picture.getRGB(x, y));
                        boolean blueSeen = seen.getBlue() > seen.getRed() + 40;
                        assertFalse(blueSeen, source.mediaType() + " " + part + " " + x + ',' + y + ' ' + seen);
                    }
                }
                assertTrue(isSimilar(picture.getRGB(picture.getWidth() / 2, 0), Color.WHITE)
                        || part.rotation() == 180
                        || isSimilar(picture.getRGB(picture.getWidth() - 1, 0), Color.BLACK));
            }
            Part all = new Part(0, 0, 0, page.width(), page.height(), 100, 50, 0, false, "png");
            assertTrue(isSimilar(picture(MAKER, source, all).getRGB(80, 25), Color.BLUE), "nobody else is shown less");
        }
    }

    @Test
    void picturesBecomeOneReproducibleDocument() throws IOException {
        List<byte[]> pictures = List.of(SampleSheets.image("jpg"), SampleSheets.image("jpg"));
        byte[] document = MAKER.document(pictures);
        assertArrayEquals(document, MAKER.document(pictures));
        Source made = source("application/pdf", document);
        assertEquals(List.of(new Page(600, 300), new Page(600, 300)), MAKER.pages(made));
        Part all = new Part(1, 0, 0, 600, 300, 100, 50, 0, false, "jpg");
        assertTrue(isSimilar(picture(MAKER, made, all).getRGB(80, 25), Color.BLUE));
        PictureFailure broken = assertThrows(PictureFailure.class, () -> MAKER.document(List.of(new byte[] {1, 2, 3})));
        assertEquals(FailureReason.UNREADABLE, broken.reason());
    }

    @Test
    void drawsLettersWithoutDesktop() throws IOException {
        byte[] font;
        try (InputStream in =
                PDDocument.class.getResourceAsStream("/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf")) {
            font = in.readAllBytes();
        }
        List<Outline> outlines = MAKER.outlines(font, List.of("1", "11", " ", "\ufed3"));
        assertEquals(2 * outlines.get(0).advance(), outlines.get(1).advance(), 1e-6);
        Rectangle2D one = outlines.get(0).path().getBounds2D();
        assertTrue(one.getMinY() < -0.6 && one.getMaxY() < 0.1, one.toString());
        assertTrue(outlines.get(2).path().getBounds2D().isEmpty());
        assertEquals(0, outlines.get(3).advance(), "the font has no such letter");
        PictureFailure none = assertThrows(PictureFailure.class, () -> MAKER.outlines(new byte[9], List.of("1")));
        assertEquals(FailureReason.UNREADABLE, none.reason());
    }

    /** A picture of a damaged sheet shows the readable part; only {@code decode} reports the missing data. */
    @Test
    void decodingReadsWholeSheet() throws IOException {
        byte[] jpeg = SampleSheets.image("jpg");
        byte[] tiff = SampleSheets.tiff(2, "LZW");
        for (Source good : List.of(
                source("image/tiff", tiff),
                source("application/pdf", SampleSheets.pdf(2)),
                source("application/pdf", SampleSheets.photo(jpeg)),
                source("image/png", SampleSheets.image("png")),
                source("image/jpeg", jpeg))) {
            int pages = MAKER.pages(good).size();
            for (int page = 0; page < pages; page++) {
                MAKER.decode(good, page);
            }
        }
        byte[] cut = Arrays.copyOf(jpeg, jpeg.length / 2);
        cut[cut.length - 2] = (byte) 0xff;
        cut[cut.length - 1] = (byte) 0xd9;
        byte[] torn = tiff.clone();
        Arrays.fill(torn, 200, 700, (byte) 0xff);
        Source half = source("image/jpeg", cut);
        assertTrue(MAKER.picture(half, new Part(0, 0, 0, 600, 300, 60, 30, 0, false, "jpg")).length > 0);
        for (Source bad : List.of(
                half, source("image/tiff", torn), source("application/pdf", SampleSheets.photo(new byte[500])))) {
            PictureFailure failure = assertThrows(PictureFailure.class, () -> MAKER.decode(bad, 0), bad.mediaType());
            assertEquals(FailureReason.UNREADABLE, failure.reason());
        }
    }

    /** A page of seven megabytes whose content unpacks to seven gigabytes. */
    @Test
    void decompressionBombEndsOnlyItsProcess() throws IOException {
        // reading seven gigabytes takes about 14 times this limit on the machine where it was measured (56 s)
        PictureMakerComponent maker =
                new PictureMakerComponent(WorkerProgram.of(System.getProperty("java.class.path"), 128), config(4_000));
        Source bomb = source("application/pdf", SampleSheets.bomb());
        Part part = new Part(0, 0, 0, 100, 100, 100, 100, 0, false, "jpg");
        PictureFailure failure = assertThrows(PictureFailure.class, () -> maker.picture(bomb, part));
        assertEquals(FailureReason.TOO_MUCH, failure.reason());
        PictureFailure again = assertThrows(PictureFailure.class, () -> maker.picture(bomb, part));
        assertEquals(
                "the sheet needed too much time or memory a while ago", again.getMessage(), "it is not tried again");
        assertEquals(
                1, maker.pages(source("image/png", SampleSheets.image("png"))).size());
        maker.stop();
    }

    /**
     * If the system kills the process, for example for lack of memory, the sheet is not blamed and may be requested
     * again at once.
     */
    @Test
    void killedProcessIsNotBlamedOnSheet() {
        PictureMakerComponent maker =
                new PictureMakerComponent(WorkerProgram.of(System.getProperty("java.class.path"), 128), config(20_000));
        Set<Long> before =
                ProcessHandle.current().children().map(ProcessHandle::pid).collect(Collectors.toSet());
        Source slow = source("application/pdf", SampleSheets.bomb());
        CompletableFuture<List<Page>> asked = CompletableFuture.supplyAsync(() -> maker.pages(slow));
        Optional<ProcessHandle> process = Optional.empty();
        while (process.isEmpty() && !asked.isDone()) {
            process = ProcessHandle.current()
                    .children()
                    .filter(child -> !before.contains(child.pid()))
                    .findFirst();
        }
        process.orElseThrow().destroyForcibly();
        CompletionException ended = assertThrows(CompletionException.class, asked::join);
        assertEquals(FailureReason.BUSY, ((PictureFailure) ended.getCause()).reason());
        assertEquals(1, maker.pages(slow).size());
        maker.stop();
    }

    /** If the process ends during its start or cannot start, the sheet is not the cause and the hub reports no fault. */
    @Test
    void unstartableProcessIsReportedAsBusy() {
        PictureMakerComponent maker =
                new PictureMakerComponent(new WorkerProgram(List.of("/no/such/program")), config(20_000));
        for (int i = 0; i < 2; i++) {
            PictureFailure failure = assertThrows(
                    PictureFailure.class, () -> maker.pages(source("image/png", SampleSheets.image("png"))));
            assertEquals(FailureReason.BUSY, failure.reason());
        }
        maker.stop();
    }

    @Test
    void rejectsSheetAboveSizeLimit() {
        PictureFailure failure =
                assertThrows(PictureFailure.class, () -> MAKER.pages(source("image/png", new byte[(8 << 20) + 1])));
        assertEquals(FailureReason.TOO_MUCH, failure.reason());
    }

    /** A process that waits for a processor on a busy machine does not exceed its limit of processor time. */
    @Test
    void waitingForProcessorIsNotCountedAsCost() throws Exception {
        int most = 2_000;
        PictureMakerComponent maker =
                new PictureMakerComponent(WorkerProgram.of(System.getProperty("java.class.path"), 128), config(most));
        Set<ProcessHandle> before = ProcessHandle.current().children().collect(Collectors.toSet());
        Source image = source("image/png", SampleSheets.image("png"));
        assertEquals(1, maker.pages(image).size());
        ProcessHandle process = ProcessHandle.current()
                .children()
                .filter(child -> !before.contains(child))
                .findFirst()
                .orElseThrow();
        signal("STOP", process);
        CompletableFuture<List<Page>> asked = CompletableFuture.supplyAsync(() -> maker.pages(image));
        assertThrows(TimeoutException.class, () -> asked.get(most * 3L / 2, TimeUnit.MILLISECONDS), "it is waited for");
        signal("CONT", process);
        assertEquals(1, asked.join().size());
        maker.stop();
    }

    private static void signal(String name, ProcessHandle to) throws Exception {
        assertEquals(
                0,
                new ProcessBuilder("kill", "-" + name, Long.toString(to.pid()))
                        .start()
                        .waitFor());
    }

    @Test
    void endsSlowRequest() {
        PictureMakerComponent hasty =
                new PictureMakerComponent(WorkerProgram.of(System.getProperty("java.class.path"), 128), config(1));
        PictureFailure failure =
                assertThrows(PictureFailure.class, () -> hasty.pages(source("image/png", SampleSheets.image("png"))));
        assertEquals(FailureReason.TOO_MUCH, failure.reason());
        hasty.stop();
    }
}
