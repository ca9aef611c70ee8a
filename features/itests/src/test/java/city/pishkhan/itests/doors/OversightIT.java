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
@ExtendWith(SharedCityExtension.class)
class OversightIT {
    private static final String DOOR = "/oversight/v1";
    private static final String STREAM = DOOR + "/stream";

    private static SharedCity city;
    private static Clerk clerk;
    private static Visitor oversight;
    private static Plot plot;
    private static String id;

    @BeforeAll
    static void begin(SharedCity shared) throws Exception {
        city = shared;
        for (String company : List.of("water", "electricity", "gas", "fire")) {
            city.control(company, SharedCity.USUAL);
        }
        clerk = city.clerk();
        oversight = city.visitor().as("oversight");
        plot = city.plot(2);
        id = Permits.openAndSubmit(clerk, plot, 2);
        Permits.awaitStage(clerk, id, "duties");
    }

    private static void assertNoPersonalData(DoorResponse response) {
        response.expectNoInternals();
        plot.owners().forEach(owner -> assertFalse(response.body().contains(owner), response::toString));
        assertFalse(response.body().contains("شهروند"), response::toString);
        assertFalse(response.body().contains("09022002580"), response::toString);
    }

    @Test
    void oversightSeesEveryStageOfEveryCase() throws Exception {
        JsonNode office = clerk.read(id);
        for (String facet : List.of(
                "number=" + office.path("number").asText(),
                "subject=" + plot.code(),
                "office=1204&state=waiting&stage=duties&agency=water",
                "district=" + plot.district() + "&service=building-permit&ruleSet="
                        + office.path("ruleSet").asText())) {
            DoorResponse found =
                    oversight.get(DOOR + "/cases?limit=200&" + facet).expectStatus(200);
            assertTrue(found.json().path("items").findValuesAsText("id").contains(id), facet);
            assertNoPersonalData(found);
        }
        DoorResponse seen = oversight.get(DOOR + "/cases/" + id).expectStatus(200);
        assertNoPersonalData(seen);
        for (String field : List.of("id", "state", "verdict", "due", "sha256")) {
            assertEquals(
                    office.path("inquiries").findValuesAsText(field),
                    seen.json().path("inquiries").findValuesAsText(field));
            assertEquals(
                    office.path("papers").findValuesAsText(field),
                    seen.json().path("papers").findValuesAsText(field));
        }
        assertTrue(seen.json().path("papers").findValuesAsText("source").contains("scan"));

        DoorResponse history = oversight.get(DOOR + "/cases/" + id + "/history").expectStatus(200);
        assertNoPersonalData(history);
        assertEquals(
                city.visitor()
                        .as("clerk-1204")
                        .get(Permits.CASES + "/" + id + "/history")
                        .expectStatus(200)
                        .json()
                        .path("items")
                        .findValuesAsText("hash"),
                history.json().path("items").findValuesAsText("hash"));
    }

    @Test
    void casesOfDayShareOneRuleSet() throws Exception {
        DoorResponse check = oversight.get(DOOR + "/rules-check").expectStatus(200);
        assertTrue(check.json().path("one").asBoolean(), check::toString);
        assertTrue(check.json().path("cases").asLong() > 0, check::toString);
        assertEquals(
                clerk.read(id).path("ruleSet").asText(),
                check.json().path("inForce").asText());
        oversight.get(DOOR + "/rules-check?day=x").expectProblem(422, "date.shape");
    }

    @ParameterizedTest
    @ValueSource(strings = {"clerk-1204", "fire", "district-1", "operator"})
    void otherRolesCannotUseOversightDoor(String user) {
        Visitor other = city.visitor().as(user);
        for (String path : List.of(
                "/cases",
                "/cases/" + id,
                "/cases/" + id + "/evidence",
                "/entries",
                "/statistics?by=office",
                "/rules-check",
                "/stream")) {
            other.get(DOOR + path).expectProblem(403, "access.forbidden");
        }
    }

