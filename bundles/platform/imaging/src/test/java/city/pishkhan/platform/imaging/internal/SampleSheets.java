package city.pishkhan.platform.imaging.internal;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Deflater;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceRGB;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;

/** Sheets with a white top; below it the left half is red and the right half blue, or green on a second page. */
final class SampleSheets {
    private static final int WIDTH = 600;
    private static final int HEIGHT = 300;
    private static final int TOP = 60;

    private SampleSheets() {}

    private static BufferedImage page(int number) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, WIDTH, HEIGHT);
        graphics.setColor(Color.RED);
        graphics.fillRect(0, TOP, WIDTH / 2, HEIGHT);
        graphics.setColor(number == 1 ? Color.GREEN : Color.BLUE);
        graphics.fillRect(WIDTH / 2, TOP, WIDTH / 2, HEIGHT);
        graphics.dispose();
        return image;
    }

    static byte[] image(String format) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(page(0), format, out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] tiff(int pages, String compression) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("TIFF").next();
        try (ImageOutputStream to = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(to);
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionType(compression);
            writer.prepareWriteSequence(null);
            for (int i = 0; i < pages; i++) {
                writer.writeToSequence(new IIOImage(page(i), null, null), parameters);
            }
            writer.endWriteSequence();
        }
        writer.dispose();
        return out.toByteArray();
    }

    static byte[] pdf(int pages) throws IOException {
        try (PDDocument document = new PDDocument()) {
            for (int i = 0; i < pages; i++) {
                PDPage page = new PDPage(new PDRectangle(WIDTH, HEIGHT));
                document.addPage(page);
                try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                    content.setNonStrokingColor(Color.RED);
                    content.addRect(0, 0, WIDTH / 2f, HEIGHT - TOP);
                    content.fill();
                    content.setNonStrokingColor(i == 1 ? Color.GREEN : Color.BLUE);
                    content.addRect(WIDTH / 2f, 0, WIDTH / 2f, HEIGHT - TOP);
                    content.fill();
                }
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        }
    }

    /**
     * Creates a PDF of one page with a photo.
     *
     * @param jpeg JPEG of 600 × 300 pixels, or invalid data
     */
    static byte[] photo(byte[] jpeg) throws IOException {
        return photo(jpeg, COSName.DCT_DECODE);
    }

    /**
     * Like {@link #photo(byte[])}.
     *
     * @param filter declared compression filter
     */
    static byte[] photo(byte[] jpeg, COSName filter) throws IOException {
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage(new PDRectangle(WIDTH, HEIGHT));
            document.addPage(page);
            PDImageXObject image = new PDImageXObject(
                    document, new ByteArrayInputStream(jpeg), filter, WIDTH, HEIGHT, 8, PDDeviceRGB.INSTANCE);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.drawImage(image, 0, 0, WIDTH, HEIGHT);
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        }
    }

    static byte[] bomb() {
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage(PDRectangle.A4);
            document.addPage(page);
            PDStream content = new PDStream(document);
            COSStream stream = content.getCOSObject();
            stream.setItem(COSName.FILTER, COSName.FLATE_DECODE);
            // a zlib header, then the same compressed megabyte many times: it ends with a full flush, so the copies
            // do not depend on each other
            byte[] megabyte = deflatedSpaces(1 << 20);
            try (OutputStream raw = stream.createRawOutputStream()) {
                raw.write(new byte[] {0x78, (byte) 0x9c});
                for (int i = 0; i < 7_000; i++) {
                    raw.write(megabyte);
                }
            }
            page.setContents(content);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] deflatedSpaces(int count) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try {
            deflater.setInput(" ".repeat(count).getBytes(StandardCharsets.US_ASCII));
            byte[] buffer = new byte[count];
            int length = deflater.deflate(buffer, 0, buffer.length, Deflater.FULL_FLUSH);
            return Arrays.copyOf(buffer, length);
        } finally {
            deflater.end();
        }
    }
}
