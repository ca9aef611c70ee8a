package city.pishkhan.itests.doors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.testkit.plots.Plot;
import city.pishkhan.testkit.process.CitySettings;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * An older archive that stays in place serves cases of its district. If it is down, slow or returns wrong data, cases
 * are not harmed. The older archive is configured for this class only.
 */
@ExtendWith(SharedCityExtension.class)
class ArchiveSourceIT {
    private static final String OLDER = "older-archive";
    private static final Map<String, Object> WELL =
            Map.of("down", false, "fault", "none", "delayMs", 0L, "script", List.of());

    private static SharedCity city;
    private static Visitor office;

    @BeforeAll
    static void begin(SharedCity shared) throws Exception {
        city = shared;
        office = city.visitor().as("clerk-1204");
        city.control(OLDER, WELL);
        new CitySettings(city.home()).addOlderArchive();
        Plot plot = city.plotInDistrict(7);
        String id = Permits.openCase(city.clerk(), plot);
        // the hub polls the configuration file, so the source is not available at once
        Awaitility.await().until(() -> archive(id).path("sources").size() == 1);
    }

    @AfterAll
    static void end() throws Exception {
        city.control(OLDER, WELL);
        Files.delete(city.etc().resolve("city.pishkhan.archivesource-older.cfg"));
    }

    private static JsonNode archive(String id) {
        return office.get(Permits.CASES + "/" + id + "/archive")
                .expectStatus(200)
                .json();
    }

    private static JsonNode source(String id) {
        return archive(id).path("sources").path(0);
    }

    private static Set<String> offeredSheets(JsonNode archive) {
        Set<String> offered = new TreeSet<>();
        archive.path("held").forEach(sheet -> {
            if (sheet.path("source").asText().equals("older")) {
                offered.add(
                        sheet.path("kind").asText() + " " + sheet.path("sha256").asText());
            }
        });
        return offered;
    }

    private static String sheet(String id, String kind) {
        return offeredSheets(archive(id)).stream()
                .filter(one -> one.startsWith(kind))
                .findFirst()
                .orElseThrow()
                .split(" ")[1];
    }

    private static boolean isScanRequired(JsonNode archive, String kind) {
        for (JsonNode need : archive.path("needs")) {
            if (need.path("kind").asText().equals(kind)) {
                return need.path("mustScan").asBoolean();
            }
        }
        throw new AssertionError(kind);
    }

    private static DoorResponse use(String id, String kind, String sha256) throws Exception {
        return office.post(
                Permits.CASES + "/" + id + "/papers",
                "{\"kind\":\"" + kind + "\",\"sha256\":\"" + sha256 + "\"}",
                "If-Match",
                "\"" + city.clerk().read(id).path("version").asLong() + "\"");
    }

    @Test
    void externalArchiveServesCase() throws Exception {
        Plot plot = city.plotInDistrict(7);
        String id = Permits.openCase(city.clerk(), plot);
        JsonNode archive = archive(id);
        assertEquals("answered", archive.path("sources").path(0).path("state").asText(), archive::toString);
        assertEquals(3, offeredSheets(archive).size(), archive::toString);
        assertFalse(isScanRequired(archive, "deed"));
        assertTrue(archive.path("sources").path(0).path("title").asText().startsWith("بایگانی"), archive::toString);
        String deed = sheet(id, "deed");
        use(id, "location-map", deed).expectProblem(422, "paper.kind");
        use(id, "deed", deed).expectStatus(200);
        assertEquals(
                1,
                city.store()
                        .text(
                                "select count(*)::text from journal.entry where event = 'archive-source.fetched' and details::text like '%"
                                        + id + "%'")
                        .length());
        byte[] bytes = office.get(Permits.CASES + "/" + id + "/papers/" + deed)
                .expectStatus(200)
                .body()
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        assertTrue(new String(bytes, java.nio.charset.StandardCharsets.UTF_8).contains("Older archive of district 7"));
        assertEquals(2, offeredSheets(archive(id)).size(), "what is the hub's own is not offered by another");
        // the source has nothing for an unknown property, and that counts as an answer
        String elsewhere = Permits.openCase(city.clerk(), city.plotInDistrict(8));
        assertEquals("answered", source(elsewhere).path("state").asText());
        assertTrue(isScanRequired(archive(elsewhere), "deed"));
        // sheets are not fetched for a case of another office
        String map = sheet(id, "location-map");
        city.visitor()
                .as("clerk-2301")
                .post(
                        Permits.CASES + "/" + id + "/papers",
                        "{\"kind\":\"location-map\",\"sha256\":\"" + map + "\"}",
                        "If-Match",
                        "\"1\"")
                .expectProblem(404, "case.unknown");
        use(elsewhere, "location-map", map).expectProblem(404, "sheet.unknown");
    }

    @Test
    void unavailableArchiveLeavesGapWithoutDelay() throws Exception {
        for (Map<String, ?> trouble : List.of(
                Map.of("down", true),
                Map.of("fault", "error500"),
                Map.of("fault", "garbage"),
                Map.of("fault", "hang"))) {
            city.control(OLDER, trouble);
            long began = System.nanoTime();
            String id = Permits.openCase(city.clerk(), city.plotInDistrict(7));
            assertTrue(System.nanoTime() - began < Duration.ofSeconds(15).toNanos(), "who opens does not wait");
            JsonNode archive = archive(id);
            assertTrue(System.nanoTime() - began < Duration.ofSeconds(20).toNanos(), "who asks does not wait long");
            JsonNode source = archive.path("sources").path(0);
            assertTrue(Set.of("asked", "silent").contains(source.path("state").asText()), trouble + " " + archive);
            assertTrue(source.path("gapFa").asText().contains("اسکن"), archive::toString);
            assertTrue(isScanRequired(archive, "deed"), "scan, or ask again");
            city.control(OLDER, WELL);
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> source(id).path("state").asText().equals("answered"));
            assertFalse(isScanRequired(archive(id), "deed"), "and it is offered at once when it is back");
        }
    }

    @Test
    void rejectsSheetsThatDifferFromTheirDescription() throws Exception {
        Plot plot = city.plotInDistrict(7);
        String id = Permits.openCase(city.clerk(), plot);
        String map = sheet(id, "location-map");
        List<String[]> spoiled = List.of(
                new String[] {"half", "archive-source.silent"},
                new String[] {"slow", "archive-source.silent"},
                new String[] {"endless", "archive-source.bad"});
        for (String[] one : spoiled) {
            city.control(
                    OLDER, Map.of("script", List.of(Map.of("id", plot.code() + ".location-map.1", "content", one[0]))));
            use(id, "location-map", map).expectProblem(one[1].endsWith("bad") ? 409 : 503, one[1]);
        }
        assertTrue(isScanRequired(archive(id), "location-map"), "what was bad is not offered again");
        for (String lie : List.of("other", "html")) {
            Plot another = city.plotInDistrict(7);
            String other = Permits.openCase(city.clerk(), another);
            String deed = sheet(other, "location-map");
            city.control(
                    OLDER, Map.of("script", List.of(Map.of("id", another.code() + ".location-map.1", "content", lie))));
            use(other, "location-map", deed).expectProblem(409, "archive-source.bad");
            assertTrue(isScanRequired(archive(other), "location-map"));
        }
        assertTrue(city.adminVisitor().get("/health/ready").body().contains("archive older"), "operators see it");
    }
}
