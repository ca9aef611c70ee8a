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
@ExtendWith(TownExtension.class)
class LoginSlipIT {
    private static final String SLIPS = "/office/v1/login-slips";
    private static final String ENTRY = "/citizen/v1/login/slip";
    private static final String OWN = "/citizen/v1/cases/";
    private static final String SERIAL = "9G55443322";

    private static Town town;
    private static Visitor office;
    private static Visitor elsewhere;

    private String id;
    private String tracking;
    private String nationalId;

    @BeforeAll
    static void begin(Town shared) {
        town = shared;
        office = town.visitor().as("clerk-1204");
        elsewhere = town.visitor().as("clerk-2301");
    }

    /** Opens a case in which no applicant has a phone number. */
    @BeforeEach
    void opened() {
        Plot plot = town.plot(2);
        ObjectNode body = Permits.request(plot);
        body.put("service", "posted-note");
        body.path("applicants").forEach(applicant -> ((ObjectNode) applicant).remove("mobile"));
        JsonNode opened = office.post(Permits.CASES, body.toString()).ok(201).json();
        id = opened.path("id").asText();
        tracking = opened.path("tracking").asText();
        nationalId = plot.owners().get(0);
    }

    private String wanted(String person, String paper, String serial) {
        return HubClient.JSON
                .createObjectNode()
                .put("tracking", tracking)
                .put("nationalId", person)
                .put("paper", paper)
                .put("serial", serial)
                .toString();
    }

    private JsonNode printed(Visitor clerk) {
        return clerk.post(SLIPS, wanted(nationalId, "national-card", SERIAL))
                .ok(200)
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
        return town.visitor()
                .bearer(town.visitor()
                        .post(ENTRY, entry(pin))
                        .ok(200)
                        .json()
                        .path("token")
                        .asText());
    }

    private static String other(String pin) {
        return "%08d".formatted((Integer.parseInt(pin) + 1) % 100_000_000);
    }

    @Test
    void aSlipOpensTheCaseOnceAsItsOwnerSeesIt() throws Exception {
        JsonNode slip = printed(office);
        assertTrue(
                slip.path("print").asText().contains(slip.path("tracking").asText())
                        && slip.path("print").asText().contains("رمز یک‌بار ورود")
                        && slip.path("print").asText().contains("/my"),
                slip::toString);
        String pin = slip.path("pin").asText();
        assertTrue(pin.matches("[0-9]{8}"), "eight digits");
        assertFalse(slip.has("papersFrom"), slip::toString);
        Visitor citizen = login(pin);
        Heard shown = citizen.get(OWN + id).ok(200);
        assertTrue(shown.body().contains(nationalId), shown::toString);
        assertTrue(citizen.get("/citizen/v1/cases").ok(200).body().contains(id));
        citizen.get(OWN + id + "/certificate").ok(200);
        citizen.post(OWN + id + "/delivery", Notes.home("1619735744")).ok(201);
        town.visitor().post(ENTRY, entry(pin)).refused(401, "login.pin");
        String history = town.visitor()
                .as("oversight")
                .get("/oversight/v1/cases/" + id + "/history")
                .ok(200)
                .body();
        assertTrue(history.contains("login-slip.issued") && history.contains("login-slip.used"), history);
        String everything = town.store().dump() + town.log();
        assertFalse(everything.contains(pin), "a PIN stands nowhere");
        assertFalse(everything.contains(SERIAL), "nor the paper's serial");
        // a new slip ends the login of the previous one
        printed(office);
        citizen.get(OWN + id).refused(404, "case.unknown");
    }

    @Test
    void aPinThatIsGuessedIsClosedAndRenewed() throws Exception {
        String pin = printed(office).path("pin").asText();
        for (int i = 0; i < 5; i++) {
            town.visitor().post(ENTRY, entry(other(pin))).refused(401, "login.pin");
        }
        town.visitor().post(ENTRY, entry(pin)).refused(401, "login.pin");
        login(printed(office).path("pin").asText())
                .get(OWN + id + "/certificate")
                .ok(200);
    }

    /** A slip can be renewed at any office. With a slip from another office the citizen's papers open only after a waiting period. */
    @Test
    void anotherOfficesSlipWaits() throws Exception {
        JsonNode slip = printed(elsewhere);
        assertTrue(slip.has("papersFrom"), slip::toString);
        Visitor citizen = login(slip.path("pin").asText());
        Heard shown = citizen.get(OWN + id).ok(200);
        assertEquals("delivery", shown.json().path("stage").asText());
        assertFalse(shown.body().contains(nationalId), shown::toString);
        citizen.get(OWN + id + "/bills").ok(200);
        citizen.get(OWN + id + "/certificate").refused(403, "citizen.waits");
        citizen.post(OWN + id + "/delivery", Notes.home("1619735744")).refused(403, "citizen.waits");
        town.store()
                .execute(
                        "update citizenlogin.login_slip set opens = now() - interval '1 second' where case_id = ?",
                        UUID.fromString(id));
        citizen.get(OWN + id + "/certificate").ok(200);
        assertTrue(citizen.get(OWN + id).ok(200).body().contains(nationalId));
    }

    @Test
    void whatIsWrongIsSaid() {
        office.post(SLIPS, wanted("0790419904", "passport", "K12345")).refused(404, "login-slip.unknown");
        office.post(SLIPS, wanted("1234567890", "passport", "K12345")).refused(422, "national-id.check-digit");
        office.post(SLIPS, wanted(nationalId, "bus-pass", "K12345")).refused(422, "value.unknown");
        office.post(SLIPS, wanted(nationalId, "passport", "K1"))
                .refused(422, "identity.serial")
                .field("serial");
        office.post(SLIPS, wanted(nationalId, "passport", "K12345").replace(tracking, "7K3M-9PQ2-WX4A-0TB1"))
                .refused(404, "login-slip.unknown");
        town.visitor().as("oversight").post(SLIPS, "{}").refused(403, "access.forbidden");
        town.visitor().post(SLIPS, "{}").refused(401, "access.unauthenticated");
        town.visitor().post(ENTRY, entry("1234567")).refused(422, "pin.digits").field("pin");
        town.visitor().post(ENTRY, entry("12345678")).refused(401, "login.pin");
    }
}
