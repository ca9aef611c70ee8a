package city.pishkhan.post.internal;

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
import city.pishkhan.spi.PostalService.Letter;
import city.pishkhan.spi.PostalService.LetterProgress;
import city.pishkhan.spi.PostalService.Recipient;
import city.pishkhan.spi.PostalService.Step;
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
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests the connector over real HTTP. */
class RestPostTest {
    private static final UUID ID = UUID.randomUUID();
    private static final Letter LETTER = new Letter(
            ID, "document", 50, "1204", new Recipient.Home("سارا کریمی", "خیابان آزادی، پلاک ۱۲", "1619735744"));

    private HttpServer server;
    private volatile int status = 201;
    private volatile String reply = "{\"tracking\":\"PK-1001\"}";
    private volatile String asked;
    private volatile Headers heard;
    private volatile JsonNode body;
    private RestPost client;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/post/orders", exchange -> {
            asked = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
            heard = exchange.getRequestHeaders();
            body = new JsonMapper().readTree(exchange.getRequestBody());
            byte[] said = reply.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, said.length);
            exchange.getResponseBody().write(said);
            exchange.close();
        });
        server.start();
        client = new RestPost(
                "post",
                new RestPartner(
                        new RestPartner.Settings(
                                "post",
                                URI.create("http://127.0.0.1:"
                                        + server.getAddress().getPort() + "/post"),
                                "secret-token",
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(2),
                                4_000),
                        new CircuitBreaker(
                                "partner",
                                Rule.inARow(50, Duration.ofSeconds(5), Duration.ofSeconds(60)),
                                Clock.systemUTC())));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void ordersToHomeWithIdempotencyKey() {
        assertEquals("PK-1001", client.order(LETTER));
        assertEquals("POST /post/orders", asked);
        assertEquals(ID.toString(), heard.getFirst("Idempotency-Key"));
        assertEquals("Bearer secret-token", heard.getFirst("Authorization"));
        assertEquals("1619735744", body.at("/to/postalCode").asText());
        assertEquals("سارا کریمی", body.at("/to/name").asText());
        assertEquals(50, body.path("grams").asInt());
        assertTrue(body.at("/to/office").isMissingNode());
    }

    @Test
    void ordersToOffice() {
        client.order(new Letter(ID, "document", 50, "1204", new Recipient.Office("2301")));
        assertEquals("2301", body.at("/to/office").asText());
        assertEquals("1204", body.path("from").asText());
    }

    @Test
    void duplicateCountsAsOrdered() {
        status = 409;
        reply = "{\"code\":\"duplicate\",\"tracking\":\"PK-7\"}".replace("PK-7", "PK-0007");
        assertEquals("PK-0007", client.order(LETTER));
        reply = "{\"code\":\"closed\"}";
        assertEquals(
                "closed",
                assertThrows(PartnerRefused.class, () -> client.order(LETTER)).code());
    }

    @Test
    void refusalShowsCodeWithoutPersonalData() {
        status = 422;
        reply = "{\"code\":\"postal-code\",\"detail\":\"1619735744 is nowhere\"}";
        PartnerRefused refused = assertThrows(PartnerRefused.class, () -> client.order(LETTER));
        assertEquals("postal-code", refused.code());
        assertFalse(refused.getMessage().contains("1619735744"), refused.getMessage());
    }

    @Test
    void tracksLetterToReceiver() {
        status = 200;
        reply = "{\"tracking\":\"PK-1001\",\"events\":[{\"step\":\"accepted\",\"at\":\"2026-05-03T08:00:00Z\"},"
                + "{\"step\":\"in-transit\",\"at\":\"2026-05-03T09:00:00Z\",\"place\":\"تهران ۱۱\"},"
                + "{\"step\":\"delivered\",\"at\":\"2026-05-04T09:00:00Z\",\"place\":null}],"
                + "\"receipt\":{\"receiver\":\"همسایه\",\"reference\":\"sig-9\"}}";
        LetterProgress journey = client.track(ID);
        assertEquals("GET /post/orders/" + ID, asked);
        assertEquals(Step.DELIVERED, journey.latestStep());
        assertEquals("تهران ۱۱", journey.events().get(1).place());
        assertEquals("همسایه", journey.receipt().receiver());
        assertEquals("sig-9", journey.receipt().reference());
        assertFalse((journey + LETTER.toString()).matches("(?s).*(همسایه|سارا|1619735744).*"), "nothing is said aloud");
        reply = "{\"tracking\":\"PK-1001\",\"events\":[{\"step\":\"accepted\",\"at\":\"2026-05-03T08:00:00Z\"}]}";
        assertNull(client.track(ID).receipt());
    }

    @Test
    void malformedReplyIsUnavailable() {
        status = 200;
        for (String rubbish : new String[] {
            "{}",
            "{\"tracking\":\"PK-1001\",\"events\":[]}",
            "{\"tracking\":\"PK-1001\",\"events\":[{\"step\":\"eaten\",\"at\":\"2026-05-03T08:00:00Z\"}]}",
            "{\"tracking\":\"PK-1001\",\"events\":[{\"step\":\"lost\",\"at\":\"yesterday\"}]}",
            "{\"tracking\":\"<b>\",\"events\":[{\"step\":\"lost\",\"at\":\"2026-05-03T08:00:00Z\"}]}",
            "[]",
            "x".repeat(5_000)
        }) {
            reply = rubbish;
            assertThrows(PartnerUnavailable.class, () -> client.track(ID), rubbish);
        }
        reply = "{\"tracking\":\"\"}";
        assertThrows(PartnerUnavailable.class, () -> client.order(LETTER));
        status = 404;
        reply = "{\"code\":\"unknown\"}";
        assertEquals(
                "unknown",
                assertThrows(PartnerRefused.class, () -> client.track(ID)).code());
        reply = "<html>nginx</html>";
        assertThrows(PartnerUnavailable.class, () -> client.track(ID));
    }

    @Test
    void cancelsOnlyLettersNotUnderWay() {
        status = 200;
        reply = "{\"cancelled\":true}";
        assertTrue(client.cancel(ID));
        assertEquals("DELETE /post/orders/" + ID, asked);
        status = 409;
        reply = "{\"code\":\"on-the-way\"}";
        assertFalse(client.cancel(ID));
        status = 404;
        reply = "{\"code\":\"unknown\"}";
        assertThrows(PartnerRefused.class, () -> client.cancel(ID));
    }
}
