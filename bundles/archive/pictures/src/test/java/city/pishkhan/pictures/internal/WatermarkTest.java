package city.pishkhan.pictures.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;

import city.pishkhan.api.security.Caller;
import city.pishkhan.platform.imaging.PictureMaker;
import city.pishkhan.stubs.Stubs;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class WatermarkTest {
    private static final Caller CLERK = new Caller("clerk", Set.of("office:1204"));
    private static final Caller OVERSIGHT = new Caller("oversight-1", Set.of("oversight"));

    private final List<String> asked = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-29T06:42:10Z");
    private final Watermark watermark = new Watermark(letters(), () -> now);

    /** Returns outlines in which each letter is a box of its width. */
    private PictureMaker letters() {
        PictureMaker maker = Stubs.strict(PictureMaker.class);
        doAnswer(call -> {
                    assertTrue(call.<byte[]>getArgument(0).length > 100_000, "the font is there");
                    List<String> texts = call.getArgument(1);
                    asked.addAll(texts);
                    return texts.stream()
                            .map(text -> new PictureMaker.Outline(
                                    0.5,
                                    new Path2D.Double(
                                            new Rectangle2D.Double(0.05, -0.7, 0.2 + text.charAt(0) % 10 / 50.0, 0.7))))
                            .toList();
                })
                .when(maker)
                .outlines(any(), any());
        return maker;
    }

    private static byte[] picture(String format, Color color) throws IOException {
        BufferedImage image = new BufferedImage(512, 300, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(color);
        graphics.fillRect(0, 0, 512, 300);
        graphics.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, format, out);
        return out.toByteArray();
    }

    @Test
    void showsViewerAndTehranTime() {
        assertEquals("دفتر ۱۲۰۴  ۱۴۰۵/۰۹/۰۸ ۱۰:۱۲", watermark.text(CLERK));
        assertEquals("نهاد ناظر  ۱۴۰۵/۰۹/۰۸ ۱۰:۱۲", watermark.text(OVERSIGHT));
        assertEquals("منطقهٔ ۲۲  ۱۴۰۵/۰۹/۰۸ ۱۰:۱۲", watermark.text(new Caller("x", Set.of("district:22"))));
        assertEquals("someone  ۱۴۰۵/۰۹/۰۸ ۱۰:۱۲", watermark.text(new Caller("someone", Set.of("other"))));
    }

    @Test
    void isVisibleOnWhiteAndBlackButTransparent() throws IOException {
        for (String format : List.of("jpg", "png")) {
            for (Color color : List.of(Color.WHITE, Color.BLACK)) {
                BufferedImage image =
                        ImageIO.read(new ByteArrayInputStream(watermark.apply(picture(format, color), format, CLERK)));
                assertEquals(512, image.getWidth());
                assertEquals(300, image.getHeight());
                int[] pixels = image.getRGB(0, 0, 512, 300, null, 0, 512);
                int below = new Color(pixels[0]).getRed();
                double far = Arrays.stream(pixels)
                        .map(rgb -> Math.abs(new Color(rgb).getRed() - below))
                        .max()
                        .orElseThrow();
                long touched = Arrays.stream(pixels)
                        .filter(rgb -> Math.abs(new Color(rgb).getRed() - below) > 15)
                        .count();
                assertTrue(far > 30 && far < 110, format + " " + color + " " + far);
                assertTrue(touched > 1_000 && touched < pixels.length / 4, touched + " pixels");
            }
        }
    }

    /** Large pictures are processed one at a time. None is refused, and all permits are released. */
    @Test
    void processesLargePicturesSequentially() throws Exception {
        BufferedImage large = new BufferedImage(4_096, 4_096, BufferedImage.TYPE_BYTE_GRAY);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(large, "jpg", out);
        byte[] torn = Arrays.copyOf(out.toByteArray(), 300);
        for (int i = 0; i < 3; i++) {
            assertThrows(UncheckedIOException.class, () -> watermark.apply(torn, "jpg", CLERK));
        }
        List<CompletableFuture<byte[]>> asked = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            asked.add(CompletableFuture.supplyAsync(() -> watermark.apply(out.toByteArray(), "jpg", CLERK)));
        }
        for (CompletableFuture<byte[]> one : asked) {
            assertTrue(one.get().length > 1_000);
        }
    }

    @Test
    void isStableWithinMinuteAndCachesLetters() throws IOException {
        byte[] tile = picture("jpg", Color.WHITE);
        byte[] first = watermark.apply(tile, "jpg", CLERK);
        assertArrayEquals(first, watermark.apply(tile, "jpg", CLERK));
        int letters = asked.size();
        now = now.plus(Duration.ofHours(11));
        assertFalse(Arrays.equals(first, watermark.apply(tile, "jpg", CLERK)));
        assertEquals(letters, asked.size());
        assertTrue(asked.contains("\ufea9"), "the first letter of the word is shaped: " + asked);
    }
}
