package city.pishkhan.numbers.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import city.pishkhan.platform.resilience.CircuitBreaker;
import city.pishkhan.platform.resilience.CircuitBreaker.Rule;
import city.pishkhan.rest.RestPartner;
import city.pishkhan.spi.NumberOwnership.Owner;
import city.pishkhan.spi.PartnerUnavailable;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests the connector over real HTTP. */
class NumberRegisterTest {
    private static final String ID = "0499370899";
    private static final String MOBILE = "09022002580";

    private HttpServer server;
    private NumberRegister client;
    private volatile int status = 200;
    private volatile String reply = "{\"owner\":\"owned\"}";
    private volatile URI asked;
    private volatile JsonNode body;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/numbers", exchange -> {
            asked = exchange.getRequestURI();
            body = new JsonMapper().readTree(exchange.getRequestBody());
            byte[] said = reply.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, said.length);
            exchange.getResponseBody().write(said);
            exchange.close();
        });
        server.start();
        client = new NumberRegister(new RestPartner(
                new RestPartner.Settings(
                        "numbers",
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/numbers"),
                        "",
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(2),
                        1_000),
                new CircuitBreaker(
                        "partner", Rule.inARow(50, Duration.ofSeconds(5), Duration.ofSeconds(60)), Clock.systemUTC())));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void sendsNumberOnlyInBodyAndReadsAnswer() {
        assertEquals(Owner.OWNED, client.owner(ID, MOBILE));
        assertEquals("/numbers/ownership", asked.toString());
        assertEquals(ID, body.path("nationalId").asText());
        assertEquals(MOBILE, body.path("mobile").asText());
        reply = "{\"owner\":\"anothers\"}";
        assertEquals(Owner.ANOTHERS, client.owner(ID, MOBILE));
        reply = "{\"owner\":\"unknown\"}";
        assertEquals(Owner.UNKNOWN, client.owner(ID, MOBILE));
    }

    @Test
    void refusalMeansUnknownOwnerAndMalformedReplyUnavailable() {
        status = 404;
        reply = "{\"code\":\"unknown-number\"}";
        assertEquals(Owner.UNKNOWN, client.owner(ID, MOBILE));
        status = 500;
        PartnerUnavailable away = assertThrows(PartnerUnavailable.class, () -> client.owner(ID, MOBILE));
        assertFalse(away.getMessage().contains(MOBILE) || away.getMessage().contains(ID), away.getMessage());
        status = 200;
        for (String rubbish : new String[] {"{}", "[]", "{\"owner\":true}", "{\"owner\":\"OWNED\"}", "owned"}) {
            reply = rubbish;
            assertThrows(PartnerUnavailable.class, () -> client.owner(ID, MOBILE), rubbish);
        }
    }
}
