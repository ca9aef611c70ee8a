package city.pishkhan.itests.doors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.testkit.client.HubClient;
import city.pishkhan.testkit.people.PayerBrowser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A vehicle's duty through the doors: looked up at the counter, paid at home, certificate collected at the office. */
@ExtendWith(SharedCityExtension.class)
class VehicleIT {
    private static final String LATE = "21ج36521";
    private static final String BEFORE_TARIFFS = "66ط71455";
    private static final String OWNER = "0790419904";
    private static final String MOBILE = "09121234567";

    private static SharedCity city;
    private static Visitor office;

    @BeforeAll
    static void begin(SharedCity shared) {
        city = shared;
        office = city.visitor().as("clerk-1204");
    }

    private static String body(String plate) {
        ObjectNode body =
                HubClient.JSON.createObjectNode().put("service", "vehicle-duty").put("subject", plate);
        body.putArray("applicants")
                .addObject()
                .put("role", "owner")
                .put("nationalId", OWNER)
                .put("name", "راننده آزمایشی")
                .put("mobile", MOBILE);
        return body.toString();
    }

    private static JsonNode read(String id) {
        return office.get(Permits.CASES + "/" + id).expectStatus(200).json();
    }

    private static void await(String id, String field, String value) {
        Awaitility.await(field + " " + value)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> read(id).path(field).asText().equals(value));
    }

    private static DoorResponse vehicle(String plate) {
        return office.get("/office/v1/vehicles?plate=" + URLEncoder.encode(plate, StandardCharsets.UTF_8));
    }

    @Test
    void plateIsLookedUpBeforeCaseIsOpened() {
        String vin = vehicle(LATE).expectStatus(200).json().path("vin").asText();
        assertEquals(
                LATE,
                vehicle(vin.toLowerCase())
                        .expectStatus(200)
                        .json()
                        .path("plate")
                        .asText());
        assertEquals(
                LATE,
                vehicle("۲۱ج۳۶۵ ایران ۲۱")
                        .expectStatus(200)
                        .json()
                        .path("plate")
                        .asText());
        vehicle("12ب14501").expectProblem(422, "plate.zero");
        vehicle("99ب99999").expectProblem(422, "vehicle.unknown");
        office.post(Permits.CASES, body("99ب99999")).expectProblem(422, "vehicle.unknown");
        office.post(Permits.CASES, body("22-1-1-1-1-0-0")).expectProblem(422, "plate.shape");
    }

    @Test
    void vehicleWithoutTariffIsSentBackWithReason() {
        String id = office.post(Permits.CASES, body(BEFORE_TARIFFS))
                .expectStatus(201)
                .json()
                .path("id")
                .asText();
        await(id, "state", "open");
        assertTrue(read(id).path("note").asText().contains("1400"));
        assertEquals("submission", read(id).at("/waitsFor/0").asText());
    }

    @Test
    void dutyIsPaidAtHomeAndCertificateCollected() throws Exception {
        JsonNode opened =
                office.post(Permits.CASES, body(LATE)).expectStatus(201).json();
        String id = opened.path("id").asText();
        assertEquals(0, opened.at("/archive/held").size(), "the archive holds papers of properties and people");
        office.get(Permits.CASES + "/" + id + "/archive").expectStatus(200);
        await(id, "stage", "duty");
        office.post(Permits.CASES, body(LATE)).expectProblem(409, "case.already-open");
        Visitor citizen = new Phone(city, MOBILE).registerFor(OWNER).login(city.visitor(), OWNER);
        String own = "/citizen/v1/cases/" + id;
        JsonNode duties = citizen.get(own + "/duties").expectStatus(200).json();
        assertTrue(duties.path("lines").size() >= 11, duties::toString);
        assertTrue(duties.at("/lines/2/why").asText().contains("months late"), duties::toString);
        JsonNode bill = citizen.get(own + "/bills").expectStatus(200).json().at("/items/0");
        assertEquals(
                0, Math.abs(bill.path("amount").asLong() - duties.path("total").asLong()) / 1_000);

        String attempts = own + "/bills/" + bill.path("id").asText() + "/attempts";
        JsonNode attempt = citizen.post(attempts, "{\"gateway\":\"saman\"}")
                .expectStatus(201)
                .json();
        new PayerBrowser(city.city().http()).pay(attempt);
        await(id, "stage", "delivery");
        String certificate = read(id).path("certificate").asText();
        assertTrue(city.visitor()
                .get("/verify/" + certificate)
                .expectStatus(200)
                .body()
                .contains("valid"));

        citizen.post(own + "/delivery", "{\"way\":\"office\"}").expectStatus(201);
        JsonNode lies = office.get(Permits.CASES + "/" + id + "/delivery")
                .expectStatus(200)
                .json();
        office.post(
                        "/office/v1/deliveries/" + lies.path("id").asText() + "/hand-over",
                        "{\"nationalId\":\"" + OWNER + "\"}")
                .expectStatus(200);
        assertEquals("approved", read(id).path("state").asText());
        assertTrue(vehicle(LATE).expectStatus(200).json().path("paidThrough").asInt() >= 1405);
    }
}
