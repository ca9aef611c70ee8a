package city.pishkhan.simulators;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.simulators.site.Json;
import city.pishkhan.simulators.site.Options;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmsPartnerTest {
    private static final String MOBILE = "09022002580";

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

    private HttpResponse<String> send(String key, String to, String text) throws Exception {
        String body = Json.object(Map.of("id", key, "to", to, "text", text)).toString();
        return http.post("/sms/messages", body, "Idempotency-Key", key);
    }

    private JsonNode outbox() throws Exception {
        return Json.MAPPER.readTree(http.get("/sms/outbox?to=" + MOBILE).body());
    }

    @Test
    void reportsDuplicateAndSendsOnce() throws Exception {
        assertEquals(201, send(id, MOBILE, "سلام").statusCode());
        HttpResponse<String> again = send(id, MOBILE, "سلام");
        assertEquals(409, again.statusCode());
        assertTrue(again.body().contains("\"duplicate\""), again.body());
        assertEquals(1, outbox().size());
        assertEquals(2, outbox().at("/0/copies").asInt());
        stop();
        start();
        assertEquals("سلام", outbox().at("/0/text").asText(), "on disk");
        assertEquals(409, send(id, MOBILE, "سلام").statusCode());
    }

    @Test
    void rejectsInvalidMessages() throws Exception {
        assertEquals(422, send(id, "0912", "سلام").statusCode());
        assertEquals(422, send(id, MOBILE, " ").statusCode());
        assertEquals(400, http.post("/sms/messages", "{", "Idempotency-Key", id).statusCode());
        assertEquals(0, outbox().size());
    }

    @Test
    void followsScriptedErrors() throws Exception {
        http.control(
                "sms",
                "{\"script\":[{\"status\":429,\"retryAfter\":3,\"times\":1},{\"status\":500,\"after\":true,\"times\":1}]}");
        HttpResponse<String> busy = send(id, MOBILE, "سلام");
        assertEquals(429, busy.statusCode());
        assertEquals("3", busy.headers().firstValue("Retry-After").orElseThrow());
        assertEquals(0, outbox().size());
        assertEquals(500, send(id, MOBILE, "سلام").statusCode());
        assertEquals(1, outbox().size(), "it was done all the same");
        assertEquals(409, send(id, MOBILE, "سلام").statusCode());
        assertEquals(200, http.get("/sms/outbox").statusCode());
    }
}
