package city.pishkhan.itests.doors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.testkit.client.HubClient;
import city.pishkhan.testkit.people.Clerk;
import city.pishkhan.testkit.plots.Plot;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Oversight bodies read cases and entries through their door, and cannot change anything. */
@ExtendWith(TownExtension.class)
class OversightIT {
    private static final String DOOR = "/oversight/v1";
    private static final String STREAM = DOOR + "/stream";

    private static Town town;
    private static Clerk clerk;
    private static Visitor oversight;
    private static Plot plot;
    private static String id;

    @BeforeAll
    static void begin(Town shared) throws Exception {
        town = shared;
        for (String company : List.of("water", "electricity", "gas", "fire")) {
            town.control(company, Town.USUAL);
        }
        clerk = town.clerk();
        oversight = town.visitor().as("oversight");
        plot = town.plot(2);
        id = Permits.asked(clerk, plot, 2);
        Permits.awaitStage(clerk, id, "duties");
    }

    private static void nameless(Heard heard) {
        heard.clean();
        plot.owners().forEach(owner -> assertFalse(heard.body().contains(owner), heard::toString));
        assertFalse(heard.body().contains("شهروند"), heard::toString);
        assertFalse(heard.body().contains("09022002580"), heard::toString);
    }

    @Test
    void seesEveryStageOfEveryCase() throws Exception {
        JsonNode office = clerk.look(id);
        for (String facet : List.of(
                "number=" + office.path("number").asText(),
                "subject=" + plot.code(),
                "office=1204&state=waiting&stage=duties&agency=water",
                "district=" + plot.district() + "&service=building-permit&ruleSet="
                        + office.path("ruleSet").asText())) {
            Heard found = oversight.get(DOOR + "/cases?limit=200&" + facet).ok(200);
            assertTrue(found.json().path("items").findValuesAsText("id").contains(id), facet);
            nameless(found);
        }
        Heard seen = oversight.get(DOOR + "/cases/" + id).ok(200);
        nameless(seen);
        for (String field : List.of("id", "state", "verdict", "due", "sha256")) {
            assertEquals(
                    office.path("inquiries").findValuesAsText(field),
                    seen.json().path("inquiries").findValuesAsText(field));
            assertEquals(
                    office.path("papers").findValuesAsText(field),
                    seen.json().path("papers").findValuesAsText(field));
        }
        assertTrue(seen.json().path("papers").findValuesAsText("source").contains("scan"));

        Heard history = oversight.get(DOOR + "/cases/" + id + "/history").ok(200);
        nameless(history);
        assertEquals(
                town.visitor()
                        .as("clerk-1204")
                        .get(Permits.CASES + "/" + id + "/history")
                        .ok(200)
                        .json()
                        .path("items")
                        .findValuesAsText("hash"),
                history.json().path("items").findValuesAsText("hash"));
    }

    @Test
    void seesThatAllCasesOfTheDayHaveOneRuleSet() throws Exception {
        Heard check = oversight.get(DOOR + "/rules-check").ok(200);
        assertTrue(check.json().path("one").asBoolean(), check::toString);
        assertTrue(check.json().path("cases").asLong() > 0, check::toString);
        assertEquals(
                clerk.look(id).path("ruleSet").asText(),
                check.json().path("inForce").asText());
        oversight.get(DOOR + "/rules-check?day=x").refused(422, "date.shape");
    }

    @ParameterizedTest
    @ValueSource(strings = {"clerk-1204", "fire", "district-1", "operator"})
    void nobodyElseDoes(String user) {
        Visitor other = town.visitor().as(user);
        for (String path : List.of(
                "/cases",
                "/cases/" + id,
                "/cases/" + id + "/evidence",
                "/entries",
                "/statistics?by=office",
                "/rules-check",
                "/stream")) {
            other.get(DOOR + path).refused(403, "access.forbidden");
        }
    }

    @Test
    void hasNothingThatChangesAnything() {
        town.store().unchangedBy(() -> {
            for (String path :
                    List.of("/cases", "/cases/" + id, "/cases/" + id + "/withdrawal", "/entries", "/stream")) {
                Heard posted = oversight.post(DOOR + path, "{}");
                assertTrue(Set.of(404, 405).contains(posted.status()), posted::toString);
                Heard put = oversight.put(DOOR + path, "{}");
                assertTrue(Set.of(404, 405).contains(put.status()), put::toString);
            }
            // nor through other doors
            oversight.post(Permits.CASES, Permits.request(plot).toString()).refused(403, "access.forbidden");
            oversight
                    .post(Permits.CASES + "/" + id + "/withdrawal", "{\"reason\":\"x\"}", "If-Match", "1")
                    .refused(403, "access.forbidden");
        });
    }