    @Test
    void oversightCannotChangeAnything() {
        city.store().assertUnchangedBy(() -> {
            for (String path :
                    List.of("/cases", "/cases/" + id, "/cases/" + id + "/withdrawal", "/entries", "/stream")) {
                DoorResponse posted = oversight.post(DOOR + path, "{}");
                assertTrue(Set.of(404, 405).contains(posted.status()), posted::toString);
                DoorResponse put = oversight.put(DOOR + path, "{}");
                assertTrue(Set.of(404, 405).contains(put.status()), put::toString);
            }
            // oversight cannot change anything through other doors either
            oversight.post(Permits.CASES, Permits.request(plot).toString()).expectProblem(403, "access.forbidden");
            oversight
                    .post(Permits.CASES + "/" + id + "/withdrawal", "{\"reason\":\"x\"}", "If-Match", "1")
                    .expectProblem(403, "access.forbidden");
        });
    }

    @Test
    void journalEntriesHaveNoGaps() {
        List<Long> sequences = new ArrayList<>();
        long after = 0;
        while (true) {
            // this answer is not checked for internal details, because entries of operators name files and bundles
            DoorResponse page = oversight.get(DOOR + "/entries?limit=200&after=" + after);
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
        oversight
                .get(DOOR + "/entries?after=x")
                .expectProblem(422, "sequence.shape")
                .expectField("after");
    }

    @Test
    void statisticsCountWorkOfOffices() {
        JsonNode lines = oversight
                .get(DOOR + "/statistics?by=office")
                .expectStatus(200)
                .json()
                .path("items");
        JsonNode officeLine = lines.get(lines.findValuesAsText("key").indexOf("1204"));
        assertTrue(
                officeLine.path("opened").asLong() >= 1
                        && officeLine.path("sheetsSaved").asLong() > 0,
                officeLine::toString);
        DoorResponse csv = oversight
                .get(DOOR + "/statistics.csv?by=agency", "Accept", "text/csv")
                .expectStatus(200);
        assertTrue(csv.body().contains("\r\nwater,"), csv::toString);
        DoorResponse cases = oversight
                .get(DOOR + "/cases.csv?office=1204", "Accept", "text/csv", "Accept-Language", "fa")
                .expectStatus(200);
        assertTrue(cases.body().contains(",1204,"), cases::toString);
    }

    /**
     * Reads the stream until an event matches, and returns the ids of all received events.
     *
     * @param after last event id, or {@code null}
     */
    private static List<Long> listen(String after, Predicate<JsonNode> isIt) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        city.city().hub().address().resolve(STREAM))
                .header("Authorization", "Bearer " + oversight.token())
                .header("Accept", "text/event-stream");
        if (after != null) {
            request.header("Last-Event-ID", after);
        }
        var response = city.city().http().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
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
    void streamDeliversEveryEventAfterReconnect() throws Exception {
        // event id 0 means: from the first entry
        List<Long> first = listen(
                "0",
                e -> e.path("caseId").asText().equals(id)
                        && e.path("event").asText().equals("payment.billed"));
        for (int i = 0; i < first.size(); i++) {
            assertEquals(i + 1, first.get(i));
        }
        long last = first.get(first.size() - 1);
        // this case is opened while the stream is disconnected
        String other = Permits.openCase(clerk, city.plot(2));
        List<Long> rest =
                listen(Long.toString(last), e -> e.path("caseId").asText().equals(other));
        assertEquals(last + 1, rest.get(0));
        assertEquals(last + rest.size(), rest.get(rest.size() - 1));
        oversight.get(STREAM, "Last-Event-ID", "x").expectProblem(422, "sequence.shape");
    }

    @Test
    void sendsSignedWebhook() throws Exception {
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
        Path file = city.data().resolveSibling("etc").resolve("city.pishkhan.webhooks-inspection.cfg");
        try {
            Files.writeString(
                    file,
                    "name=inspection\nurl=http://127.0.0.1:"
                            + receiver.getAddress().getPort() + "/hook\nsecret=" + secret
                            + "\nallow.private.targets=true\nfrom.beginning=true\n");
            String fresh = Permits.openCase(clerk, city.plot(2));
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
