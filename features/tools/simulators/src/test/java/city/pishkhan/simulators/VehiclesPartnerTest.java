package city.pishkhan.simulators;

import static org.junit.jupiter.api.Assertions.assertEquals;

import city.pishkhan.simulators.site.Json;
import city.pishkhan.simulators.site.Options;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VehiclesPartnerTest {
    private static final String PLATE = "12ب14547";

    @TempDir
    Path folder;

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

    private JsonNode vehicle() throws Exception {
        return Json.MAPPER.readTree(
                http.get("/vehicles/vehicles?plate=" + URLEncoder.encode(PLATE, StandardCharsets.UTF_8))
                        .body());
    }

    private HttpResponse<String> settle(UUID id, String plate, int year) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(
                                        "http://127.0.0.1:" + simulators.port() + "/vehicles/settlements/" + id))
                                .PUT(HttpRequest.BodyPublishers.ofString(
                                        "{\"plate\":\"" + plate + "\",\"throughYear\":" + year + "}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void findsVehicleByPlateAndVin() throws Exception {
        assertEquals("dena-plus", vehicle().path("model").asText());
        assertEquals(1404, vehicle().path("paidThrough").asInt());
        String vin = vehicle().path("vin").asText();
        assertEquals(
                PLATE,
                Json.MAPPER
                        .readTree(http.get("/vehicles/vehicles?vin=" + vin).body())
                        .path("plate")
                        .asText());
        assertEquals(404, http.get("/vehicles/vehicles?plate=x").statusCode());
    }

    @Test
    void storesSettlementOncePerId() throws Exception {
        UUID id = UUID.randomUUID();
        HttpResponse<String> first = settle(id, PLATE, 1405);
        assertEquals(201, first.statusCode());
        assertEquals(first.body(), settle(id, PLATE, 1405).body());
        assertEquals(422, settle(UUID.randomUUID(), "99ب11111", 1405).statusCode());
        stop();
        start();
        assertEquals(1405, vehicle().path("paidThrough").asInt(), "on disk");
        assertEquals(1, http.get("/vehicles/ledger").body().split("\"settled\"", -1).length - 1);
    }
}
