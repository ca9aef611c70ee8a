package city.pishkhan.benchmarks.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class DrawnScansTest {
    private final DrawnScans scans = new DrawnScans();

    @Test
    void newHashKeepsPageImage() throws Exception {
        byte[] page = scans.jpeg(50);
        byte[] first = scans.withNewHash(page);
        assertFalse(Arrays.equals(first, scans.withNewHash(page)));
        BufferedImage before = ImageIO.read(new ByteArrayInputStream(page));
        BufferedImage after = ImageIO.read(new ByteArrayInputStream(first));
        assertEquals(DrawnScans.WIDTH / 6, after.getWidth());
        assertEquals(before.getRGB(200, 200), after.getRGB(200, 200));
        assertEquals(before.getRGB(100, 300), after.getRGB(100, 300));
    }

    @Test
    void pdfCrossReferencesAreCorrect() throws Exception {
        String pdf = new String(DrawnScans.pdf(new byte[1_000]), StandardCharsets.ISO_8859_1);
        int table = Integer.parseInt(pdf.split("startxref\n")[1].split("\n")[0]);
        String[] lines = pdf.substring(table).split("\n");
        assertEquals("xref", lines[0]);
        for (int i = 1; i <= 5; i++) {
            int at = Integer.parseInt(lines[i + 2].substring(0, 10));
            assertEquals(i + " 0 obj", pdf.substring(at, at + 7));
        }
    }

    @Test
    void forecastsDiskUseOfSheets() {
        assertEquals(1_000 * (4_096 + 400) + 1_000 * 4_096, PreloadedSheets.forecast(1_000, 4_096));
        assertEquals(1_000 * (8_192 + 400) + 1_000 * 4_096, PreloadedSheets.forecast(1_000, 4_097));
    }

    @Test
    void medianIgnoresOutlier() {
        assertEquals(3, Median.of(java.util.List.of(2, 90, 3), Integer::doubleValue));
        assertEquals(2.5, Median.of(java.util.List.of(2, 90, 3, 1), Integer::doubleValue));
    }
}
