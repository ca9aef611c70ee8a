package city.pishkhan.pdf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.Test;

class PersianPdfTest {
    private static final String ADDRESS = "https://pishkhan.example/verify/01234-56789-ABCDE-FGHJK-MNPQR-S";

    static byte[] page() {
        return new PersianPdf("پروانه ساختمانی", Instant.parse("2026-11-25T08:30:00Z"))
                .letterhead(new Letterhead(
                        "شهرداری شهر نمونه",
                        "",
                        null,
                        "پروانه ساختمانی",
                        List.of(List.of("شماره", "22-1405-0000123-2"), List.of("تاریخ", "۱۴۰۵/۰۹/۰۴")),
                        "پروانه ساختمانی 22-1405-0000123-2"))
                .warning("این گواهی باطل شده است.")
                .paragraph("گواهی می‌شود که برای ملک با کد نوسازی زیر پروانه صادر شده است.")
                .table(
                        new float[] {1, 3},
                        List.of(),
                        List.of(
                                List.of("متقاضیان", "سارا کریمی (مالک)، علی رضایی (شریک)"),
                                List.of("کد نوسازی", "22-3-17-4-1-0-0"),
                                List.of("مساحت", "۱۲۰ متر مربع، ۴ واحد"),
                                List.of("واژه‌ها", "لازم بود و سلام و آلاله و لآلی"),
                                List.of("مستند", "«بند [۲]» از قانون"),
                                List.of("نشانی", "https://pishkhan.example/a1"),
                                List.of("شماره", "22-1405-0000123-2")))
                .closing(ADDRESS, "اعتبار پروانه ۲۲-۱۴۰۵-۰۰۰۰۱۲۳-۲ را بررسی کنید.", List.of(ADDRESS), List.of("شهردار"))
                .bytes();
    }

    @Test
    void extractedTextIsInReadingOrder() throws Exception {
        try (PDDocument read = Loader.loadPDF(page())) {
            // reads glyphs only: PDFBox mirrors brackets itself, even those with ActualText
            PDFTextStripper stripper = new PDFTextStripper() {
                @Override
                public void beginMarkedContentSequence(COSName tag, COSDictionary properties) {}

                @Override
                public void endMarkedContentSequence() {}
            };
            String text = stripper.getText(read);
            for (String expected : List.of(
                    "پروانه ساختمانی",
                    "این گواهی باطل شده است",
                    "گواهی می‌شود که برای ملک",
                    "۲۲-۳-۱۷-۴-۱-۰-۰",
                    "سارا کریمی (مالک)، علی رضایی (شریک)",
                    "«بند [۲]» از قانون",
                    "۱۲۰ متر مربع، ۴ واحد",
                    "لازم بود و سلام و آلاله و لآلی",
                    "۱۴۰۵/۰۹/۰۴",
                    "https://pishkhan.example/a1",
                    ADDRESS,
                    "صفحهٔ ۱",
                    "۲۲-۱۴۰۵-۰۰۰۰۱۲۳-۲")) {
                assertTrue(text.contains(expected), expected + " in: " + text);
            }
        }
    }

    /**
     * Brackets point the right way in Poppler (pdftotext and many viewers), which reverses a right-to-left line without
     * mirroring its brackets. The test simulates Poppler, because Poppler is not installed everywhere: it collects the glyphs from left
     * to right, replaces the glyphs of marked content by its {@code ActualText}, and reverses the result.
     */
    @Test
    void bracketsAreReadCorrectlyWithoutMirroring() throws Exception {
        StringBuilder glyphs = new StringBuilder();
        try (PDDocument read = Loader.loadPDF(page())) {
            new PDFTextStripper() {
                private String actual;

                @Override
                public void beginMarkedContentSequence(COSName tag, COSDictionary properties) {
                    actual = properties == null ? null : properties.getString("ActualText");
                }

                @Override
                public void endMarkedContentSequence() {
                    actual = null;
                }

                @Override
                protected void processTextPosition(TextPosition text) {
                    glyphs.append(actual == null ? text.getUnicode() : actual);
                }
            }.getText(read);
        }
        String read = glyphs.reverse().toString();
        assertTrue(read.contains("سارا کریمی (مالک)، علی رضایی (شریک)"), read);
        assertTrue(read.contains("«بند [۲]» از قانون"), read);
    }

    /** Reads the text exactly as stored in the file, before a reader normalizes it. */
    @Test
    void glyphsMapToLettersAndPersianDigits() throws Exception {
        StringBuilder raw = new StringBuilder();
        try (PDDocument read = Loader.loadPDF(page())) {
            new PDFTextStripper() {
                @Override
                protected void processTextPosition(TextPosition text) {
                    raw.append(text.getUnicode());
                }
            }.getText(read);
        }
        String drawn = raw.toString();
        assertFalse(drawn.chars().anyMatch(c -> c >= 0xFB50 && c <= 0xFDFF || c >= 0xFE70), drawn);
        assertFalse(
                drawn.replaceAll("[!-~]*[a-zA-Z][!-~]*", "").matches("(?s).*[0-9٠-٩].*"),
                "only words with Latin letters have Latin digits: " + drawn);
        assertEquals(
                5,
                drawn.split("۲۲-۱۴۰۵-۰۰۰۰۱۲۳-۲", -1).length,
                "the groups of a number run from the left in a sentence too: " + drawn);
        // glyphs are ordered from the left, so each word is reversed
        for (String word : List.of("پروانه", "ساختمانی", "می‌شود", "سلام", "لآلی")) {
            assertTrue(drawn.contains(new StringBuilder(word).reverse()), word + " in " + drawn);
        }
    }

    @Test
    void pageIsA4WithEmbeddedFontsOnly() throws Exception {
        try (PDDocument read = Loader.loadPDF(page())) {
            assertEquals(1, read.getNumberOfPages());
            assertEquals(595, read.getPage(0).getMediaBox().getWidth(), 1);
            assertEquals(842, read.getPage(0).getMediaBox().getHeight(), 1);
            int fonts = 0;
            for (var name : read.getPage(0).getResources().getFontNames()) {
                PDFont font = read.getPage(0).getResources().getFont(name);
                assertTrue(font.isEmbedded() && font.getName().contains("Vazirmatn"), font.getName());
                fonts++;
            }
            assertEquals(2, fonts);
        }
    }

    @Test
    void qrCodeIsReadableOnRenderedPage() throws Exception {
        try (PDDocument read = Loader.loadPDF(page())) {
            BufferedImage image = new PDFRenderer(read).renderImageWithDPI(0, 150);
            ImageIO.write(image, "png", Path.of("target/sheet.png").toFile());
            int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
            var source = new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels);
            assertEquals(
                    ADDRESS,
                    new QRCodeReader()
                            .decode(new BinaryBitmap(new HybridBinarizer(source)))
                            .getText());
        }
    }

    @Test
    void sameContentProducesSameBytes() throws Exception {
        byte[] pdf = page();
        Files.write(Path.of("target/sheet.pdf"), pdf);
        assertArrayEquals(pdf, page());
        String text = new String(pdf, StandardCharsets.ISO_8859_1);
        assertEquals(2, text.split("/FontFile2", -1).length - 1);
        assertFalse(text.contains("/Helvetica"), "no font comes from the reader's machine");
    }
}
