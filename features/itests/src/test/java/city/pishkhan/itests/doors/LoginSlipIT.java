package city.pishkhan.itests.doors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.testkit.client.HubClient;
import city.pishkhan.testkit.plots.Plot;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A citizen without a mobile phone: the counter prints a slip with the tracking code and a one-time PIN. */
@ExtendWith(SharedCityExtension.class)
class LoginSlipIT {
    private static final String SLIPS = "/office/v1/login-slips";
    private static final String ENTRY = "/citizen/v1/login/slip";
    private static final String OWN = "/citizen/v1/cases/";
    private static final String SERIAL = "9G55443322";

    private static SharedCity city;
    private static Visitor office;
    private static Visitor elsewhere;

    private String id;
    private String tracking;
    private String nationalId;

    @BeforeAll
    static void begin(SharedCity shared) {
        city = shared;
        office = city.visitor().as("clerk-1204");
        elsewhere = city.visitor().as("clerk-2301");
    }

    /** Opens a case in which no applicant has a phone number. */
    @BeforeEach
    void opened() {
        Plot plot = city.plot(2);
        ObjectNode body = Permits.request(plot);
        body.put("service", "posted-note");
        body.path("applicants").forEach(applicant -> ((ObjectNode) applicant).remove("mobile"));
        JsonNode opened =
                office.post(Permits.CASES, body.toString()).expectStatus(201).json();
        id = opened.path("id").asText();
        tracking = opened.path("tracking").asText();
        nationalId = plot.owners().get(0);
    }

    private String slipRequest(String person, String paper, String serial) {
        return HubClient.JSON
                .createObjectNode()
                .put("tracking", tracking)
                .put("nationalId", person)
                .put("paper", paper)
                .put("serial", serial)
                .toString();
    }

    private JsonNode printSlip(Visitor clerk) {
        return clerk.post(SLIPS, slipRequest(nationalId, "national-card", SERIAL))
                .expectStatus(200)
                .json();
    }

    private String entry(String pin) {
        return HubClient.JSON
                .createObjectNode()
                .put("tracking", tracking.toLowerCase().replace("-", ""))
                .put("pin", pin)
                .toString();
    }

    private Visitor login(String pin) {
        return city.visitor()
                .bearer(city.visitor()
                        .post(ENTRY, entry(pin))
                        .expectStatus(200)
                        .json()
                        .path("token")
                        .asText());
    }

    private static String differentPin(String pin) {
        return "%08d".formatted((Integer.parseInt(pin) + 1) % 100_000_000);
    }

    @Test
    void slipOpensCaseOnceForOwner() throws Exception {
        JsonNode slip = printSlip(office);
        assertTrue(
                slip.path("print").asText().contains(slip.path("tracking").asText())
                        && slip.path("print").asText().contains("رمز یک‌بار ورود")
                        && slip.path("print").asText().contains("/my"),
                slip::toString);
        String pin = slip.path("pin").asText();
        assertTrue(pin.matches("[0-9]{8}"), "eight digits");
        assertFalse(slip.has("papersFrom"), slip::toString);
        Visitor citizen = login(pin);
        DoorResponse shown = citizen.get(OWN + id).expectStatus(200);
        assertTrue(shown.body().contains(nationalId), shown::toString);
        assertTrue(citizen.get("/citizen/v1/cases").expectStatus(200).body().contains(id));
        citizen.get(OWN + id + "/certificate").expectStatus(200);
        citizen.post(OWN + id + "/delivery", Notes.home("1619735744")).expectStatus(201);
        city.visitor().post(ENTRY, entry(pin)).expectProblem(401, "login.pin");
        String history = city.visitor()
                .as("oversight")
                .get("/oversight/v1/cases/" + id + "/history")
                .expectStatus(200)
                .body();
        assertTrue(history.contains("login-slip.issued") && history.contains("login-slip.used"), history);
        String everything = city.store().dump() + city.log();
        assertFalse(everything.contains(pin), "a PIN stands nowhere");
        assertFalse(everything.contains(SERIAL), "nor the paper's serial");
        // a new slip ends the login of the previous one
        printSlip(office);
        citizen.get(OWN + id).expectProblem(404, "case.unknown");
    }

    @Test
    void guessedPinIsClosedAndRenewed() throws Exception {
        String pin = printSlip(office).path("pin").asText();
        for (int i = 0; i < 5; i++) {
            city.visitor().post(ENTRY, entry(differentPin(pin))).expectProblem(401, "login.pin");
        }
        city.visitor().post(ENTRY, entry(pin)).expectProblem(401, "login.pin");
        login(printSlip(office).path("pin").asText())
                .get(OWN + id + "/certificate")
                .expectStatus(200);
    }

    /** A slip can be renewed at any office. With a slip from another office the citizen's papers open only after a waiting period. */
    @Test
    void slipFromDifferentOfficeWaits() throws Exception {
        JsonNode slip = printSlip(elsewhere);
        assertTrue(slip.has("papersFrom"), slip::toString);
        Visitor citizen = login(slip.path("pin").asText());
        DoorResponse shown = citizen.get(OWN + id).expectStatus(200);
        assertEquals("delivery", shown.json().path("stage").asText());
        assertFalse(shown.body().contains(nationalId), shown::toString);
        citizen.get(OWN + id + "/bills").expectStatus(200);
        citizen.get(OWN + id + "/certificate").expectProblem(403, "citizen.waits");
        citizen.post(OWN + id + "/delivery", Notes.home("1619735744")).expectProblem(403, "citizen.waits");
        city.store()
                .execute(
                        "update citizenlogin.login_slip set opens = now() - interval '1 second' where case_id = ?",
                        UUID.fromString(id));
        citizen.get(OWN + id + "/certificate").expectStatus(200);
        assertTrue(citizen.get(OWN + id).expectStatus(200).body().contains(nationalId));
    }

    @Test
    void rejectsInvalidSlipRequestsAndPins() {
        office.post(SLIPS, slipRequest("0790419904", "passport", "K12345")).expectProblem(404, "login-slip.unknown");
        office.post(SLIPS, slipRequest("1234567890", "passport", "K12345"))
                .expectProblem(422, "national-id.check-digit");
        office.post(SLIPS, slipRequest(nationalId, "bus-pass", "K12345")).expectProblem(422, "value.unknown");
        office.post(SLIPS, slipRequest(nationalId, "passport", "K1"))
                .expectProblem(422, "identity.serial")
                .expectField("serial");
        office.post(SLIPS, slipRequest(nationalId, "passport", "K12345").replace(tracking, "7K3M-9PQ2-WX4A-0TB1"))
                .expectProblem(404, "login-slip.unknown");
        city.visitor().as("oversight").post(SLIPS, "{}").expectProblem(403, "access.forbidden");
        city.visitor().post(SLIPS, "{}").expectProblem(401, "access.unauthenticated");
        city.visitor()
                .post(ENTRY, entry("1234567"))
                .expectProblem(422, "pin.digits")
                .expectField("pin");
        city.visitor().post(ENTRY, entry("12345678")).expectProblem(401, "login.pin");
    }
}
