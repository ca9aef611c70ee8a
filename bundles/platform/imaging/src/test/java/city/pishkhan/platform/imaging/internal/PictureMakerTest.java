package city.pishkhan.platform.imaging.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.platform.imaging.PictureFailure;
import city.pishkhan.platform.imaging.PictureFailure.Why;
import city.pishkhan.platform.imaging.PictureMaker;
import city.pishkhan.platform.imaging.PictureMaker.Page;
import city.pishkhan.platform.imaging.PictureMaker.Part;
import city.pishkhan.platform.imaging.PictureMaker.Source;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Pictures by a real process. */
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
            public int waiting() {
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

    /** A page is red at its left and blue at its right; of page 2 green at its right. */
    private static boolean like(int rgb, Color color) {
        Color found = new Color(rgb);
        return Math.abs(found.getRed() - color.getRed())
                        + Math.abs(found.getGreen() - color.getGreen())
                        + Math.abs(found.getBlue() - color.getBlue())
                < 90;
    }

    @Test
    void partsOfEveryKindOfSheetAreWhereTheyAre() throws IOException {
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
            assertTrue(like(all.getRGB(50, 4), Color.WHITE), source.mediaType());
            assertTrue(like(all.getRGB(20, 25), Color.RED), source.mediaType());
            assertTrue(like(all.getRGB(80, 25), right), source.mediaType());
            BufferedImage half = picture(
                    MAKER, source, new Part(last, width / 2 + 2, 0, width / 2 - 2, height, 40, 40, 0, false, "png"));
            assertTrue(like(half.getRGB(3, 20), right) && like(half.getRGB(37, 20), right), source.mediaType());
            BufferedImage turned =
                    picture(MAKER, source, new Part(last, 0, 0, width, height, 100, 50, 90, true, "png"));
            assertEquals(50, turned.getWidth());
            assertEquals(100, turned.getHeight());
            Color gray = new Color(turned.getRGB(25, 20));
            assertEquals(gray.getRed(), gray.getBlue());
        }
    }

    @Test
    void whatIsBrokenIsUnreadableAndTheNextIsServed() {
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
            assertEquals(Why.UNREADABLE, failure.why(), broken.mediaType());
        }
        assertEquals(1, MAKER.pages(source("image/png", png)).size());
        PictureFailure beyond = assertThrows(
                PictureFailure.class,
                () -> MAKER.picture(source("image/png", png), new Part(7, 0, 0, 10, 10, 10, 10, 0, false, "jpg")));
        assertEquals(Why.UNREADABLE, beyond.why());
    }

    /** A picture shows what there is; that there is all of it only decoding says. */
    @Test
    void decodingGoesToTheEnd() throws IOException {
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
            assertEquals(Why.UNREADABLE, failure.why());
        }
    }

    /** A page of some kilobytes whose content is gigabytes long when it is unpacked. */
    @Test
    void aBombEndsItsProcessAndNothingElse() throws IOException {
        // a gigabyte and a half cannot be read in that, and a process can begin
        PictureMakerComponent maker =
                new PictureMakerComponent(WorkerProgram.of(System.getProperty("java.class.path"), 128), config(4_000));
        Source bomb = source("application/pdf", SampleSheets.bomb());
        Part part = new Part(0, 0, 0, 100, 100, 100, 100, 0, false, "jpg");
        PictureFailure failure = assertThrows(PictureFailure.class, () -> maker.picture(bomb, part));
        assertEquals(Why.TOO_MUCH, failure.why());
        Instant began = Instant.now();
        assertThrows(PictureFailure.class, () -> maker.picture(bomb, part));
        assertTrue(Duration.between(began, Instant.now()).toMillis() < 1_000, "it is not tried again for a while");
        assertEquals(
                1, maker.pages(source("image/png", SampleSheets.image("png"))).size());
        maker.stop();
    }

    @Test
    void aSheetThatIsTooLargeIsNotSent() {
        PictureFailure failure =
                assertThrows(PictureFailure.class, () -> MAKER.pages(source("image/png", new byte[(8 << 20) + 1])));
        assertEquals(Why.TOO_MUCH, failure.why());
    }

    @Test
    void whatTakesTooLongIsEnded() {
        PictureMakerComponent hasty =
                new PictureMakerComponent(WorkerProgram.of(System.getProperty("java.class.path"), 128), config(1));
        PictureFailure failure =
                assertThrows(PictureFailure.class, () -> hasty.pages(source("image/png", SampleSheets.image("png"))));
        assertEquals(Why.TOO_MUCH, failure.why());
        hasty.stop();
    }
}
