package city.pishkhan.testkit.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HubClientTest {
    private final AtomicInteger calls = new AtomicInteger();
    private HttpServer hub;
    private HubClient hubClient;

    @BeforeEach
    void start() throws IOException {
        hub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hub.createContext(
                "/auth/v1/token",
                call -> answer(
                        call,
                        200,
                        "application/json",
                        "{\"token\":\"t\",\"expires\":\"" + Instant.now().plusSeconds(600) + "\"}"));
        hub.start();
        URI at = URI.create("http://127.0.0.1:" + hub.getAddress().getPort());
        hubClient = new HubClient(HttpClient.newHttpClient(), at, "clerk", "secret");
    }

    @AfterEach
    void stop() {
        hub.stop(0);
    }

    private static void answer(HttpExchange call, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        call.getResponseHeaders().set("Content-Type", type);
        call.sendResponseHeaders(status, bytes.length);
        call.getResponseBody().write(bytes);
        call.close();
    }

    @Test
    void retriesPlain404OfStartingServer() throws InterruptedException {
        hub.createContext("/office/v1/cases/1", call -> {
            if (calls.incrementAndGet() == 1) {
                answer(call, 404, "application/json", "{\"message\":\"Not Found\"}");
            } else {
                answer(call, 200, "application/json", "{\"id\":\"1\"}");
            }
        });
        assertEquals("1", hubClient.get("/office/v1/cases/1").path("id").asText());
    }

    @Test
    void problem404IsRefusedWithoutRetry() {
        hub.createContext("/office/v1/cases/1", call -> {
            calls.incrementAndGet();
            answer(
                    call,
                    404,
                    "application/problem+json",
                    "{\"code\":\"case.unknown\",\"messageEn\":\"No such case.\"}");
        });
        assertEquals(
                "case.unknown",
                assertThrows(HubClient.Refused.class, () -> hubClient.get("/office/v1/cases/1"))
                        .code());
        assertEquals(1, calls.get());
    }
}
