package city.pishkhan.testkit.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ScannedSheetsTest {

    @Test
    void pdfCrossReferencesPointToObjects() {
        String pdf = text(ScannedSheets.pdf(List.of("a deed (simulated)", "back\\slash")));
        assertTrue(pdf.startsWith("%PDF-1.4\n") && pdf.endsWith("%%EOF\n"));
        assertTrue(pdf.contains("(a deed \\(simulated\\)) Tj"), pdf);

        Matcher entries = Pattern.compile("(\\d{10}) 00000 n ").matcher(pdf);
        int object = 0;
        while (entries.find()) {
            object++;
            assertTrue(pdf.startsWith(object + " 0 obj", Integer.parseInt(entries.group(1))), "object " + object);
        }
        assertEquals(5, object);
        Matcher start = Pattern.compile("startxref\n(\\d+)").matcher(pdf);
        assertTrue(start.find() && pdf.startsWith("xref\n", Integer.parseInt(start.group(1))));
    }

    @Test
    void streamLengthIsCorrect() {
        String pdf = text(ScannedSheets.pdf(List.of("plan")));
        Matcher stream = Pattern.compile("(?s)/Length (\\d+) >>\nstream\n(.*?)\nendstream")
                .matcher(pdf);
        assertTrue(stream.find());
        assertEquals(Integer.parseInt(stream.group(1)), stream.group(2).length());
    }

    @Test
    void differentPapersProduceDifferentSheets() {
        assertNotEquals(text(ScannedSheets.pdf(List.of("deed"))), text(ScannedSheets.pdf(List.of("plan"))));
    }

    private static String text(byte[] pdf) {
        return new String(pdf, StandardCharsets.US_ASCII);
    }
}
