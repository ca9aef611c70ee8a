package city.pishkhan.itests.doors;

import static city.pishkhan.itests.doors.Permits.CASES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.testkit.people.ScannedSheets;
import city.pishkhan.testkit.plots.Plot;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Tests scans from a scanner's folder instead of the clerk's upload, and the malware check of scans. */
@ExtendWith(SharedCityExtension.class)
class IngestIT {
    private static final String EICAR = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";
    private static final String INGEST = "city.pishkhan.archive.ingest.cfg";

    @TempDir
    Path folder;

    private static SharedCity town;
    private static Visitor office;
    private static JsonNode opened;
    private static int district;

    @BeforeAll
    static void begin(SharedCity shared) throws Exception {
        town = shared;
        office = town.visitor().as("clerk-1204");
        Plot plot = town.plot(2);
        opened = Permits.open(town.clerk(), plot, 2);
        district = plot.district();
    }

    private static byte[] pdf(String text) {
        return ScannedSheets.pdf(List.of(text, "at " + System.nanoTime()));
    }

    /** Inserts a comment after the first two bytes of a JPEG. */
    private static byte[] commented(byte[] jpeg, String text) {
        byte[] comment = text.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(jpeg.length + comment.length + 4)
                .put(jpeg, 0, 2)
                .put(new byte[] {(byte) 0xff, (byte) 0xfe})
                .putShort((short) (comment.length + 2))
                .put(comment)
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    @Test
    void scannedFileBecomesPaper() throws Exception {
        String number = opened.path("number").asText();
        Path login = Files.writeString(folder.resolve("login"), "user=clerk-1204\npassword=demo-clerk-1204\n");
        Files.setPosixFilePermissions(login, PosixFilePermissions.fromString("rw-------"));
        Path scans = Files.createDirectory(folder.resolve("scans"));
        Files.write(scans.resolve(number + "_deed.pdf"), pdf("a deed"));
        Files.writeString(scans.resolve(number + "_plan.pdf"), "MZ this is a program");
        Files.write(
                scans.resolve(number + "_location-map.pdf"),
                ScannedSheets.pdf(List.of("a map"), "/Annots [<< /Subtype /Screen /Rect [0 0 9 9] >>]"));
        Process scanSend = new ProcessBuilder(
                        town.bin().resolve("scan-send").toString(),
                        "--hub",
                        town.city().hub().address().toString(),
                        "--login",
                        login.toString(),
                        "--folder",
                        scans.toString(),
                        "--pause",
                        "1",
                        "--once")
                .redirectErrorStream(true)
                .start();
        String output = new String(scanSend.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, scanSend.waitFor(), output);
        assertTrue(Files.exists(scans.resolve("sent/" + number + "_deed.pdf")), output);
        String why = Files.readString(scans.resolve("refused/" + number + "_plan.pdf.txt"));
        assertTrue(why.contains("sheet.type") && why.contains("محتوای فایل"), why);
        assertTrue(
                Files.readString(scans.resolve("refused/" + number + "_location-map.pdf.txt"))
                        .contains("sheet.active-content"),
                output);
        JsonNode papers = town.clerk().read(opened.path("id").asText()).path("papers");
        assertEquals("deed", papers.path(0).path("kind").asText(), papers::toString);
        assertEquals("scan", papers.path(0).path("source").asText(), papers::toString);
    }

    @Test
    void infectedSheetIsQuarantined() throws Exception {
        Files.writeString(
                town.etc().resolve("city.pishkhan.clamd.cfg"),
                "host=127.0.0.1\nport=" + town.partners().clamdPort() + "\nscanTimeoutMs=5000\n");
        town.set(INGEST, "malware", "refuse");
        String sheets = CASES + "/" + opened.path("id").asText() + "/sheets?kind=plan&name=plan.pdf";
        byte[] infected = commented(ScannedSheets.photo(2), EICAR);
        try {
            // the hub polls configuration files, so the new setting is not in force at once
            DoorResponse refused = Awaitility.await("the scanner is asked")
                    .until(() -> office.upload(sheets, infected), response -> response.status() == 422);
            refused.expectProblem(422, "sheet.malware");
            assertTrue(refused.json().path("messageEn").asText().contains("Eicar-Test-Signature"));
            office.upload(sheets, pdf("a plan")).expectStatus(201);
            town.control("clamd", Map.of("down", true));
            office.upload(sheets, pdf("another plan")).expectProblem(503, "sheet.unscanned");
        } finally {
            town.control("clamd", Map.of("down", false));
            town.set(INGEST, "malware", "off");
        }
        String listed = town.city().hub().console("pishkhan:quarantine-list");
        assertTrue(listed.contains("Eicar-Test-Signature") && listed.contains("office:1204"), listed);
        String sha256 = town.store().text("select encode(sha256, 'hex') from archive.quarantine where state = 'k'");
        town.city().hub().console("pishkhan:quarantine-delete " + sha256);
        assertEquals(0, town.store().count("select count(*) from archive.quarantine where state = 'k'"));
    }

    /** Full-text search with a server that answers like Apache Tika. */
    @Test
    void fullTextSearchFindsDocument() throws Exception {
        String word = "شش" + Long.toString(System.nanoTime() % 100_000_000, 36) + "دانگ";
        List<String> requests = new CopyOnWriteArrayList<>();
        HttpServer tika = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        tika.createContext("/tika", exchange -> {
            byte[] picture = exchange.getRequestBody().readAllBytes();
            requests.add(exchange.getRequestHeaders().getFirst("X-Tika-OCRLanguage") + " " + (picture[0] & 0xff));
            byte[] text = ("سند " + word + " 0499370899\n").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, text.length);
            exchange.getResponseBody().write(text);
            exchange.close();
        });
        tika.start();
        Path config = town.etc().resolve("city.pishkhan.tika.cfg");
        Visitor keeper = town.visitor().as("district-" + district);
        String search = "/office/v1/archive/documents/search";
        try {
            Files.writeString(
                    config, "url=http://127.0.0.1:" + tika.getAddress().getPort() + "\n");
            town.set("city.pishkhan.archive.recognition.cfg", "recognize", "new");
            String sheets = CASES + "/" + opened.path("id").asText() + "/sheets?kind=location-map&name=map.pdf";
            JsonNode found = Awaitility.await("the files are looked at from time to time")
                    .pollInterval(Duration.ofSeconds(2))
                    .until(
                            () -> {
                                office.upload(sheets, pdf("a map")).expectStatus(201);
                                return keeper.post(search, "{\"words\":\"" + word + "\"}")
                                        .expectStatus(200)
                                        .json()
                                        .path("items")
                                        .path(0);
                            },
                            item -> item.path("read").asBoolean());
            assertEquals("location-map", found.path("kind").asText());
            assertEquals("fas+eng 255", requests.get(0), "a JPEG");
            assertEquals(
                    0,
                    keeper.post(search, "{\"words\":\"0499370899\"}")
                            .expectStatus(200)
                            .json()
                            .path("items")
                            .size());
        } finally {
            town.set("city.pishkhan.archive.recognition.cfg", "recognize", "off");
            Files.delete(config);
            tika.stop(0);
        }
    }
}