    @Test
    void tellsTheJournalWithoutGaps() {
        List<Long> sequences = new ArrayList<>();
        long after = 0;
        while (true) {
            // not checked for internal details, because entries of operators name files and bundles
            Heard page = oversight.get(DOOR + "/entries?limit=200&after=" + after);
            assertEquals(200, page.status(), page::toString);
            JsonNode items = page.json().path("items");
            if (items.isEmpty()) {
                break;
            }
            items.forEach(item -> sequences.add(item.path("sequence").asLong()));
            after = page.json().path("last").asLong();
        }
        for (int i = 0; i < sequences.size(); i++) {
            assertEquals(i + 1, sequences.get(i));
        }
        assertTrue(sequences.size() > 20);
        oversight.get(DOOR + "/entries?after=x").refused(422, "sequence.shape").field("after");
    }

    @Test
    void countsWhatTheOfficesDid() {
        JsonNode lines =
                oversight.get(DOOR + "/statistics?by=office").ok(200).json().path("items");
        JsonNode ours = lines.get(lines.findValuesAsText("key").indexOf("1204"));
        assertTrue(ours.path("opened").asLong() >= 1 && ours.path("sheetsSaved").asLong() > 0, ours::toString);
        Heard csv = oversight
                .get(DOOR + "/statistics.csv?by=agency", "Accept", "text/csv")
                .ok(200);
        assertTrue(csv.body().contains("\r\nwater,"), csv::toString);
        Heard cases = oversight
                .get(DOOR + "/cases.csv?office=1204", "Accept", "text/csv", "Accept-Language", "fa")
                .ok(200);
        assertTrue(cases.body().contains(",1204,"), cases::toString);
    }

    /**
     * Reads the stream until an event matches, and returns the ids of all received events.
     *
     * @param after last event id, or {@code null}
     */
    private static List<Long> listen(String after, Predicate<JsonNode> isIt) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        town.city().hub().address().resolve(STREAM))
                .header("Authorization", "Bearer " + oversight.token())
                .header("Accept", "text/event-stream");
        if (after != null) {
            request.header("Last-Event-ID", after);
        }
        var response = town.city().http().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        assertEquals(200, response.statusCode());
        assertEquals(
                "text/event-stream",
                response.headers().firstValue("Content-Type").orElse("").replaceFirst(";.*", ""));
        List<Long> ids = new ArrayList<>();
        try (var lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    ids.add(Long.valueOf(line.substring(4)));
                } else if (line.startsWith("data: ") && isIt.test(HubClient.JSON.readTree(line.substring(6)))) {
                    return ids;
                }
            }
        }
        throw new AssertionError("the stream ended before it came; heard " + ids);
    }

    @Test
    void hearsEachStageAsItHappensAndMissesNothingMeanwhile() throws Exception {
        // from the beginning
        List<Long> first = listen(
                "0",
                e -> e.path("caseId").asText().equals(id)
                        && e.path("event").asText().equals("payment.billed"));
        for (int i = 0; i < first.size(); i++) {
            assertEquals(i + 1, first.get(i));
        }
        long last = first.get(first.size() - 1);
        // happens while the stream is disconnected
        String other = Permits.opened(clerk, town.plot(2));
        List<Long> rest =
                listen(Long.toString(last), e -> e.path("caseId").asText().equals(other));
        assertEquals(last + 1, rest.get(0));
        assertEquals(last + rest.size(), rest.get(rest.size() - 1));
        oversight.get(STREAM, "Last-Event-ID", "x").refused(422, "sequence.shape");
    }

    @Test
    void isToldByASignedWebhook() throws Exception {
        String secret = "a secret of the inspection organisation";
        Map<String, String> opened = new ConcurrentHashMap<>();
        HttpServer receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/hook", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String signature = exchange.getRequestHeaders().getFirst("Pishkhan-Signature");
            HubClient.JSON.readTree(body).path("items").forEach(item -> {
                if (item.path("event").asText().equals("case.opened")) {
                    opened.put(
                            item.path("caseId").asText(),
                            signature.equals(signed(secret, signature, body)) ? "ok" : "forged");
                }
            });
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        receiver.start();
        Path file = town.data().resolveSibling("etc").resolve("city.pishkhan.webhooks-inspection.cfg");
        try {
            Files.writeString(
                    file,
                    "name=inspection\nurl=http://127.0.0.1:"
                            + receiver.getAddress().getPort() + "/hook\nsecret=" + secret
                            + "\ninside=true\nfrom.beginning=true\n");
            String fresh = Permits.opened(clerk, town.plot(2));
            Awaitility.await("told of both").until(() -> opened.containsKey(id) && opened.containsKey(fresh));
            assertEquals(Set.of("ok"), Set.copyOf(opened.values()));
        } finally {
            Files.deleteIfExists(file);
            receiver.stop(0);
        }
    }

    private static String signed(String secret, String given, String body) {
        try {
            String time = given.replaceFirst("t=([0-9]+),.*", "$1");
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return "t=" + time + ",v1="
                    + HexFormat.of().formatHex(mac.doFinal((time + "." + body).getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
