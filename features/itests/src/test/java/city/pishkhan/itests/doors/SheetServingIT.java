package city.pishkhan.itests.doors;

import static city.pishkhan.itests.doors.Permits.CASES;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.testkit.people.ScannedSheets;
import com.fasterxml.jackson.databind.JsonNode;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
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

/** A scan of two pages at the door: complete, in ranges, as pictures; other offices have no access. */
@ExtendWith(SharedCityExtension.class)
class SheetServingIT {
    private static SharedCity city;
    private static Visitor office;
    private static String id;
    private static byte[] scan;
    private static String sha256;
    private static String paper;

    @BeforeAll
    static void begin(SharedCity shared) throws Exception {
        city = shared;
        office = city.visitor().as("clerk-1204");
        id = Permits.openCase(city.clerk(), city.plot(2));
        scan = tiff();
        sha256 = office.upload(
                        CASES + "/" + id + "/sheets?kind=deed&name=deed.tif",
                        BodyPublishers.ofByteArray(scan),
                        "Content-Type",
                        "image/tiff")
                .expectStatus(201)
                .json()
                .path("sha256")
                .asText();
        String version =
                office.get(CASES + "/" + id).expectStatus(200).headers().get("etag");
        office.post(
                        CASES + "/" + id + "/papers",
                        "{\"kind\":\"deed\",\"sha256\":\"" + sha256 + "\"}",
                        "If-Match",
                        version)
                .expectStatus(200);
        paper = CASES + "/" + id + "/papers/" + sha256;
    }

