package city.pishkhan.archive.internal;

import city.pishkhan.archive.internal.examination.PngCheck;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Sample files: valid ones as scanners create them, and invalid ones. */
public final class SampleFiles {
    private SampleFiles() {}

    public static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    public static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static BufferedImage picture(long seed) {
        BufferedImage image = new BufferedImage(60, 40, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(seed);
        for (int i = 0; i < 60 * 40; i++) {
            image.setRGB(i % 60, i / 60, random.nextInt());
        }
        return image;
    }

    public static byte[] image(String format, long seed) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(picture(seed), format, out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] progressiveJpeg() throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam parameters = writer.getDefaultWriteParam();
        parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ImageOutputStream image = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(image);
            writer.write(null, new IIOImage(picture(2), null, null), parameters);
        }
        return out.toByteArray();
    }

    public static byte[] tiff(int pages) throws IOException {
        ImageWriter writer = ImageIO.getImageWriters(ImageTypeSpecifier.createFromRenderedImage(picture(0)), "tiff")
                .next();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ImageOutputStream image = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(image);
            writer.prepareWriteSequence(null);
            for (int i = 0; i < pages; i++) {
                writer.writeToSequence(new IIOImage(picture(i), null, null), null);
            }
            writer.endWriteSequence();
        }
        return out.toByteArray();
    }

    public static byte[] png(int width, int height) {
        ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height).put(new byte[] {8, 2, 0, 0, 0});
        return concat(
                PngCheck.SIGNATURE,
                chunk("IHDR", header.array()),
                chunk("IDAT", deflate(new byte[100])),
                chunk("IEND", new byte[0]));
    }

    public static byte[] chunk(String type, byte[] data) {
        byte[] typed = concat(ascii(type), data);
        CRC32 crc = new CRC32();
        crc.update(typed);
        return concat(
                ByteBuffer.allocate(4).putInt(data.length).array(),
                typed,
                ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }

    public static byte[] deflate(byte[] data) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
                deflater.write(data);
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns a PDF with uncompressed objects.
     *
     * @param more further objects or comments
     */
    public static byte[] pdf(String more) {
        StringBuilder out = new StringBuilder("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n");
        out.append("1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n");
        out.append("2 0 obj\n<</Type /Pages /Kids [3 0 R] /Count 1>>\nendobj\n");
        out.append("3 0 obj\n<< /Type\n/Page /Parent 2 0 R /MediaBox [0 0 595 842] >>\nendobj\n");
        out.append(more);
        int xref = out.length();
        out.append("xref\n0 4\n0000000000 65535 f \ntrailer\n<</Size 4/Root 1 0 R>>\nstartxref\n")
                .append(xref)
                .append("\n%%EOF\n");
        return ascii(out.toString());
    }

    /** Returns a PDF with objects in a compressed stream. */
    public static byte[] packedPdf(String objects) {
        int second = objects.indexOf(">> <<") + 3;
        int third = objects.indexOf(">> <<", second) + 3;
        String table = "1 0 2 " + second + " 3 " + third + " ";
        byte[] packed = deflate(ascii(table + objects));
        byte[] head = concat(
                ascii("%PDF-1.5\n4 0 obj\n<</Type/ObjStm/N 3/First " + table.length()
                        + "/Filter/FlateDecode/Length " + packed.length
                        + ">>\nstream\r\n"),
                packed,
                ascii("\nendstream\nendobj\n"));
        return concat(
                head,
                ascii("5 0 obj\n<</Type/XRef/Root 1 0 R/Length 0>>\nstream\n\nendstream\nendobj\nstartxref\n"
                        + head.length + "\n%%EOF"));
    }

    public static final String OBJECTS =
            "<</Type/Catalog/Pages 2 0 R>> <</Type/Pages/Count 1/Kids[3 0 R]>> <</Type/Page/Parent 2 0 R>>";

    public static byte[] zip() {
        return concat(ascii("PK\3\4junk"), new byte[] {'P', 'K', 5, 6}, new byte[18]);
    }
}
