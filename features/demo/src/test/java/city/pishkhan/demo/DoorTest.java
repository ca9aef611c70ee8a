package city.pishkhan.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DoorTest {

    private final AtomicInteger logins = new AtomicInteger();
    private final List<String> keys = new CopyOnWriteArrayList<>();
    private HttpServer hub;
    private Door door;

    @BeforeEach
    void start() throws IOException {
        hub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hub.createContext(
                "/auth/v1/token",
                exchange -> answer(
                        exchange,
                        200,
                        "{\"token\": \"t" + logins.incrementAndGet() + "\", \"expires\": \""
                                + Instant.now().plus(Duration.ofMinutes(15)) + "\"}"));
        hub.start();
        door = new Door(
                HttpClient.newHttpClient(),
                URI.create("http://127.0.0.1:" + hub.getAddress().getPort()),
                "clerk-1204",
                "demo");
    }

    @AfterEach
    void stop() {
        hub.stop(0);
    }

    @Test
    void logsInOnceForManyCalls() throws Exception {
        hub.createContext(
                "/office",
                exchange -> answer(
                        exchange,
                        200,
                        "{\"by\": \"" + exchange.getRequestHeaders().getFirst("Authorization") + "\"}"));
        door.get("/office/v1/cases");
        assertEquals("Bearer t1", door.get("/office/v1/cases").path("by").asText());
        assertEquals(1, logins.get());
    }

    @Test
    void aTokenThatIsNoLongerGoodIsExchanged() throws Exception {
        hub.createContext("/office", exchange -> {
            boolean second = "Bearer t2".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            answer(exchange, second ? 200 : 401, "{}");
        });
        door.get("/office/v1/cases");
        assertEquals(2, logins.get());
    }

    @Test
    void notNowIsAskedAgainUnderTheSameKey() throws Exception {
        hub.createContext("/office", exchange -> {
            keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key")
                    + exchange.getRequestHeaders().getFirst("If-Match"));
            answer(exchange, keys.size() < 2 ? 503 : 200, "{}");
        });
        door.post("/office/v1/cases/1/submission", 7, null);
        assertEquals(2, keys.size());
        assertEquals(keys.get(0), keys.get(1));
        assertTrue(keys.get(0).endsWith("\"7\""), keys.toString());
    }

    @Test
    void aRefusalIsNotRepeatedAndSaysWhy() {
        hub.createContext("/office", exchange -> {
            keys.add("call");
            answer(exchange, 409, "{\"code\": \"case.already-open\", \"messageEn\": \"There is an open case.\"}");
        });
        Door.Refused refused =
                assertThrows(Door.Refused.class, () -> door.post("/office/v1/cases", Door.JSON.createObjectNode()));
        assertEquals("case.already-open", refused.code());
        assertEquals("There is an open case. (409 case.already-open)", refused.getMessage());
        assertEquals(1, keys.size());
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        exchange.getRequestBody().readAllBytes();
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
