package city.pishkhan.archive.internal.examination;

import static city.pishkhan.archive.internal.SampleFiles.ascii;
import static city.pishkhan.archive.internal.SampleFiles.concat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import city.pishkhan.archive.internal.SampleFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SheetCheckTest {
    static final SheetCheck CHECK = new SheetCheck(new SheetLimits(25 << 20, 150_000_000, 10));

    private static SheetType inspect(byte[] sheet) {
        return CHECK.check(ByteBuffer.wrap(sheet));
    }

    private static void assertRefused(String code, byte[] sheet) {
        Refusal refusal = assertThrows(Refusal.class, () -> inspect(sheet));
        assertEquals(code, refusal.code(), refusal.english());
        assertFalse(refusal.persian().isBlank());
    }

    private static byte[] patched(byte[] sheet, String from, String to) {
        return ascii(new String(sheet, StandardCharsets.ISO_8859_1).replace(from, to));
    }

    @Test
    void acceptsFilesOfScanners() throws IOException {
        assertEquals(SheetType.PNG, inspect(SampleFiles.image("png", 1)));
        assertEquals(SheetType.JPEG, inspect(SampleFiles.image("jpeg", 1)));
        assertEquals(SheetType.JPEG, inspect(SampleFiles.progressiveJpeg()));
        assertEquals(SheetType.TIFF, inspect(SampleFiles.image("tiff", 1)));
        assertEquals(SheetType.TIFF, inspect(SampleFiles.tiff(3)));
        assertEquals(SheetType.PDF, inspect(SampleFiles.pdf("")));
        assertEquals(SheetType.PDF, inspect(SampleFiles.packedPdf(SampleFiles.OBJECTS)));
        assertEquals(SheetType.JPEG, inspect(concat(SampleFiles.image("jpeg", 1), new byte[100])), "scanners pad");
    }

    @Test
    void rejectsOtherFileTypes() {
        assertRefused("sheet.type", concat(ascii("MZ\u0090\0"), new byte[5_000]));
        assertRefused("sheet.type", ascii("<html><script>alert(1)</script>"));
        assertRefused("sheet.type", SampleFiles.zip());
        assertRefused("sheet.type", ascii("GIF89a" + "x".repeat(100)));
        assertRefused("sheet.type", concat(ascii("\n"), SampleFiles.pdf("")));
        assertRefused("sheet.type", ascii("%PD"));
        assertRefused("sheet.type", new byte[] {'I', 'I', 43, 0, 8, 0, 0, 0});
    }

    @Test
    void rejectsImagesWithTooManyPixelsOrPages() throws IOException {
        assertRefused("sheet.pixels", SampleFiles.png(50_000, 50_000));
        assertRefused("sheet.pixels", SampleFiles.png(-1, -1));
        assertEquals(SheetType.PNG, inspect(SampleFiles.png(10_000, 15_000)));
        byte[] jpeg = SampleFiles.image("jpeg", 1);
        int frame = new String(jpeg, StandardCharsets.ISO_8859_1).indexOf("\u00ff\u00c0");
        ByteBuffer.wrap(jpeg).putShort(frame + 5, (short) 50_000).putShort(frame + 7, (short) 50_000);
        assertRefused("sheet.pixels", jpeg);
        assertRefused("sheet.pages", SampleFiles.tiff(11));
        assertRefused("sheet.pages", SampleFiles.pdf("9 0 obj <</Type/Page>> endobj\n".repeat(10)));
        assertRefused("sheet.pages", SampleFiles.packedPdf(SampleFiles.OBJECTS + " <</Type/Page>>".repeat(10)));
        assertRefused("sheet.damaged", SampleFiles.packedPdf(SampleFiles.OBJECTS + " ".repeat(70 << 20)));
    }

    @Test
    void refusalNamesPageOfTiff() throws IOException {
        byte[] large = SampleFiles.tiff(3);
        ByteBuffer file =
                ByteBuffer.wrap(large).order(large[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = file.getInt(4);
        directory = file.getInt(directory + 2 + 12 * file.getShort(directory));
        for (int i = 0; i < file.getShort(directory); i++) {
            int field = directory + 2 + 12 * i;
            if (file.getShort(field) == 256 || file.getShort(field) == 257) {
                // width or height of the page: type LONG, one value, 50,000 pixels
                file.putShort(field + 2, (short) 4).putInt(field + 4, 1).putInt(field + 8, 50_000);
            }
        }
        Refusal refusal = assertThrows(Refusal.class, () -> inspect(large));
        assertEquals("sheet.pixels", refusal.code());
        assertTrue(refusal.english().startsWith("Page 2 has 50"), refusal.english());
        assertTrue(refusal.persian().startsWith("صفحهٔ ۲"), refusal.persian());
    }

    @Test
    void packedPdfUsesLittleMemory() {
        byte[] tooLarge = SampleFiles.packedPdf(SampleFiles.OBJECTS + "\0".repeat(65 << 20));
        byte[] nearlyTooLarge = SampleFiles.packedPdf(SampleFiles.OBJECTS + "\0".repeat(63 << 20));
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        assertRefused("sheet.damaged", tooLarge);
        assertEquals(SheetType.PDF, inspect(nearlyTooLarge));
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(allocated < 16 << 20, allocated + " bytes");
    }

    @Test
    void findsNamesAcrossUnpackingWindows() {
        for (String name : List.of("/JavaScript", "/J#61vaScript", "/#4a#61#76#61#53#63#72#69#70#74")) {
            // The unpacked content begins with a table of 14 bytes. The checker's window of 64 KiB ends at each
            // position inside the name.
            int room = (64 << 10) - 14 - SampleFiles.OBJECTS.length();
            for (int before = room - name.length() - 1; before <= room; before++) {
                assertRefused(
                        "sheet.active-content",
                        SampleFiles.packedPdf(SampleFiles.OBJECTS + " ".repeat(before) + name + ">>"));
            }
        }
        String pages = SampleFiles.OBJECTS.replace("/Type/Page/", "/Type" + " ".repeat(70_000) + "/Page/");
        assertEquals(
                1, CHECK.inspect(ByteBuffer.wrap(SampleFiles.packedPdf(pages))).pages());
    }

    @Test
    void limitsTimeSpentOnObjectStreams() {
        assertTimeout(Duration.ofMinutes(1), () -> {
            assertRefused("sheet.damaged", SampleFiles.pdf("/ObjStm stream\n".repeat(70_000) + "endstream\n"));
            // fewer streams than the limit, each of which extends to the end of the file
            String plain = "/ObjStm stream\n".repeat(4_000);
            assertRefused("sheet.damaged", SampleFiles.pdf(plain + "x".repeat(5 << 20) + "endstream\n"));
            // all objects share one stream of empty stored blocks, which unpacks to nothing
            String blocks = "\0\0\0\u00ff\u00ff".repeat(1 << 18) + "\1\0\0\u00ff\u00ff\0\0\0\1";
            String same = "4 0 obj <</Filter/FlateDecode" + "/ObjStm".repeat(500) + ">> stream\n";
            assertRefused("sheet.damaged", SampleFiles.pdf(same + "\u0078\u0001" + blocks));
        });
    }

    @Test
    void acceptsLargePdfsOfUsualWriters() {
        SheetCheck sheetCheck = new SheetCheck(new SheetLimits(25 << 20, 150_000_000, 10_000));
        for (boolean open : List.of(true, false)) {
            ByteArrayOutputStream more = new ByteArrayOutputStream();
            for (int i = 0; i < 400; i++) {
                String page = "<</Type/Page/Parent 2 0 R/Resources<</Font<</F1 7 0 R>>>>>> ";
                StringBuilder table = new StringBuilder();
                for (int object = 0; object < 10; object++) {
                    table.append(1_000 + object)
                            .append(' ')
                            .append(object * page.length())
                            .append(' ');
                }
                byte[] objects = ascii(table + page.repeat(10));
                byte[] stored = open ? objects : SampleFiles.deflate(objects);
                more.writeBytes(ascii((i + 10) + " 0 obj\n<</Type/ObjStm/N 10/First " + table.length()
                        + (open ? "" : "/Filter/FlateDecode") + "/Length " + stored.length + ">>\nstream\r\n"));
                more.writeBytes(stored);
                more.writeBytes(ascii("\nendstream\nendobj\n8 0 obj\n<</Length 900>>\nstream\n"));
                more.writeBytes(ascii("x".repeat(900) + "\nendstream\nendobj\n"));
            }
            byte[] sheet = SampleFiles.pdf(more.toString(StandardCharsets.ISO_8859_1));
            // objects in uncompressed streams are counted twice: in the stream and in the file
            assertEquals(
                    open ? 8_001 : 4_001,
                    sheetCheck.inspect(ByteBuffer.wrap(sheet)).pages());
        }
    }

    @Test
    void rejectsFilesOfTwoTypes() {
        assertRefused("sheet.two-types", concat(SampleFiles.image("png", 1), SampleFiles.zip()));
        assertRefused("sheet.two-types", concat(SampleFiles.pdf(""), SampleFiles.zip()));
        byte[] zipInside = concat(ascii("PK\5\6"), new byte[16], new byte[] {7, 0}, ascii("\n%%EOF\n"));
        assertRefused("sheet.two-types", concat(SampleFiles.pdf(""), zipInside));
        byte[] png = SampleFiles.image("png", 1);
        byte[] commented = concat(
                Arrays.copyOf(png, 33),
                SampleFiles.chunk("tEXt", SampleFiles.pdf("")),
                Arrays.copyOfRange(png, 33, png.length));
        assertRefused("sheet.two-types", commented);
    }

    @Test
    void rejectsTrailingData() throws IOException {
        for (byte[] sheet : List.of(
                SampleFiles.image("png", 1), SampleFiles.image("jpeg", 1), SampleFiles.tiff(2), SampleFiles.pdf(""))) {
            assertRefused("sheet.trailing-data", concat(sheet, ascii("<script>alert(1)</script>")));
            assertRefused("sheet.trailing-data", concat(sheet, new byte[5_000]));
        }
    }

    @Test
    void rejectsPdfsWithActiveContentOrEncryption() {
        assertRefused(
                "sheet.active-content", SampleFiles.pdf("4 0 obj <</S /JavaScript /JS (app.alert(1))>> endobj\n"));
        assertRefused("sheet.active-content", SampleFiles.pdf("4 0 obj <</S /J#61vaScript>> endobj\n"));
        assertRefused("sheet.active-content", SampleFiles.pdf("4 0 obj <</S/Launch/F(cmd.exe)>> endobj\n"));
        assertRefused("sheet.active-content", SampleFiles.pdf("% stream\n4 0 obj <</Type/EmbeddedFile>> endobj\n"));
        assertRefused("sheet.active-content", SampleFiles.packedPdf(SampleFiles.OBJECTS + "<</S/JavaScript>>"));
        assertRefused("sheet.encrypted", patched(SampleFiles.pdf(""), "/Root 1 0 R", "/Encrypt 9 0 R"));
    }

    @Test
    void rejectsDamagedFiles() throws IOException {
        byte[] png = SampleFiles.image("png", 1);
        byte[] wrongSum = png.clone();
        wrongSum[60] ^= 1;
        assertRefused("sheet.damaged", wrongSum);
        assertRefused("sheet.damaged", SampleFiles.png(0, 10));
        assertRefused("sheet.damaged", concat(PngCheck.SIGNATURE, SampleFiles.chunk("IEND", new byte[0])));
        assertRefused(
                "sheet.damaged",
                concat(
                        Arrays.copyOf(png, 33),
                        SampleFiles.chunk("zTXt", new byte[2 << 20]),
                        Arrays.copyOfRange(png, 33, png.length)));
        assertRefused("sheet.damaged", concat(Arrays.copyOf(png, 33), SampleFiles.chunk("IEND", new byte[0])));
        assertRefused("sheet.damaged", ascii("%PDF-1.7\nhello"));
        assertRefused("sheet.damaged", patched(SampleFiles.pdf(""), "startxref\n", "startxref\n9"));
        assertRefused("sheet.damaged", patched(SampleFiles.pdf(""), "startxref\n", "start\n"));
        assertRefused("sheet.damaged", patched(SampleFiles.pdf(""), "/Type\n/Page ", "/Type/Thing"));
        assertRefused("sheet.damaged", Arrays.copyOf(JpegCheck.SIGNATURE, 4));
        byte[] tiff = SampleFiles.tiff(1);
        int directory = ByteBuffer.wrap(tiff)
                .order(tiff[0] == 'I' ? java.nio.ByteOrder.LITTLE_ENDIAN : java.nio.ByteOrder.BIG_ENDIAN)
                .getInt(4);
        ByteBuffer circle = ByteBuffer.wrap(tiff.clone())
                .order(tiff[0] == 'I' ? java.nio.ByteOrder.LITTLE_ENDIAN : java.nio.ByteOrder.BIG_ENDIAN);
        circle.putInt(directory + 2 + 12 * circle.getShort(directory), directory);
        assertRefused("sheet.damaged", circle.array());
        assertRefused("sheet.damaged", new byte[] {'M', 'M', 0, 42, 0, 0, 0, 0, 0, 0});
    }

    @Test
    void rejectsTruncatedFiles() throws IOException {
        for (byte[] sheet : List.of(
                SampleFiles.image("png", 1),
                SampleFiles.image("jpeg", 1),
                SampleFiles.tiff(2),
                SampleFiles.pdf(""),
                SampleFiles.packedPdf(SampleFiles.OBJECTS))) {
            // the last bytes may be a line break
            for (int size = sheet.length - 2; size > 0; size -= 7) {
                byte[] cut = Arrays.copyOf(sheet, size);
                assertThrows(Refusal.class, () -> inspect(cut), sheet[1] + " cut to " + size);
            }
        }
    }

    @Test
    void corruptedFilesCauseOnlyRefusals() throws IOException {
        Random random = new Random(7);
        List<byte[]> sheets = List.of(
                SampleFiles.image("png", 1),
                SampleFiles.progressiveJpeg(),
                SampleFiles.tiff(2),
                SampleFiles.pdf(""),
                SampleFiles.packedPdf(SampleFiles.OBJECTS));
        assertTimeout(Duration.ofSeconds(20), () -> {
            for (int i = 0; i < 20_000; i++) {
                byte[] sheet = sheets.get(i % sheets.size()).clone();
                for (int n = 0; n <= random.nextInt(6); n++) {
                    sheet[random.nextInt(sheet.length)] = (byte) random.nextInt();
                }
                try {
                    inspect(sheet);
                } catch (Refusal e) {
                    // a refusal is the only permitted exception
                }
            }
        });
    }
}
