package city.pishkhan.simulators;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.simulators.site.Json;
import city.pishkhan.simulators.site.Options;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostPartnerTest {
    private static final String HOME =
            "{\"name\":\"سارا کریمی\",\"address\":\"خیابان آزادی، پلاک ۱۲\",\"postalCode\":\"1619735744\"}";

    @TempDir
    Path folder;

    private final String id = UUID.randomUUID().toString();
    private Simulators simulators;
    private Http http;

    @BeforeEach
    void start() throws Exception {
        simulators =
                new Simulators(Options.parse(List.of("--port", "0", "--data", folder.toString())), Simulators.all());
        http = new Http(simulators.port());
    }

    @AfterEach
    void stop() throws Exception {
        simulators.close();
    }

    private HttpResponse<String> order(String key, String to) throws Exception {
        String body =
                "{\"id\":\"%s\",\"kind\":\"document\",\"grams\":50,\"from\":\"1204\",\"to\":%s}".formatted(key, to);
        return http.post("/post/orders", body, "Idempotency-Key", key);
    }

    private JsonNode journey(String key) throws Exception {
        return Json.MAPPER.readTree(http.get("/post/orders/" + key).body());
    }

    private static List<String> steps(JsonNode journey) {
        List<String> steps = new ArrayList<>();
        journey.path("events").forEach(event -> steps.add(event.path("step").asText()));
        return steps;
    }

    @Test
    void deliversLetterOnceAndRemembersIt() throws Exception {
        HttpResponse<String> first = order(id, HOME);
        assertEquals(201, first.statusCode());
        HttpResponse<String> again = order(id, HOME);
        assertEquals(409, again.statusCode());
        String tracking = Json.MAPPER.readTree(first.body()).path("tracking").asText();
        assertEquals(
                tracking, Json.MAPPER.readTree(again.body()).path("tracking").asText());
        assertEquals(List.of("accepted", "in-transit", "delivered"), steps(journey(id)));
        assertEquals("SIG-" + tracking, journey(id).at("/receipt/reference").asText());
        stop();
        start();
        assertEquals(List.of("accepted", "in-transit", "delivered"), steps(journey(id)), "on disk");
        assertEquals(409, order(id, HOME).statusCode());
    }

    @Test
    void letterCanBeCancelledBeforeTransit() throws Exception {
        http.control("post", "{\"answerAfterMs\":600000}");
        order(id, HOME);
        assertEquals(List.of("accepted"), steps(journey(id)));
        assertTrue(journey(id).path("receipt").isMissingNode());
        for (int i = 0; i < 2; i++) {
            assertEquals(200, http.delete("/post/orders/" + id).statusCode());
        }
        stop();
        start();
        assertEquals(List.of("accepted", "cancelled"), steps(journey(id)), "on disk");
        String cancelled = UUID.randomUUID().toString();
        order(cancelled, "{\"office\":\"2301\"}");
        HttpResponse<String> late = http.delete("/post/orders/" + cancelled);
        assertEquals(409, late.statusCode());
        assertTrue(late.body().contains("on-the-way"), late.body());
    }

    @Test
    void followsScriptedOutcomes() throws Exception {
        http.control(
                "post",
                "{\"script\":[{\"outcome\":\"returned\",\"postalCode\":\"1619735744\",\"times\":1},"
                        + "{\"status\":429,\"retryAfter\":3,\"times\":1,\"postalCode\":\"1619735745\"},{\"forget\":true,\"times\":1}]}");
        order(id, HOME);
        assertEquals(404, http.get("/post/orders/" + id).statusCode(), "forgotten");
        assertEquals(List.of("accepted", "in-transit", "returned"), steps(journey(id)));
        String other = UUID.randomUUID().toString();
        String home = HOME.replace("744", "745");
        HttpResponse<String> busy = order(other, home);
        assertEquals(429, busy.statusCode());
        assertEquals("3", busy.headers().firstValue("Retry-After").orElseThrow());
        assertEquals(201, order(other, home).statusCode());
        assertEquals(List.of("accepted", "in-transit", "delivered"), steps(journey(other)));
    }

    @Test
    void rejectsInvalidOrders() throws Exception {
        for (String[] wrong : new String[][] {
            {HOME.replace("1619735744", "2619735744"), "postal-code"},
            {HOME.replace("خیابان آزادی، پلاک ۱۲", " "), "address"},
            {"{\"office\":\"x\"}", "office"}
        }) {
            HttpResponse<String> refused = order(id, wrong[0]);
            assertEquals(422, refused.statusCode());
            assertTrue(refused.body().contains(wrong[1]), refused.body());
        }
        assertEquals(404, http.get("/post/orders/" + id).statusCode());
        assertEquals(400, http.post("/post/orders", "{", "Idempotency-Key", id).statusCode());
    }
}