    /** White pages with a black square: at the left of page 1, at the right of page 2. */
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
                // a random text makes every scan unique
                graphics.drawString(UUID.randomUUID().toString(), 100, 1000);
                graphics.dispose();
                writer.writeToSequence(new IIOImage(page, null, null), how);
            }
            writer.endWriteSequence();
        }
        writer.dispose();
        return out.toByteArray();
    }

    private static boolean isDark(BufferedImage picture, int x, int y) {
        return new Color(picture.getRGB(x, y)).getRed() < 128;
    }

    private static BufferedImage picture(String path) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(office.download(path)));
    }

    @Test
    void servesFilesRangesAndConditionalRequests() {
        assertArrayEquals(scan, office.download(paper));
        DoorResponse some = office.get(paper, "Range", "bytes=0-7");
        assertEquals(206, some.status());
        assertEquals("bytes 0-7/" + scan.length, some.headers().get("content-range"));
        assertEquals("8", some.headers().get("content-length"));
        assertEquals("\"" + sha256 + "\"", some.headers().get("etag"));
        assertEquals(
                304, office.get(paper, "If-None-Match", "\"" + sha256 + "\"").status());
        DoorResponse beyond = office.get(paper, "Range", "bytes=" + scan.length + "-");
        beyond.expectProblem(416, "range.beyond-the-end");
        assertEquals("bytes */" + scan.length, beyond.headers().get("content-range"));
    }

    @Test
    void servesPagesAsImages() throws IOException {
        JsonNode manifest =
                office.get(CASES + "/" + id + "/manifest").expectStatus(200).json();
        assertTrue(manifest.path("items").size() >= 2, manifest::toString);
        String second =
                manifest.at("/items/1/items/0/items/0/body/service/0/id").asText();
        assertTrue(second.endsWith(paper + "/pages/2"), second);
        for (JsonNode canvas : manifest.path("items")) {
            JsonNode body = canvas.at("/items/0/items/0/body");
            office.get(path(body.at("/service/0/id")) + "/info.json").expectStatus(200);
            office.get(path(body.path("id"))).expectStatus(200);
        }
        JsonNode info =
                office.get(paper + "/pages/2/info.json").expectStatus(200).json();
        assertEquals(1654, info.path("width").asInt());
        assertEquals(2339, info.path("height").asInt());
        BufferedImage small = picture(paper + "/pages/2/full/165,/0/default.jpg");
        assertEquals(165, small.getWidth());
        assertTrue(isDark(small, 130, 30) && !isDark(small, 30, 30));
        BufferedImage tile = picture(paper + "/pages/1/0,0,512,512/512,512/0/default.png");
        assertTrue(isDark(tile, 300, 300) && !isDark(tile, 50, 50) && !isDark(tile, 505, 300));
        office.get(paper + "/pages/3/info.json").expectProblem(404, "page.unknown");
        office.get(paper + "/pages/1/full/9999,/0/default.jpg").expectProblem(400, "image.size");
    }

    /** The doors run without the picture service: files are served, and only pages are temporarily unavailable. */
    @Test
    void onlyPagesAreUnavailableWithoutImageService() throws Exception {
        String page = paper + "/pages/1/info.json";
        city.city().hub().console("bundle:stop city.pishkhan.pictures");
        try {
            DoorResponse missing = office.get(page);
            missing.expectProblem(503, "sheet.pictures-missing");
            assertEquals("5", missing.headers().get("retry-after"));
            assertArrayEquals(scan, office.download(paper));
            office.get(CASES + "/" + id).expectStatus(200);
            Awaitility.await().untilAsserted(() -> assertFalse(pictureWarnings().isMissingNode()));
        } finally {
            city.city().hub().console("bundle:start city.pishkhan.pictures");
        }
        Awaitility.await().until(() -> office.get(page).status() == 200);
        Awaitility.await().untilAsserted(() -> assertTrue(pictureWarnings().isMissingNode()));
    }

    private static JsonNode pictureWarnings() {
        return city.visitor().get("/health/ready").json().path("warnings").path("pictures");
    }

    private static String path(JsonNode address) {
        return URI.create(address.asText()).getPath();
    }

    private static String addPaper(String kind, byte[] content, String type) {
        String added = office.upload(
                        CASES + "/" + id + "/sheets?kind=" + kind + "&name=scan",
                        BodyPublishers.ofByteArray(content),
                        "Content-Type",
                        type)
                .expectStatus(201)
                .json()
                .path("sha256")
                .asText();
        office.post(
                        CASES + "/" + id + "/papers",
                        "{\"kind\":\"" + kind + "\",\"sha256\":\"" + added + "\"}",
                        "If-Match",
                        office.get(CASES + "/" + id).expectStatus(200).headers().get("etag"))
                .expectStatus(200);
        return CASES + "/" + id + "/papers/" + added;
    }

    /**
     * Areas that a district covers are hidden from all other users. Page 2 has a black square at the right, and the
     * district covers its lower left part.
     */
    @Test
    void redactedAreasAreHiddenFromOtherUsers() throws Exception {
        byte[] map = tiff();
        String of = addPaper("location-map", map, "image/tiff");
        String tile = of + "/pages/2/0,1536,512,512/256,256/0/default.jpg";
        assertFalse(isDark(picture(tile), 100, 100));
        Visitor district = city.visitor()
                .as("district-"
                        + office.get(CASES + "/" + id)
                                .expectStatus(200)
                                .json()
                                .path("district")
                                .asInt());
        String wanted = "{\"page\":2,\"regions\":[\"pct:0,60,50,40\"],\"reason\":\"a third person's account\"}";
        office.post(of + "/redactions", wanted).expectProblem(403, "access.forbidden");
        district.post(of + "/redactions", wanted.replace("pct:0", "pct:100")).expectProblem(400, "image.region");
        String one = district.post(of + "/redactions", wanted)
                .expectStatus(201)
                .json()
                .path("id")
                .asText();

        assertTrue(isDark(picture(tile), 100, 100), "also of a tile that was laid aside");
        assertTrue(isDark(picture(tile.replace("jpg", "png")), 100, 100));
        String copy = office.get(of).expectStatus(200).headers().get("content-type");
        assertEquals("application/pdf", copy);
        byte[] pdf = office.download(of);
        assertEquals("%PDF", new String(pdf, 0, 4, StandardCharsets.US_ASCII));
        assertArrayEquals(pdf, office.download(of), "so that ranges of it fit");
        JsonNode listed =
                office.get(of + "/redactions").expectStatus(200).json().at("/items/0");
        assertEquals("0,1403,827,936", listed.at("/regions/0").asText());
        assertTrue(listed.path("reason").isMissingNode(), listed::toString);

        office.get(of + "?original=true").expectProblem(403, "redaction.original");
        office.get(tile.replace("/2/", "/2-original/")).expectProblem(403, "redaction.original");
        assertArrayEquals(map, district.download(of + "?original=true"));
        byte[] seen = district.download(tile.replace("/2/", "/2-original/"));
        assertFalse(isDark(ImageIO.read(new ByteArrayInputStream(seen)), 100, 100));
        String history =
                office.get(CASES + "/" + id + "/history").expectStatus(200).body();
        assertEquals(2, history.split("paper.original-shown", -1).length, "one look is told once");

        district.post(of + "/redactions/" + one + "/removal", "{\"reason\":\"the wrong line\"}")
                .expectStatus(200);
        assertFalse(isDark(picture(tile), 100, 100));
        assertArrayEquals(map, office.download(of));
    }

    @Test
    void pdfIsServedAsImagesToBrowsers() throws IOException {
        byte[] file = ScannedSheets.pdf(List.of("The map"));
        String map = addPaper("renovation-receipt", file, "application/pdf");
        assertArrayEquals(file, office.download(map), "a program gets the file");
        String[] browser = {"Sec-Fetch-Dest", "document"};
        DoorResponse drawn = office.get(map, browser).expectStatus(200);
        assertEquals("application/pdf", drawn.headers().get("content-type"));
        assertTrue(drawn.body().startsWith("%PDF") && drawn.body().contains("/DCTDecode"), "its page is a picture");
        int before = openedCount();
        for (int i = 0; i < 2; i++) {
            assertEquals(
                    file.length,
                    office.get(map + "?original=true", browser)
                            .expectStatus(200)
                            .body()
                            .length());
        }
        assertEquals(before + 1, openedCount(), "one act is told once");
        BufferedImage page = picture(map + "/pages/1/full/max/0/gray.png");
        long dark = IntStream.range(0, page.getWidth() * page.getHeight())
                .filter(i -> isDark(page, i % page.getWidth(), i / page.getWidth()))
                .count();
        assertTrue(dark > 20 && dark < 100_000, dark + " pixels of the words");
    }

    private static int openedCount() {
        String history =
                office.get(CASES + "/" + id + "/history").expectStatus(200).body();
        return history.split("paper.original-opened", -1).length - 1;
    }

    @Test
    void foreignSheetsAreAnsweredAsUnknown() {
        Visitor other = city.visitor().as("clerk-2301");
        String nowhere = CASES + "/" + UUID.randomUUID();
        for (String path : new String[] {"", "/pages/1/info.json", "/pages/1/full/max/0/default.jpg"}) {
            other.get(paper + path).expectProblem(404, "case.unknown");
            other.get(nowhere + "/papers/" + sha256 + path).expectProblem(404, "case.unknown");
            city.visitor().get(paper + path).expectProblem(401, "access.unauthenticated");
        }
        other.get(CASES + "/" + id + "/manifest").expectProblem(404, "case.unknown");
    }

    @Test
    void repeatedReadsAreRecordedOnce() throws Exception {
        for (int i = 0; i < 5; i++) {
            office.get(paper, "Range", "bytes=0-" + i);
            office.get(paper + "/pages/1/info.json").expectStatus(200);
            office.get(paper + "/pages/1/0,0,512,512/" + (100 + i) + ",/0/default.jpg")
                    .expectStatus(200);
        }
        Awaitility.await().until(() -> readings() > 0);
        assertEquals(1, readings());
    }

    private static long readings() throws Exception {
        return city.store()
                .count(
                        "select count(*) from cases.reading where case_id = ? and sheet = '" + sha256 + "'",
                        UUID.fromString(id));
    }
}
