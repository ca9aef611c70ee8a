package city.pishkhan.archive.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.archive.Papers;
import city.pishkhan.api.archive.ReportPhotos;
import city.pishkhan.archive.internal.ingest.SheetExaminer;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests that photos of reports are redrawn, encrypted with a key for each photo, and unreadable after the key is
 * destroyed.
 */
class ReportPhotoTest {
    private static final String DEVICE = "PhoneOfTheReporter";
    private static final int SIDEWAYS = 6;

    @TempDir
    Path folder;

    private IngestArchive hub;
    private ReportPhotos photos;

    @BeforeEach
    void start() throws IOException {
        SheetExaminer examiner = new SheetExaminer("off", 0, null, new LocalPictures());
        hub = new IngestArchive(folder, examiner);
        photos = photos(examiner);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private ReportPhotos photos(SheetExaminer examiner) {
        ArchiveComponent.Config config = IngestArchive.config(ArchiveComponent.Config.class);
        return new ReportPhotoComponent(
                hub.store.tx(),
                hub.files,
                hub.vault,
                PersonKeys.of(hub.store.tx(), new SheetKeyFiles(folder.resolve("keys")), config),
                examiner,
                hub.papers(),
                config);
    }

    private static byte[] picture(String format, int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, width, height);
        pen.setColor(Color.BLUE);
        pen.fillRect(0, 0, width / 2, height);
        pen.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, format, out);
        return out.toByteArray();
    }

    /** Inserts an Exif segment with device, orientation, and the position 35°42′ N as a phone writes it. */
    private static byte[] withExif(byte[] jpeg, int orientation) throws IOException {
        ByteArrayOutputStream tiff = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(tiff);
        data.writeBytes("MM");
        data.writeShort(42);
        data.writeInt(8);
        data.writeShort(3);
        entry(data, 0x010f, 2, DEVICE.length() + 1, 50);
        entry(data, 0x0112, 3, 1, orientation << 16);
        entry(data, 0x8825, 4, 1, 50 + DEVICE.length() + 1);
        data.writeInt(0);
        data.writeBytes(DEVICE);
        data.writeByte(0);
        data.writeShort(2);
        entry(data, 1, 2, 2, 'N' << 24);
        entry(data, 2, 5, 3, 50 + DEVICE.length() + 1 + 2 + 24 + 4);
        data.writeInt(0);
        for (int part : new int[] {35, 1, 42, 1, 7, 1}) {
            data.writeInt(part);
        }
        byte[] exif = tiff.toByteArray();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DataOutputStream file = new DataOutputStream(out);
        file.write(jpeg, 0, 2);
        file.writeShort(0xffe1);
        file.writeShort(2 + 6 + exif.length);
        file.writeBytes("Exif\0\0");
        file.write(exif);
        file.write(jpeg, 2, jpeg.length - 2);
        return out.toByteArray();
    }

    private static void entry(DataOutputStream data, int tag, int type, int count, int value) throws IOException {
        data.writeShort(tag);
        data.writeShort(type);
        data.writeInt(count);
        data.writeInt(value);
    }

    private Papers.Deposit deposit(byte[] content) {
        return photos.deposit(() -> new ByteArrayInputStream(content));
    }

    private Papers.Sheet added(UUID photo, byte[] content) {
        return photos.register(photo, deposit(content));
    }

    private byte[] read(String sha256) throws IOException {
        try (InputStream in = hub.papers().open(sha256)) {
            return in.readAllBytes();
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private List<Path> stored() throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve("archive"))) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().length() == 64)
                    .toList();
        }
    }

    private static void assertRefused(Refusal.Kind kind, String code, org.junit.jupiter.api.function.Executable call) {
        Refusal refusal = assertThrows(Refusal.class, call);
        assertEquals(code, refusal.code(), refusal.english());
        assertEquals(kind, refusal.kind());
        assertFalse(refusal.persian().isBlank());
    }

    @Test
    void removesMetadataAndRotatesPhoto() throws IOException {
        byte[] given = withExif(picture("jpeg", 400, 300), SIDEWAYS);
        assertTrue(text(given).contains("Exif") && text(given).contains(DEVICE));
        Papers.Sheet sheet = added(UUID.randomUUID(), given);
        assertEquals(ReportPhotos.KIND, sheet.kind());
        assertEquals("image/jpeg", sheet.mediaType());
        byte[] kept = read(sheet.sha256());
        assertEquals(kept.length, sheet.size());
        assertFalse(text(kept).contains("Exif"), "no Exif segment");
        assertFalse(text(kept).contains(DEVICE));
        for (int at = 2; (kept[at + 1] & 0xff) != 0xda; at += 2 + ((kept[at + 2] & 0xff) << 8 | kept[at + 3] & 0xff)) {
            int marker = kept[at + 1] & 0xff;
            assertTrue(marker == 0xe0 || marker < 0xe0, () -> "segment " + Integer.toHexString(marker));
        }
        BufferedImage upright = ImageIO.read(new ByteArrayInputStream(kept));
        assertEquals(300, upright.getWidth(), "turned as the camera was held");
        assertEquals(400, upright.getHeight());
        assertTrue(isBlue(upright, 150, 50) && !isBlue(upright, 150, 350), "what was left is above");
    }

    private static boolean isBlue(BufferedImage image, int x, int y) {
        Color color = new Color(image.getRGB(x, y));
        return color.getBlue() > 200 && color.getRed() < 60;
    }

    @Test
    void convertsPngToJpegAndScalesLargePhotos() throws IOException {
        BufferedImage drawn = ImageIO.read(new ByteArrayInputStream(
                read(added(UUID.randomUUID(), picture("png", 4_000, 1_000)).sha256())));
        assertEquals(2_560, drawn.getWidth());
        assertEquals(640, drawn.getHeight());
    }

    @Test
    void rejectsFilesThatAreNotPhotos() throws IOException {
        byte[] jpeg = picture("jpeg", 40, 30);
        for (byte[] wrong : List.of(
                ArchiveHarness.pdf("no photo"),
                "GIF89a".getBytes(StandardCharsets.US_ASCII),
                java.util.Arrays.copyOf(jpeg, jpeg.length / 2),
                (text(jpeg) + "<script>").getBytes(StandardCharsets.ISO_8859_1))) {
            assertRefused(Refusal.Kind.UNSUPPORTED, "photo.type", () -> deposit(wrong));
        }
        assertRefused(Refusal.Kind.INVALID, "sheet.empty", () -> deposit(new byte[0]));
        assertRefused(Refusal.Kind.TOO_LARGE, "sheet.too-large", () -> deposit(new byte[(8 << 20) + 1]));
        assertEquals(List.of(), stored());
    }

    @Test
    void scansPhotosAndRejectsUnexaminedPhotos() throws IOException {
        byte[] jpeg = picture("jpeg", 40, 30);
        photos = photos(new SheetExaminer("refuse", 0, in -> Optional.of("Eicar"), new LocalPictures()));
        assertRefused(Refusal.Kind.INVALID, "sheet.malware", () -> deposit(jpeg));
        photos = photos(new SheetExaminer("refuse", 0, null, new LocalPictures()));
        assertRefused(Refusal.Kind.UNAVAILABLE, "sheet.unscanned", () -> deposit(jpeg));
        photos = photos(new SheetExaminer("off", 0, null, null));
        assertRefused(Refusal.Kind.UNAVAILABLE, "sheet.pictures-busy", () -> deposit(jpeg));
        assertEquals(List.of(), stored());
        photos = photos(new SheetExaminer("later", 0, null, new LocalPictures()));
        added(UUID.randomUUID(), jpeg);
        assertEquals("1", hub.text("select count(*) from archive.examination where scan"));
    }

    @Test
    void storesPhotoEncryptedUntilErasure() throws IOException {
        byte[] jpeg = picture("jpeg", 400, 300);
        UUID one = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        Papers.Sheet sheet = added(one, jpeg);
        assertEquals(sheet.sha256(), added(other, jpeg).sha256(), "the same photo of two reports");
        for (Path file : stored()) {
            assertFalse(text(Files.readAllBytes(file)).contains("JFIF"), "readable in the store");
        }
        photos.erase(List.of(one));
        assertEquals(sheet.size(), read(sheet.sha256()).length, "the other report keeps its own");
        photos.erase(List.of(one, other, UUID.randomUUID()));
        assertRefused(Refusal.Kind.NOT_FOUND, "sheet.unknown", () -> read(sheet.sha256()));
        assertEquals(
                "0", hub.text("select (select count(*) from archive.content) + (select count(*) from archive.person)"));
        assertFalse(stored().isEmpty(), "until the next sweep, without a key");
    }

    @Test
    void officeCannotUploadReportPhoto() {
        assertRefused(Refusal.Kind.INVALID, "sheet.kind", () -> hub.papers()
                .deposit(
                        ArchiveTest.OFFICE,
                        ReportPhotos.KIND,
                        null,
                        () -> new ByteArrayInputStream(ArchiveHarness.pdf("x"))));
    }
}
