package city.pishkhan.benchmarks.archive;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Generates pages like those of an office's scanner: lines of letters and the noise of paper. All pages differ. */
final class DrawnScans {
    /** A4 at 300 dpi */
    static final int WIDTH = 2_480;

    static final int HEIGHT = 3_508;

    private static final double INCH = 300;
    private static final int LINE = 52;
    private static final int MARGIN = 200;
    private static final int LETTERS = 60;
    private static final int NOISE = 14;
    private static final float QUALITY = 0.75f;
    private static final int MARKER = 0xfffe;
    private static final int MARKER_PLACE = 2;

    private final SplittableRandom random = new SplittableRandom(17);
    private final long run = System.nanoTime();
    private long made;

    /**
     * Returns a grey page with the noise of paper.
     *
     * @param dpi resolution in dots per inch
     */
    byte[] jpeg(int dpi) throws IOException {
        BufferedImage page = page(BufferedImage.TYPE_BYTE_GRAY, dpi / INCH);
        byte[] dots = ((java.awt.image.DataBufferByte) page.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < dots.length; i++) {
            dots[i] = (byte) Math.max(0, (dots[i] & 0xff) - random.nextInt(NOISE));
        }
        return written(page, "jpeg", "JPEG", QUALITY);
    }

    /** Returns a black-and-white page, CCITT group 4. */
    byte[] tiff() throws IOException {
        return written(page(BufferedImage.TYPE_BYTE_BINARY, 1), "TIFF", "CCITT T.6", 0);
    }

    /** Returns the same page with another hash, by adding a comment to the file. */
    synchronized byte[] withNewHash(byte[] jpeg) {
        byte[] comment = ("scan " + run + " " + made++).getBytes(StandardCharsets.US_ASCII);
        ByteBuffer all = ByteBuffer.allocate(jpeg.length + comment.length + 4);
        all.put(jpeg, 0, MARKER_PLACE);
        all.putShort((short) MARKER).putShort((short) (comment.length + 2)).put(comment);
        return all.put(jpeg, MARKER_PLACE, jpeg.length - MARKER_PLACE).array();
    }

    /** Returns a PDF with one page that contains the image. */
    static byte[] pdf(byte[] jpeg) {
        String image = "<< /Type /XObject /Subtype /Image /Width " + WIDTH + " /Height " + HEIGHT
                + " /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /DCTDecode /Length " + jpeg.length
                + " >>\nstream\n";
        String paint = "q 595 0 0 842 0 0 cm /I Do Q";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int[] offsets = new int[5];
        text(out, "%PDF-1.4\n");
        offsets[0] = out.size();
        text(out, "1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n");
        offsets[1] = out.size();
        text(out, "2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n");
        offsets[2] = out.size();
        text(
                out,
                "3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
                        + " /Resources << /XObject << /I 5 0 R >> >> >>\nendobj\n");
        offsets[3] = out.size();
        text(out, "4 0 obj\n<< /Length " + paint.length() + " >>\nstream\n" + paint + "\nendstream\nendobj\n");
        offsets[4] = out.size();
        text(out, "5 0 obj\n" + image);
        out.writeBytes(jpeg);
        text(out, "\nendstream\nendobj\n");
        int table = out.size();
        text(out, "xref\n0 6\n0000000000 65535 f \n");
        for (int offset : offsets) {
            text(out, String.format("%010d 00000 n \n", offset));
        }
        text(out, "trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n" + table + "\n%%EOF\n");
        return out.toByteArray();
    }

    private static void text(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    private BufferedImage page(int type, double scale) {
        BufferedImage page = new BufferedImage((int) (WIDTH * scale), (int) (HEIGHT * scale), type);
        Graphics2D pen = page.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, page.getWidth(), page.getHeight());
        pen.scale(scale, scale);
        pen.setColor(Color.BLACK);
        pen.setFont(new Font(Font.SERIF, Font.PLAIN, LINE * 3 / 4));
        for (int y = MARGIN; y < HEIGHT - MARGIN; y += LINE) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < LETTERS; i++) {
                line.append(random.nextInt(6) == 0 ? ' ' : (char) ('a' + random.nextInt(26)));
            }
            pen.drawString(line.toString(), MARGIN, y);
        }
        pen.dispose();
        return page;
    }

    private static byte[] written(BufferedImage page, String format, String compression, float quality)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        try (ImageOutputStream to = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(to);
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionType(compression);
            if (quality > 0) {
                how.setCompressionQuality(quality);
            }
            writer.write(null, new IIOImage(page, null, null), how);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }
}
