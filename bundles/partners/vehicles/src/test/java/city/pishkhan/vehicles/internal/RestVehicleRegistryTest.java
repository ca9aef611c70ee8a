package city.pishkhan.vehicles.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.platform.resilience.CircuitBreaker;
import city.pishkhan.platform.resilience.CircuitBreaker.Rule;
import city.pishkhan.rest.RestPartner;
import city.pishkhan.spi.PartnerRefused;
import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.VehicleOwnership;
import city.pishkhan.spi.VehicleRecord;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The connector against a registry on a real port. */
class RestVehicleRegistryTest {
    private static final String PLATE = "12ب14547";
    private static final String VIN = "NAAP41FD5AJ123457";
    private static final String RECORD = "{\"plate\":\"" + PLATE + "\",\"vin\":\"" + VIN
            + "\",\"model\":\"dena-plus\",\"title\":\"دنا\",\"fuel\":\"petrol\",\"use\":\"private\","
            + "\"modelYear\":1400,\"paidThrough\":1404,\"somethingNew\":[1]}";

    private HttpServer server;
    private RestVehicleRegistry registry;
    private int status = 200;
    private String body = RECORD;
    private String asked;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath() + "?"
                    + exchange.getRequestURI().getQuery() + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        registry = new RestVehicleRegistry(new RestPartner(
                new RestPartner.Settings(
                        "vehicle registry",
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                        "",
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(5),
                        65_536),
                new CircuitBreaker(
                        "partner",
                        Rule.inARow(1_000, Duration.ofSeconds(1), Duration.ofSeconds(1)),
                        Clock.systemUTC())));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void readsVehicleRecord() {
        VehicleRecord found = registry.byPlate(PLATE).orElseThrow();
        assertEquals(new VehicleRecord(PLATE, VIN, "dena-plus", "دنا", "petrol", "private", 1400, 1404), found);
        assertEquals("GET /vehicles?plate=" + PLATE + " ", asked);
        assertEquals(found, registry.byVin(VIN).orElseThrow());
    }

    @Test
    void convertsGregorianModelYear() {
        body = RECORD.replace("1400", "2015");
        assertEquals(1394, registry.byPlate(PLATE).orElseThrow().modelYear());
    }

    @Test
    void unknownVehicleIsEmpty() {
        status = 404;
        body = "{\"code\":\"unknown-vehicle\"}";
        assertTrue(registry.byPlate(PLATE).isEmpty());
        body = "<html>not here</html>";
        assertThrows(PartnerUnavailable.class, () -> registry.byPlate(PLATE), "what is in between says nothing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "rubbish",
                "{\"plate\":\"12ب14548\",\"vin\":\"NAAP41FD5AJ123457\",\"model\":\"m\",\"title\":\"t\",\"fuel\":\"petrol\",\"use\":\"private\",\"modelYear\":1400,\"paidThrough\":1404}"
            })
    void malformedReplyIsUnavailable(String rubbish) {
        body = rubbish;
        assertThrows(PartnerUnavailable.class, () -> registry.byPlate(PLATE));
    }

    @Test
    void returnsOwnerNameOnlyToOwner() {
        body = "{\"owner\":\"owned\",\"name\":\"مریم كريمي\"}";
        VehicleOwnership.Owner owner = registry.owner("0499370899", PLATE).orElseThrow();
        assertEquals("مریم کریمی", owner.name());
        assertFalse(owner.toString().contains("مریم"));
        assertEquals("POST /ownership?null {\"plate\":\"" + PLATE + "\",\"nationalId\":\"0499370899\"}", asked);
        for (String other : List.of("anothers", "unknown")) {
            body = "{\"owner\":\"" + other + "\",\"name\":\"رضا\"}";
            assertTrue(registry.owner("0499370899", PLATE).isEmpty());
        }
        for (String rubbish : List.of("{\"owner\":\"owned\"}", "{\"owner\":\"mine\"}", "{}")) {
            body = rubbish;
            assertThrows(PartnerUnavailable.class, () -> registry.owner("0499370899", PLATE));
        }
        status = 404;
        body = "{\"code\":\"unknown-vehicle\"}";
        assertTrue(registry.owner("0499370899", PLATE).isEmpty());
    }

    @Test
    void reportsPaidDuty() {
        UUID id = UUID.randomUUID();
        status = 201;
        body = "{\"reference\":\"V-1\"}";
        assertEquals("V-1", registry.reportDutyPaid(id, PLATE, 1405));
        assertEquals("PUT /settlements/" + id + "?null {\"plate\":\"" + PLATE + "\",\"throughYear\":1405}", asked);
        status = 422;
        body = "{\"code\":\"unknown-vehicle\",\"detail\":\"no such vehicle\"}";
        assertEquals(
                "unknown-vehicle",
                assertThrows(PartnerRefused.class, () -> registry.reportDutyPaid(id, PLATE, 1405))
                        .code());
        status = 500;
        assertThrows(PartnerUnavailable.class, () -> registry.reportDutyPaid(id, PLATE, 1405));
    }

    @Test
    void endlessReplyIsUnavailable() {
        body = "x".repeat(70_000);
        PartnerUnavailable e = assertThrows(PartnerUnavailable.class, () -> registry.byPlate(PLATE));
        assertTrue(e.getMessage().contains("too large"), e.getMessage());
        assertFalse(e.getMessage().contains("xxx"));
    }
}
