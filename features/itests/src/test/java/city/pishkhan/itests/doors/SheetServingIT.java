package city.pishkhan.itests.doors;

import static city.pishkhan.itests.doors.Permits.CASES;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.testkit.people.ScannedSheets;
import com.fasterxml.jackson.databind.JsonNode;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A scan of two pages, at the door: whole, in parts, as pictures; and for nobody else. */
@ExtendWith(TownExtension.class)
class SheetServingIT {
    private static Town town;
    private static Visitor office;
    private static String id;
    private static byte[] scan;
    private static String sha256;
    private static String paper;

    @BeforeAll
    static void scanned(Town shared) throws Exception {
        town = shared;
        office = town.visitor().as("clerk-1204");
        id = Permits.opened(town.clerk(), town.plot(2));
        scan = tiff();
        sha256 = office.upload(
                        CASES + "/" + id + "/sheets?kind=deed&name=deed.tif",
                        BodyPublishers.ofByteArray(scan),
                        "Content-Type",
                        "image/tiff")
                .ok(201)
                .json()
                .path("sha256")
                .asText();
        String version = office.get(CASES + "/" + id).ok(200).headers().get("etag");
        office.post(
                        CASES + "/" + id + "/papers",
                        "{\"kind\":\"deed\",\"sha256\":\"" + sha256 + "\"}",
                        "If-Match",
                        version)
                .ok(200);
        paper = CASES + "/" + id + "/papers/" + sha256;
    }

    /** White with a black square at the left of page 1, at the right of page 2. */
    private static byte[] tiff() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("TIFF").next();
        try (ImageOutputStream to = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(to);
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionType("CCITT T.6");
            writer.prepareWriteSequence(null);
            for (int number = 0; number < 2; number++) {
                BufferedImage page = new BufferedImage(1654, 2339, BufferedImage.TYPE_BYTE_BINARY);
                Graphics2D graphics = page.createGraphics();
                graphics.setColor(Color.WHITE);
                graphics.fillRect(0, 0, 1654, 2339);
                graphics.setColor(Color.BLACK);
                graphics.fillRect(number * 1000 + 100, 100, 400, 400);
                // no two scans are alike
                graphics.drawString(UUID.randomUUID().toString(), 100, 1000);
                graphics.dispose();
                writer.writeToSequence(new IIOImage(page, null, null), how);
            }
            writer.endWriteSequence();
        }
        writer.dispose();
        return out.toByteArray();
    }

    private static boolean dark(BufferedImage picture, int x, int y) {
        return new Color(picture.getRGB(x, y)).getRed() < 128;
    }

    private static BufferedImage picture(String path) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(office.download(path)));
    }

    @Test
    void wholeInPartsAndNotAgain() {
        assertArrayEquals(scan, office.download(paper));
        Heard some = office.get(paper, "Range", "bytes=0-7");
        assertEquals(206, some.status());
        assertEquals("bytes 0-7/" + scan.length, some.headers().get("content-range"));
        assertEquals("8", some.headers().get("content-length"));
        assertEquals("\"" + sha256 + "\"", some.headers().get("etag"));
        assertEquals(
                304, office.get(paper, "If-None-Match", "\"" + sha256 + "\"").status());
        Heard beyond = office.get(paper, "Range", "bytes=" + scan.length + "-");
        beyond.refused(416, "range.beyond-the-end");
        assertEquals("bytes */" + scan.length, beyond.headers().get("content-range"));
    }

    @Test
    void pagesAsPictures() throws IOException {
        JsonNode manifest = office.get(CASES + "/" + id + "/manifest").ok(200).json();
        assertTrue(manifest.path("items").size() >= 2, manifest::toString);
        String second =
                manifest.at("/items/1/items/0/items/0/body/service/0/id").asText();
        assertTrue(second.endsWith(paper + "/pages/2"), second);
        JsonNode info = office.get(paper + "/pages/2/info.json").ok(200).json();
        assertEquals(1654, info.path("width").asInt());
        assertEquals(2339, info.path("height").asInt());
        BufferedImage small = picture(paper + "/pages/2/full/165,/0/default.jpg");
        assertEquals(165, small.getWidth());
        assertTrue(dark(small, 130, 30) && !dark(small, 30, 30));
        BufferedImage tile = picture(paper + "/pages/1/0,0,512,512/512,512/0/default.png");
        assertTrue(dark(tile, 300, 300) && !dark(tile, 50, 50) && !dark(tile, 505, 300));
        office.get(paper + "/pages/3/info.json").refused(404, "page.unknown");
        office.get(paper + "/pages/1/full/9999,/0/default.jpg").refused(400, "image.size");
    }

    @Test
    void aPdfIsAPictureToo() throws IOException {
        String location = office.upload(
                        CASES + "/" + id + "/sheets?kind=location-map&name=map.pdf",
                        ScannedSheets.pdf(List.of("The map")))
                .ok(201)
                .json()
                .path("sha256")
                .asText();
        String version = office.get(CASES + "/" + id).ok(200).headers().get("etag");
        office.post(
                        CASES + "/" + id + "/papers",
                        "{\"kind\":\"location-map\",\"sha256\":\"" + location + "\"}",
                        "If-Match",
                        version)
                .ok(200);
        BufferedImage page = picture(CASES + "/" + id + "/papers/" + location + "/pages/1/full/max/0/gray.png");
        long dark = IntStream.range(0, page.getWidth() * page.getHeight())
                .filter(i -> dark(page, i % page.getWidth(), i / page.getWidth()))
                .count();
        assertTrue(dark > 20 && dark < 100_000, dark + " pixels of the words");
    }

    @Test
    void nobodyElseLearnsThatItIsThere() {
        Visitor other = town.visitor().as("clerk-2301");
        String nowhere = CASES + "/" + UUID.randomUUID();
        for (String path : new String[] {"", "/pages/1/info.json", "/pages/1/full/max/0/default.jpg"}) {
            other.get(paper + path).refused(404, "case.unknown");
            other.get(nowhere + "/papers/" + sha256 + path).refused(404, "case.unknown");
            town.visitor().get(paper + path).refused(401, "access.unauthenticated");
        }
        other.get(CASES + "/" + id + "/manifest").refused(404, "case.unknown");
    }

    @Test
    void whoOpensItIsWrittenDownOnce() throws Exception {
        for (int i = 0; i < 5; i++) {
            office.get(paper, "Range", "bytes=0-" + i);
            office.get(paper + "/pages/1/info.json").ok(200);
        }
        Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> readings() > 0);
        assertEquals(1, readings());
    }

    private static long readings() throws Exception {
        return town.store()
                .count(
                        "select count(*) from cases.reading where case_id = ? and sheet = '" + sha256 + "'",
                        UUID.fromString(id));
    }
}
