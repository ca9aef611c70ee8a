package city.pishkhan.evidence.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.lowagie.text.pdf.PdfReader;
import com.lowagie.text.pdf.parser.PdfTextExtractor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CasePdfTest {
    private final CaseFixture city = new CaseFixture();
    private final EvidenceFileService evidenceFileService =
            new EvidenceFileService(city.seals(), city.certificates(), city.rules());

    private byte[] pdf() throws IOException {
        return EvidenceFileServiceTest.files(evidenceFileService.create(city::view, OptionalLong.empty()))
                .get("case.pdf");
    }

    @Test
    void pdfTextIsJoinedAndSearchable() throws IOException {
        byte[] pdf = pdf();
        Files.write(Path.of("target/case.pdf"), pdf);
        PdfReader reader = new PdfReader(pdf);
        StringBuilder text = new StringBuilder();
        for (int page = 1; page <= reader.getNumberOfPages(); page++) {
            text.append(new PdfTextExtractor(reader).getTextFromPage(page)).append('\n');
        }
        String found = text.toString();
        assertTrue(found.contains("۲۲-۱۴۰۵-۰۰۰۰۱۲۳-۲"), found);
        assertTrue(found.replaceAll("\\s", "").contains(city.journal.last().root()), found);
        // text is drawn from left to right; it must consist of searchable letters, not of presentation forms
        assertFalse(found.chars().anyMatch(c -> c >= 0xFB50 && c <= 0xFDFF || c >= 0xFE70 && c <= 0xFEFF), found);
        String logical = new StringBuilder(found).reverse().toString();
        for (String said : List.of("پروانه ساختمانی", "کروکی محل روی نقشه", "مرحلهٔ جدید آغاز شد", "پرونده تأیید شد")) {
            assertTrue(logical.contains(said), said + ": " + logical);
        }
        assertFalse(found.contains("location-map"), found);
        assertTrue(found.contains("plan"), "what the rules do not explain stands as it is");
        for (String personal : CaseFixture.PERSONAL) {
            assertFalse(found.contains(personal) || logical.contains(personal), personal);
        }
    }

    @Test
    void sameContentGivesSameBytesWithEmbeddedFonts() throws IOException {
        byte[] pdf = pdf();
        assertArrayEquals(pdf, pdf());
        String text = new String(pdf, StandardCharsets.ISO_8859_1);
        assertTrue(text.contains("/FontFile2"));
        assertFalse(text.contains("/Helvetica"), "no font comes from the reader's machine");
        assertEquals(2, text.split("/FontFile2", -1).length - 1);
    }
}
