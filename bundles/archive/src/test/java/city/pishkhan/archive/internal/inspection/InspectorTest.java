package city.pishkhan.archive.internal.inspection;

import static city.pishkhan.archive.internal.SampleFiles.ascii;
import static city.pishkhan.archive.internal.SampleFiles.concat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import city.pishkhan.api.Refusal;
import city.pishkhan.archive.internal.SampleFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InspectorTest {
    static final Inspector INSPECTOR = new Inspector(new SheetLimits(25 << 20, 150_000_000, 10));

    private static SheetType inspect(byte[] sheet) {
        return INSPECTOR.inspect(ByteBuffer.wrap(sheet));
    }

    private static void refused(String code, byte[] sheet) {
        Refusal refusal = assertThrows(Refusal.class, () -> inspect(sheet));
        assertEquals(code, refusal.code(), refusal.english());
        assertFalse(refusal.persian().isBlank());
    }

    private static byte[] patched(byte[] sheet, String from, String to) {
        return ascii(new String(sheet, java.nio.charset.StandardCharsets.ISO_8859_1).replace(from, to));
    }

    @Test
    void takesWhatScannersMake() throws IOException {
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
    void refusesOtherTypesWhateverTheyAreCalled() {
        refused("sheet.type", concat(ascii("MZ\u0090\0"), new byte[5_000]));
        refused("sheet.type", ascii("<html><script>alert(1)</script>"));
        refused("sheet.type", SampleFiles.zip());
        refused("sheet.type", ascii("GIF89a" + "x".repeat(100)));
        refused("sheet.type", concat(ascii("\n"), SampleFiles.pdf("")));
        refused("sheet.type", ascii("%PD"));
        refused("sheet.type", new byte[] {'I', 'I', 43, 0, 8, 0, 0, 0});
    }

    @Test
    void refusesImagesThatAreTooLargeUnpacked() throws IOException {
        refused("sheet.pixels", SampleFiles.png(50_000, 50_000));
        refused("sheet.pixels", SampleFiles.png(-1, -1));
        assertEquals(SheetType.PNG, inspect(SampleFiles.png(10_000, 15_000)));
        byte[] jpeg = SampleFiles.image("jpeg", 1);
        int frame = new String(jpeg, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("\u00ff\u00c0");
        ByteBuffer.wrap(jpeg).putShort(frame + 5, (short) 50_000).putShort(frame + 7, (short) 50_000);
        refused("sheet.pixels", jpeg);
        refused("sheet.pages", SampleFiles.tiff(11));
        refused("sheet.pages", SampleFiles.pdf("9 0 obj <</Type/Page>> endobj\n".repeat(10)));
        refused("sheet.pages", SampleFiles.packedPdf(SampleFiles.OBJECTS + " <</Type/Page>>".repeat(10)));
        refused("sheet.damaged", SampleFiles.packedPdf(SampleFiles.OBJECTS + " ".repeat(70 << 20)));
    }

    @Test
    void refusesWhatIsTwoThingsAtOnce() {
        refused("sheet.two-types", concat(SampleFiles.image("png", 1), SampleFiles.zip()));
        refused("sheet.two-types", concat(SampleFiles.pdf(""), SampleFiles.zip()));
        byte[] zipInside = concat(ascii("PK\5\6"), new byte[16], new byte[] {7, 0}, ascii("\n%%EOF\n"));
        refused("sheet.two-types", concat(SampleFiles.pdf(""), zipInside));
        byte[] png = SampleFiles.image("png", 1);
        byte[] commented = concat(
                Arrays.copyOf(png, 33),
                SampleFiles.chunk("tEXt", SampleFiles.pdf("")),
                Arrays.copyOfRange(png, 33, png.length));
        refused("sheet.two-types", commented);
    }

    @Test
    void refusesWhatComesAfterTheEnd() throws IOException {
        for (byte[] sheet : List.of(
                SampleFiles.image("png", 1), SampleFiles.image("jpeg", 1), SampleFiles.tiff(2), SampleFiles.pdf(""))) {
            refused("sheet.trailing-data", concat(sheet, ascii("<script>alert(1)</script>")));
            refused("sheet.trailing-data", concat(sheet, new byte[5_000]));
        }
    }

    @Test
    void refusesPdfsThatAreMoreThanPages() {
        refused("sheet.active-content", SampleFiles.pdf("4 0 obj <</S /JavaScript /JS (app.alert(1))>> endobj\n"));
        refused("sheet.active-content", SampleFiles.pdf("4 0 obj <</S /J#61vaScript>> endobj\n"));
        refused("sheet.active-content", SampleFiles.pdf("4 0 obj <</S/Launch/F(cmd.exe)>> endobj\n"));
        refused("sheet.active-content", SampleFiles.pdf("% stream\n4 0 obj <</Type/EmbeddedFile>> endobj\n"));
        refused("sheet.active-content", SampleFiles.packedPdf(SampleFiles.OBJECTS + "<</S/JavaScript>>"));
        refused("sheet.encrypted", patched(SampleFiles.pdf(""), "/Root 1 0 R", "/Encrypt 9 0 R"));
    }

    @Test
    void refusesDamagedFiles() throws IOException {
        byte[] png = SampleFiles.image("png", 1);
        byte[] wrongSum = png.clone();
        wrongSum[60] ^= 1;
        refused("sheet.damaged", wrongSum);
        refused("sheet.damaged", SampleFiles.png(0, 10));
        refused("sheet.damaged", concat(PngCheck.SIGNATURE, SampleFiles.chunk("IEND", new byte[0])));
        refused(
                "sheet.damaged",
                concat(
                        Arrays.copyOf(png, 33),
                        SampleFiles.chunk("zTXt", new byte[2 << 20]),
                        Arrays.copyOfRange(png, 33, png.length)));
        refused("sheet.damaged", concat(Arrays.copyOf(png, 33), SampleFiles.chunk("IEND", new byte[0])));
        refused("sheet.damaged", ascii("%PDF-1.7\nhello"));
        refused("sheet.damaged", patched(SampleFiles.pdf(""), "startxref\n", "startxref\n9"));
        refused("sheet.damaged", patched(SampleFiles.pdf(""), "startxref\n", "start\n"));
        refused("sheet.damaged", patched(SampleFiles.pdf(""), "/Type\n/Page ", "/Type/Thing"));
        refused("sheet.damaged", Arrays.copyOf(JpegCheck.SIGNATURE, 4));
        byte[] tiff = SampleFiles.tiff(1);
        int directory = ByteBuffer.wrap(tiff)
                .order(tiff[0] == 'I' ? java.nio.ByteOrder.LITTLE_ENDIAN : java.nio.ByteOrder.BIG_ENDIAN)
                .getInt(4);
        ByteBuffer circle = ByteBuffer.wrap(tiff.clone())
                .order(tiff[0] == 'I' ? java.nio.ByteOrder.LITTLE_ENDIAN : java.nio.ByteOrder.BIG_ENDIAN);
        circle.putInt(directory + 2 + 12 * circle.getShort(directory), directory);
        refused("sheet.damaged", circle.array());
        refused("sheet.damaged", new byte[] {'M', 'M', 0, 42, 0, 0, 0, 0, 0, 0});
    }

    @Test
    void everyCutEndIsNoticed() throws IOException {
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
    void noGarbageBreaksOrHoldsIt() throws IOException {
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
                    // the only way out
                }
            }
        });
    }
}
