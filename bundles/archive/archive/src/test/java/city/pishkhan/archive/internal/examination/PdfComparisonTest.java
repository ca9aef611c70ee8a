package city.pishkhan.archive.internal.examination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import city.pishkhan.archive.internal.LocalParser;
import city.pishkhan.platform.imaging.PictureFailure;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tests inspection and parser together, as in an upload. */
class PdfComparisonTest {

    private static void examine(byte[] pdf) {
        SheetCheck.Checked found = SheetCheckTest.CHECK.inspect(ByteBuffer.wrap(pdf));
        try {
            PdfComparison.require(found, LocalParser.structure(pdf));
        } catch (PictureFailure e) {
            throw PdfComparison.unreadable(e.getMessage());
        }
    }

    @Test
    void rejectsHostilePdfs() {
        List<String> taken = new ArrayList<>();
        HostilePdfs.all().forEach((name, pdf) -> {
            try {
                examine(pdf);
                taken.add(name);
            } catch (Refusal e) {
                assertTrue(
                        Set.of("sheet.active-content", "sheet.damaged", "sheet.encrypted")
                                .contains(e.code()),
                        () -> name + ": " + e.english());
            }
        });
        assertEquals(List.of(), taken);
        assertTrue(HostilePdfs.all().size() >= 45);
    }

    @Test
    void acceptsHarmlessPdfs() {
        List<String> refused = new ArrayList<>();
        HarmlessPdfs.all().forEach((name, pdf) -> {
            try {
                examine(pdf);
            } catch (Refusal e) {
                refused.add(name + ": " + e.english());
            }
        });
        assertEquals(List.of(), refused);
    }

    @Test
    void refusalNamesPageWithActiveContent() {
        PdfFile file = new PdfFile()
                .object(1, "<</Type/Catalog/Pages 2 0 R>>")
                .object(2, "<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>")
                .object(
                        3,
                        PdfFile.PAGE.replace(
                                ">>", "/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/Dest[4 0 R/Fit]>>]>>"))
                .object(4, PdfFile.PAGE.replace(">>", "/Annots[5 0 R]>>"))
                .object(5, "<</Type/Annot/Subtype/Screen/Rect[0 0 9 9]/P 4 0 R>>");
        Refusal refusal = assertThrows(Refusal.class, () -> examine(file.table()));
        assertEquals("sheet.active-content", refusal.code());
        assertTrue(refusal.english().startsWith("Page 2 of the PDF"), refusal.english());
        assertTrue(refusal.persian().startsWith("صفحهٔ ۲"), refusal.persian());
        Refusal whole = assertThrows(
                Refusal.class,
                () -> examine(PdfFile.of("/AA<</WC<</S/Hide/T(x)>>>>").table()));
        assertTrue(whole.english().startsWith("The PDF contains"), whole.english());
    }

    /** A PDF with a single wrong byte is accepted or refused, but causes no other exception. */
    @Test
    void corruptedPdfsCauseOnlyRefusals() {
        Random random = new Random(3);
        List<byte[]> pdfs = new ArrayList<>(HarmlessPdfs.all().values());
        for (int i = 0; i < 2_000; i++) {
            byte[] pdf = pdfs.get(i % pdfs.size()).clone();
            pdf[random.nextInt(pdf.length)] = (byte) random.nextInt();
            try {
                examine(pdf);
            } catch (Refusal e) {
                // a refusal is the only permitted exception
            }
        }
    }

    @Test
    void rejectsStreamThatInflatesTooMuch() {
        byte[] bomb = new PdfFile()
                .object(2, PdfFile.PAGES)
                .object(3, PdfFile.PAGE)
                .packed(
                        9,
                        "/Type/ObjStm/N %N/First %F/Filter/FlateDecode",
                        plain -> city.pishkhan.archive.internal.SampleFiles.deflate(
                                java.util.Arrays.copyOf(plain, 70 << 20)),
                        java.util.Map.of(1, "<</Type/Catalog/Pages 2 0 R>>"))
                .references(true);
        assertThrows(Refusal.class, () -> examine(bomb));
    }

    /** Many names and deep nesting need little memory, because one sheet must not fill the heap of the hub. */
    @Test
    void manyNamesAndDeepNestingUseLittleMemory() {
        StringBuilder keys = new StringBuilder("<<");
        for (int i = 0; i < 2_500_000; i++) {
            keys.append('/').append(Integer.toString(i, 36)).append(" 1");
        }
        for (String large : List.of(
                keys.append(">>").toString(), "[".repeat(20_000_000), "<</Filter[" + "/A".repeat(10_000_000) + "]>>")) {
            java.nio.ByteBuffer object =
                    java.nio.ByteBuffer.wrap(city.pishkhan.archive.internal.SampleFiles.ascii(large));
            long before = used();
            PdfHeader header = new PdfHeader(object, 0, object.limit(), Set.of("JS"));
            long kept = used() - before;
            assertTrue(kept < 8 << 20, () -> "bytes kept: " + kept);
            java.lang.ref.Reference.reachabilityFence(header);
        }
    }

    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
