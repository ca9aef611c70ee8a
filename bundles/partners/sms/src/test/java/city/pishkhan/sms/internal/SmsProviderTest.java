package city.pishkhan.sms.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.platform.resilience.CircuitBreaker;
import city.pishkhan.platform.resilience.CircuitBreaker.Rule;
import city.pishkhan.rest.RestPartner;
import city.pishkhan.spi.PartnerRefused;
import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.TextMessage;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests the connector over real HTTP. */
class SmsProviderTest {
    private static final TextMessage MESSAGE = new TextMessage(UUID.randomUUID(), "09022002580", "سلام 482913");

    private final CountDownLatch released = new CountDownLatch(1);
    private final AtomicInteger calls = new AtomicInteger();
    private Instant now = Instant.parse("2026-05-03T00:00:00Z");
    private HttpServer server;
    private volatile int status = 201;
    private volatile String reply = "{\"reference\":\"r-1\"}";
    private volatile String retryAfter;
    private volatile boolean hangs;
    private volatile Headers heard;
    private volatile JsonNode body;
    private SmsProvider client;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/sms/messages", exchange -> {
            calls.incrementAndGet();
            heard = exchange.getRequestHeaders();
            body = new JsonMapper().readTree(exchange.getRequestBody());
            byte[] said = reply.getBytes(StandardCharsets.UTF_8);
            if (retryAfter != null) {
                exchange.getResponseHeaders().add("Retry-After", retryAfter);
            }
            exchange.sendResponseHeaders(status, hangs ? said.length + 1 : said.length);
            exchange.getResponseBody().write(said);
            if (hangs) {
                exchange.getResponseBody().flush();
                await();
            }
            exchange.close();
        });
        server.start();
        Clock clock = new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
        client = new SmsProvider(
                "sms",
                new RestPartner(
                        new RestPartner.Settings(
                                "sms",
                                URI.create("http://127.0.0.1:"
                                        + server.getAddress().getPort() + "/sms"),
                                "secret-token",
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(2),
                                1_000),
                        new CircuitBreaker(
                                "partner", Rule.inARow(3, Duration.ofSeconds(5), Duration.ofSeconds(60)), clock)),
                "3000137");
    }

    private void await() {
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void stop() {
        released.countDown();
        server.stop(0);
    }

    @Test
    void sendsIdAsKeyAndTokenOnlyInHeader() {
        assertEquals("r-1", client.send(MESSAGE));
        assertEquals(MESSAGE.id().toString(), heard.getFirst("Idempotency-Key"));
        assertEquals("Bearer secret-token", heard.getFirst("Authorization"));
        assertEquals("09022002580", body.path("to").asText());
        assertEquals("سلام 482913", body.path("text").asText());
        assertEquals("3000137", body.path("sender").asText());
        assertEquals(MESSAGE.id().toString(), body.path("id").asText());
    }

    @Test
    void duplicateCountsAsSent() {
        status = 409;
        reply = "{\"code\":\"duplicate\",\"reference\":\"r-0\"}";
        assertEquals("r-0", client.send(MESSAGE));
        reply = "{\"code\":\"duplicate\"}";
        assertNull(client.send(MESSAGE));
        reply = "{\"code\":\"conflict\"}";
        assertThrows(PartnerUnavailable.class, () -> client.send(MESSAGE));
    }

    @Test
    void refusalShowsCodeWithoutNumber() {
        status = 422;
        reply = "{\"code\":\"bad-number\",\"detail\":\"09022002580 does not exist\"}";
        PartnerRefused refused = assertThrows(PartnerRefused.class, () -> client.send(MESSAGE));
        assertEquals("bad-number", refused.code());
        assertFalse(refused.getMessage().contains("0902"), refused.getMessage());
        reply = "<html>nginx</html>";
        assertThrows(PartnerUnavailable.class, () -> client.send(MESSAGE), "a bare 4xx is not the provider's word");
    }

    @Test
    void pausesAfterThreeFailures() {
        status = 500;
        for (int i = 0; i < 3; i++) {
            assertThrows(PartnerUnavailable.class, () -> client.send(MESSAGE));
        }
        status = 201;
        assertThrows(PartnerUnavailable.class, () -> client.send(MESSAGE));
        assertEquals(3, calls.get(), "the fourth did not go out");
        now = now.plusSeconds(5);
        assertEquals("r-1", client.send(MESSAGE));
        assertEquals(4, calls.get());
    }

    @Test
    void waitsForRetryAfterOfProvider() {
        status = 429;
        retryAfter = "30";
        assertThrows(PartnerUnavailable.class, () -> client.send(MESSAGE));
        status = 201;
        now = now.plusSeconds(29);
        assertThrows(PartnerUnavailable.class, () -> client.send(MESSAGE));
        assertEquals(1, calls.get());
        now = now.plusSeconds(1);
        assertEquals("r-1", client.send(MESSAGE));
    }

    @Test
    void limitsTimeAndSizeOfReply() {
        hangs = true;
        long before = System.nanoTime();
        assertThrows(PartnerUnavailable.class, () -> client.send(MESSAGE));
        assertTrue(Duration.ofNanos(System.nanoTime() - before).toSeconds() < 10);
        hangs = false;
        reply = "x".repeat(2_000);
        String said = assertThrows(PartnerUnavailable.class, () -> client.send(MESSAGE))
                .getMessage();
        assertTrue(said.contains("too large"), said);
        reply = "nothing that was agreed";
        assertThrows(PartnerUnavailable.class, () -> client.send(MESSAGE));
    }

    @Test
    void messageTextIsNeverPrinted() {
        assertFalse(MESSAGE.toString().contains("0902") || MESSAGE.toString().contains("482913"));
    }
}
