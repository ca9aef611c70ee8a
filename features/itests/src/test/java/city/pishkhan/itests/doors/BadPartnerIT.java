package city.pishkhan.itests.doors;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.testkit.people.Clerk;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Partners that return garbage, hang, or answer after the hub has given up. Once they work, each inquiry has exactly one answer. */
@ExtendWith(SharedCityExtension.class)
class BadPartnerIT {

    private static final String[] PARTNERS = {"fire", "water", "electricity", "gas"};

    private static SharedCity city;
    private static Clerk clerk;

    @BeforeAll
    static void begin(SharedCity shared) throws Exception {
        city = shared;
        clerk = city.clerk();
        restorePartners();
    }

    @AfterAll
    static void restorePartners() throws Exception {
        for (String partner : PARTNERS) {
            city.control(partner, SharedCity.USUAL);
        }
    }

    /** All four partners fail at once, each in another way, so that no fault hides another. */
    @Test
    void inquiriesAreAnsweredOnceDespitePartnerFaults() throws Exception {
        city.control("fire", Map.of("fault", "garbage"));
        city.control("water", Map.of("fault", "garbage"));
        city.control("electricity", Map.of("fault", "hang"));
        // the answer arrives long after the hub has closed the connection
        city.control("gas", Map.of("delayMs", 2 * SharedCity.PATIENCE_MS));
        String id = Permits.openAndSubmit(clerk, city.plot(8), 8);
        for (String partner : PARTNERS) {
            Awaitility.await(partner + " fails")
                    .until(() -> inquiry(id, partner).path("attempts").asInt() >= 2);
        }
        UUID gas = Permits.id(inquiry(id, "gas"));
        Awaitility.await("gas has acted")
                .until(() -> city.ledger("gas", gas).findAny().isPresent());
        city.store().assertUnchangedBy(() -> {
            int before = inquiry(id, "fire").path("attempts").asInt();
            Awaitility.await("rubbish again")
                    .until(() -> inquiry(id, "fire").path("attempts").asInt() > before);
        });
        for (String partner : PARTNERS) {
            JsonNode waiting = inquiry(id, partner);
            assertTrue(
                    List.of("queued", "dispatched")
                            .contains(waiting.path("state").asText()),
                    waiting::toString);
            assertFalse(waiting.hasNonNull("delivered"), "its time does not run: " + waiting);
            assertTrue(waiting.hasNonNull("due"), "and yet it has a deadline: " + waiting);
            assertTrue(waiting.hasNonNull("notReachedSince"), "the office sees it: " + waiting);
        }
        assertEquals("inquiries", clerk.read(id).path("stage").asText());
        assertFailureReasonShown(id);
        assertFaultyPartnersNamed();

        city.control("gas", Map.of("delayMs", 0L, "fault", "close-after-commit", "times", 1));
        for (String partner : new String[] {"fire", "water", "electricity"}) {
            city.control(partner, SharedCity.USUAL);
        }
        Permits.awaitStage(clerk, id, "duties");
        for (String partner : PARTNERS) {
            assertAnsweredOnce(id, partner);
        }
        List<String> kinds = city.ledger("gas", gas)
                .map(entry -> entry.path("kind").asText())
                .toList();
        assertEquals(1, kinds.stream().filter("inquiry"::equals).count(), "decided once: " + kinds);
        assertTrue(kinds.stream().filter("repeat"::equals).count() >= 2, "asked again: " + kinds);
    }

    private static JsonNode inquiry(String id, String agency) throws InterruptedException {
        for (JsonNode inquiry : clerk.read(id).path("inquiries")) {
            if (inquiry.path("agency").asText().equals(agency)) {
                return inquiry;
            }
        }
        return MissingNode.getInstance(); // the case has no inquiry to this agency yet
    }

    /** Operators see the reason of the failure, without addresses or stack traces. Offices and agencies do not see it. */
    private static void assertFailureReasonShown(String id) throws Exception {
        String number = clerk.read(id).path("number").asText();
        Visitor operator = city.visitor().as("operator");
        for (String partner : PARTNERS) {
            String error = "";
            for (JsonNode line : operator.get("/operator/v1/inquiries?agency=" + partner)
                    .json()
                    .path("items")) {
                error = line.path("caseNumber").asText().equals(number)
                        ? line.path("lastError").asText()
                        : error;
            }
            assertTrue(error.matches("(?i)(fire department|" + partner + "): .+"), partner + ": " + error);
            assertFalse(
                    error.matches("(?is).*(https?://|\\.java:|\\bat [a-z]+\\.|city\\.pishkhan|org\\.apache).*"), error);
        }
    }

    /**
     * Health names partners that return garbage, both an agency and the vehicle registry; it does not name partners that are only late or
     * silent.
     */
    private static void assertFaultyPartnersNamed() throws Exception {
        city.control("vehicles", Map.of("fault", "garbage", "times", 1));
        city.visitor()
                .as("clerk-1204")
                .get("/office/v1/vehicles?plate=12%D8%A814547")
                .expectProblem(503, "vehicles.unavailable");
        Map<String, String> named = new HashMap<>();
        for (JsonNode detail : city.adminVisitor().get("/health/ready").json().path("details")) {
            if (detail.path("kind").asText().equals("contract-broken")) {
                named.put(detail.path("subject").asText(), detail.path("what").asText());
            }
        }
        assertTrue(named.keySet().containsAll(List.of("fire", "water", "vehicles")), named::toString);
        assertFalse(named.containsKey("electricity") || named.containsKey("gas"), named::toString);
        assertTrue(
                named.get("vehicles")
                        .matches("vehicle registry broke its contract with .*: the reply is not a JSON object"),
                named::toString);
        String metrics = city.adminVisitor().get("/metrics").body();
        assertTrue(metrics.contains("pishkhan_partner_broken_replies{partner=\"vehicles\"}"), metrics);
        assertTrue(metrics.contains("pishkhan_partner_broken_replies{partner=\"fire\"}"), metrics);
    }

    private static void assertAnsweredOnce(String id, String partner) throws Exception {
        JsonNode inquiry = inquiry(id, partner);
        UUID inquiryId = Permits.id(inquiry);
        assertAll(
                partner,
                () -> assertEquals("answered", inquiry.path("state").asText()),
                () -> assertTrue(inquiry.path("verdict").asText().startsWith("approve"), inquiry::toString),
                () -> assertEquals(
                        1,
                        city.store()
                                .count(
                                        "select count(*) from cases.inquiry where case_id = ? and agency = ?",
                                        UUID.fromString(id),
                                        partner)),
                () -> assertEquals(
                        1,
                        city.store()
                                .count(
                                        "select count(*) from journal.entry where case_id = ? and event = 'inquiry.answered' and details like ?",
                                        UUID.fromString(id),
                                        "%" + inquiryId + "%")));
    }
}
