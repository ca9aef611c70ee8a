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
 * An older archive that stays in place serves cases of its district. If it is down, slow or returns wrong data, cases are not harmed. It is
 * configured for this class only.
 */
@ExtendWith(TownExtension.class)
class ArchiveSourceIT {
    private static final String OLDER = "older-archive";
    private static final Map<String, Object> WELL =
            Map.of("down", false, "fault", "none", "delayMs", 0L, "script", List.of());

    private static Town town;
    private static Visitor office;

    @BeforeAll
    static void begin(Town shared) throws Exception {
        town = shared;
        office = town.visitor().as("clerk-1204");
        town.control(OLDER, WELL);
        new CitySettings(town.home()).olderArchive();
        Plot plot = town.plotOfDistrict(7);
        String id = Permits.opened(town.clerk(), plot);
        // the configuration file is polled
        Awaitility.await().until(() -> archive(id).path("sources").size() == 1);
    }

    @AfterAll
    static void end() throws Exception {
        town.control(OLDER, WELL);
        Files.delete(town.etc().resolve("city.pishkhan.archivesource-older.cfg"));
    }

    private static JsonNode archive(String id) {
        return office.get(Permits.CASES + "/" + id + "/archive").ok(200).json();
    }

    private static JsonNode source(String id) {
        return archive(id).path("sources").path(0);
    }

    private static Set<String> offered(JsonNode archive) {
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
        return offered(archive(id)).stream()
                .filter(one -> one.startsWith(kind))
                .findFirst()
                .orElseThrow()
                .split(" ")[1];
    }

    private static boolean mustScan(JsonNode archive, String kind) {
        for (JsonNode need : archive.path("needs")) {
            if (need.path("kind").asText().equals(kind)) {
                return need.path("mustScan").asBoolean();
            }
        }
        throw new AssertionError(kind);
    }

    private static Heard use(String id, String kind, String sha256) throws Exception {
        return office.post(
                Permits.CASES + "/" + id + "/papers",
                "{\"kind\":\"" + kind + "\",\"sha256\":\"" + sha256 + "\"}",
                "If-Match",
                "\"" + town.clerk().look(id).path("version").asLong() + "\"");
    }

    @Test
    void whatItHasServesACase() throws Exception {
        Plot plot = town.plotOfDistrict(7);
        String id = Permits.opened(town.clerk(), plot);
        JsonNode archive = archive(id);
        assertEquals("answered", archive.path("sources").path(0).path("state").asText(), archive::toString);
        assertEquals(3, offered(archive).size(), archive::toString);
        assertFalse(mustScan(archive, "deed"));
        assertTrue(archive.path("sources").path(0).path("title").asText().startsWith("بایگانی"), archive::toString);
        String deed = sheet(id, "deed");
        use(id, "location-map", deed).refused(422, "paper.kind");
        use(id, "deed", deed).ok(200);
        assertEquals(
                1,
                town.store()
                        .text(
                                "select count(*)::text from journal.entry where event = 'archive-source.fetched' and details::text like '%"
                                        + id + "%'")
                        .length());
        byte[] bytes = office.get(Permits.CASES + "/" + id + "/papers/" + deed)
                .ok(200)
                .body()
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        assertTrue(new String(bytes, java.nio.charset.StandardCharsets.UTF_8).contains("Older archive of district 7"));
        assertEquals(2, offered(archive(id)).size(), "what is the hub's own is not offered by another");
        // the source has nothing for an unknown property, and that counts as an answer
        String elsewhere = Permits.opened(town.clerk(), town.plotOfDistrict(8));
        assertEquals("answered", source(elsewhere).path("state").asText());
        assertTrue(mustScan(archive(elsewhere), "deed"));
        // sheets are not fetched for a case of another office
        String map = sheet(id, "location-map");
        town.visitor()
                .as("clerk-2301")
                .post(
                        Permits.CASES + "/" + id + "/papers",
                        "{\"kind\":\"location-map\",\"sha256\":\"" + map + "\"}",
                        "If-Match",
                        "\"1\"")
                .refused(404, "case.unknown");
        use(elsewhere, "location-map", map).refused(404, "sheet.unknown");
    }

    @Test
    void downSlowOrRubbishIsAGapAndNoHarm() throws Exception {
        for (Map<String, ?> trouble : List.of(
                Map.of("down", true),
                Map.of("fault", "error500"),
                Map.of("fault", "garbage"),
                Map.of("fault", "hang"))) {
            town.control(OLDER, trouble);
            long began = System.nanoTime();
            String id = Permits.opened(town.clerk(), town.plotOfDistrict(7));
            assertTrue(System.nanoTime() - began < Duration.ofSeconds(15).toNanos(), "who opens does not wait");
            JsonNode archive = archive(id);
            assertTrue(System.nanoTime() - began < Duration.ofSeconds(20).toNanos(), "who asks does not wait long");
            JsonNode source = archive.path("sources").path(0);
            assertTrue(Set.of("asked", "silent").contains(source.path("state").asText()), trouble + " " + archive);
            assertTrue(source.path("gapFa").asText().contains("اسکن"), archive::toString);
            assertTrue(mustScan(archive, "deed"), "scan, or ask again");
            town.control(OLDER, WELL);
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> source(id).path("state").asText().equals("answered"));
            assertFalse(mustScan(archive(id), "deed"), "and it is offered at once when it is back");
        }
    }

    @Test
    void bytesThatAreNotWhatWasSaidAreRefused() throws Exception {
        Plot plot = town.plotOfDistrict(7);
        String id = Permits.opened(town.clerk(), plot);
        String map = sheet(id, "location-map");
        List<String[]> spoiled = List.of(
                new String[] {"half", "archive-source.silent"},
                new String[] {"slow", "archive-source.silent"},
                new String[] {"endless", "archive-source.bad"});
        for (String[] one : spoiled) {
            town.control(
                    OLDER, Map.of("script", List.of(Map.of("id", plot.code() + ".location-map.1", "content", one[0]))));
            use(id, "location-map", map).refused(one[1].endsWith("bad") ? 409 : 503, one[1]);
        }
        assertTrue(mustScan(archive(id), "location-map"), "what was bad is not offered again");
        for (String lie : List.of("other", "html")) {
            Plot another = town.plotOfDistrict(7);
            String other = Permits.opened(town.clerk(), another);
            String deed = sheet(other, "location-map");
            town.control(
                    OLDER, Map.of("script", List.of(Map.of("id", another.code() + ".location-map.1", "content", lie))));
            use(other, "location-map", deed).refused(409, "archive-source.bad");
            assertTrue(mustScan(archive(other), "location-map"));
        }
        assertTrue(town.local().get("/health/ready").body().contains("archive older"), "operators see it");
    }
}
