package city.pishkhan.pictures.internal;

import city.pishkhan.api.security.Caller;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.identifiers.PersianText;
import city.pishkhan.messages.Messages;
import city.pishkhan.platform.imaging.PictureFailure;
import city.pishkhan.platform.imaging.PictureMaker;
import com.ibm.icu.text.ArabicShaping;
import com.ibm.icu.text.ArabicShapingException;
import com.ibm.icu.text.Bidi;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Draws the viewer's name and the time across a picture. The watermark is drawn on finished pictures in this process, so that cached
 * pictures need not wait for the picture process. System fonts are not needed: the outlines of letters are requested once from the picture
 * process and cached.
 */
class Watermark {
    private static final Messages MESSAGES = Messages.of(Watermark.class);
    private static final String FONT = "/city/pishkhan/pdf/internal/Vazirmatn-Regular.ttf";
    private static final List<String> KINDS = List.of("office", "expert", "district", "oversight");
    private static final int CELL = 256;
    private static final double SIZE = 17;
    private static final double SLOPE = -0.35;
    private static final Color DARK = new Color(40, 40, 40, 64);
    private static final Color LIGHT = new Color(255, 255, 255, 72);
    private static final float QUALITY = 0.8f;
    private static final int MOST_CELLS = 64;
    private static final int MEGAPIXEL = 1_000_000;
    /** megapixels processed at the same time: one of the largest pictures, or about twenty tiles */
    private static final int MEGAPIXELS = 20;

    private static final int WAIT_SECONDS = 5;
    private static final int MOST_LETTERS = 1_000;

    private final PictureMaker maker;
    private final InstantSource clock;
    private final Semaphore megapixels = new Semaphore(MEGAPIXELS, true);
    private final Map<String, PictureMaker.Outline> letters = new ConcurrentHashMap<>();
    private final Map<String, BufferedImage> cells = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, BufferedImage> eldest) {
            return size() > MOST_CELLS;
        }
    };

    Watermark(PictureMaker maker, InstantSource clock) {
        this.maker = maker;
        this.clock = clock;
    }

    /** Returns the text in Persian, with the time in Tehran to the minute. */
    String text(Caller viewer) {
        return PersianText.persianDigits(viewerName(viewer)) + "  " + PersianDate.persian(clock.instant());
    }

    private static String viewerName(Caller viewer) {
        return KINDS.stream()
                .flatMap(kind -> viewer.roles().stream()
                        .filter(role -> Caller.kind(role).equals(kind))
                        .map(role -> MESSAGES.persian("watermark." + kind, role.substring(role.indexOf(':') + 1))))
                .findFirst()
                .orElse(viewer.principal());
    }

    /**
     * @param format format of the picture, {@code jpg} or {@code png}
     * @throws PictureFailure BUSY if too many large pictures are requested at once
     */
    byte[] apply(byte[] picture, String format, Caller viewer) {
        BufferedImage cell = cell(text(viewer));
        ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
        // in memory, because ImageIO's default streams use files
        try (MemoryCacheImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(picture))) {
            reader.setInput(in, true, true);
            int share = Math.min(MEGAPIXELS, 1 + reader.getWidth(0) * reader.getHeight(0) / MEGAPIXEL);
            acquire(share);
            try {
                return encode(marked(reader.read(0), cell), format);
            } finally {
                megapixels.release(share);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            reader.dispose();
        }
    }

    /** Limits concurrent pictures, because they are decoded in the memory of this process. */
    private void acquire(int share) {
        try {
            if (megapixels.tryAcquire(share, WAIT_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new PictureFailure(PictureFailure.FailureReason.BUSY, "the maximum number of pictures is being made");
    }

    private static BufferedImage marked(BufferedImage image, BufferedImage cell) {
        Graphics2D graphics = image.createGraphics();
        for (int y = 0; y < image.getHeight(); y += CELL) {
            for (int x = 0; x < image.getWidth(); x += CELL) {
                graphics.drawImage(cell, x, y, null);
            }
        }
        graphics.dispose();
        return image;
    }

    private static byte[] encode(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 16);
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        try (MemoryCacheImageOutputStream to = new MemoryCacheImageOutputStream(out)) {
            writer.setOutput(to);
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            if (format.equals("jpg")) {
                parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                parameters.setCompressionQuality(QUALITY);
            }
            writer.write(null, new IIOImage(image, null, null), parameters);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    private BufferedImage cell(String text) {
        synchronized (cells) {
            BufferedImage known = cells.get(text);
            if (known != null) {
                return known;
            }
        }
        BufferedImage drawn = draw(outline(text));
        synchronized (cells) {
            cells.put(text, drawn);
        }
        return drawn;
    }

    /** Draws dark letters with a light offset, so that the text is visible on any background. */
    private static BufferedImage draw(PictureMaker.Outline outline) {
        BufferedImage cell = new BufferedImage(CELL, CELL, BufferedImage.TYPE_INT_ARGB_PRE);
        Graphics2D graphics = cell.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        double size = Math.min(SIZE, CELL * 0.95 / outline.advance());
        for (int line = 0; line < 2; line++) {
            AffineTransform place = new AffineTransform();
            place.translate(CELL / 2.0, CELL / 4.0 + line * CELL / 2.0);
            place.rotate(SLOPE);
            place.translate(-outline.advance() * size / 2, size / 3);
            place.scale(size, size);
            Path2D path = new Path2D.Double(outline.path(), place);
            graphics.translate(1, 1);
            graphics.setColor(LIGHT);
            graphics.fill(path);
            graphics.translate(-1, -1);
            graphics.setColor(DARK);
            graphics.fill(path);
        }
        graphics.dispose();
        return cell;
    }

    /** Composes the text from cached letters; missing letters are requested together, once. */
    private PictureMaker.Outline outline(String text) {
        List<String> seen =
                toVisualOrder(text).codePoints().mapToObj(Character::toString).toList();
        List<String> unknown = seen.stream()
                .filter(letter -> !letters.containsKey(letter))
                .distinct()
                .toList();
        if (!unknown.isEmpty()) {
            loadOutlines(unknown);
        }
        Path2D.Double path = new Path2D.Double();
        double at = 0;
        for (String letter : seen) {
            PictureMaker.Outline outline = letters.get(letter);
            if (outline != null) {
                path.append(outline.path().getPathIterator(AffineTransform.getTranslateInstance(at, 0)), false);
                at += outline.advance();
            }
        }
        return new PictureMaker.Outline(at, path);
    }

    private void loadOutlines(List<String> unknown) {
        // requests the characters of times in advance, so that later minutes do not wait for the picture process
        List<String> asked = Stream.concat(
                        unknown.stream(),
                        PersianText.persianDigits("0123456789/: ").codePoints().mapToObj(Character::toString))
                .distinct()
                .toList();
        List<PictureMaker.Outline> outlines = maker.outlines(font(), asked);
        if (letters.size() < MOST_LETTERS) {
            for (int i = 0; i < asked.size(); i++) {
                letters.put(asked.get(i), outlines.get(i));
            }
        }
    }

    /** Returns the text in visual order from the left, with shaped letters. */
    private static String toVisualOrder(String text) {
        try {
            String shaped = new ArabicShaping(ArabicShaping.LETTERS_SHAPE).shape(text);
            return new Bidi(shaped, Bidi.RTL).writeReordered(Bidi.DO_MIRRORING);
        } catch (ArabicShapingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] font() {
        try (InputStream in = Watermark.class.getResourceAsStream(FONT)) {
            return Optional.ofNullable(in)
                    .orElseThrow(() -> new IllegalStateException("no " + FONT))
                    .readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
