package city.pishkhan.itests.doors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.testkit.people.Clerk;
import city.pishkhan.testkit.waiting.CityException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import jakarta.jms.Connection;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Operators pause and resume an agency, trigger a retry, and handle dead letters of the broker, while cases are processed. */
@ExtendWith(SharedCityExtension.class)
class AgencySteeringIT {
    private static final String WHY = "Works on their line until noon";
    private static final String AGENCIES = "/operator/v1/agencies";
    private static final String LETTERS = "/operator/v1/dead-letters";
    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[\\d:]+Z");

    private static SharedCity city;
    private static Clerk clerk;
    private static Visitor operator;

    @BeforeAll
    static void begin(SharedCity shared) {
        city = shared;
        clerk = city.clerk();
        operator = city.visitor().as("operator");
    }

    @BeforeEach
    @AfterEach
    void behave() {
        for (String partner : new String[] {"fire", "water", "electricity", "gas"}) {
            city.control(partner, SharedCity.USUAL);
            if (agency(partner).path("state").asText().equals("paused")) {
                operator.post(AGENCIES + "/" + partner + "/resume", "").expectStatus(200);
            }
        }
    }

    /** Reads an agency as operators see it. Only operators see the kind of an error. */
    private static JsonNode agency(String name) {
        for (JsonNode agency : operator.get(AGENCIES).json().path("items")) {
            if (agency.path("agency").asText().equals(name)) {
                return agency;
            }
        }
        return MissingNode.getInstance();
    }

    private static JsonNode line(String agency, UUID inquiry) {
        for (JsonNode line : operator.get("/operator/v1/inquiries?agency=" + agency + "&limit=200")
                .json()
                .path("items")) {
            if (line.path("id").asText().equals(inquiry.toString())) {
                return line;
            }
        }
        return MissingNode.getInstance();
    }

    private static List<String> kinds(String partner, UUID inquiry) {
        return city.ledger(partner, inquiry)
                .map(entry -> entry.path("kind").asText())
                .toList();
    }

    private static String console(String command) throws Exception {
        return city.city().hub().console(command);
    }

    @Test
    void pausedAgencyReceivesInquiriesOnceAfterResume() throws Exception {
        console("pishkhan:agency-pause water \"" + WHY + "\"");
        List<String> cases = new ArrayList<>();
        List<UUID> inquiries = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            cases.add(Permits.openAndSubmit(clerk, city.plot(8), 8));
        }
        for (String id : cases) {
            Permits.awaitInquiry(clerk, id, "gas", "answered");
            JsonNode water = Permits.awaitInquiry(clerk, id, "water", "queued");
            JsonNode hold = water.path("paused");
            assertEquals("agency.paused", hold.path("code").asText());
            assertTrue(hold.path("reason").asText().contains(WHY), hold::toString);
            assertTrue(hold.path("reasonFa").asText().contains(WHY), hold::toString);
            assertEquals(0, water.path("attempts").asInt());
            inquiries.add(Permits.id(water));
        }
        for (UUID inquiry : inquiries) {
            assertEquals(List.of(), kinds("water", inquiry));
            String why = line("water", inquiry).path("waits").asText();
            assertTrue(why.matches("Paused by console:\\S+ since \\S+Z: " + WHY), why);
        }
        JsonNode paused = agency("water");
        assertEquals("paused", paused.path("state").asText());
        assertEquals(WHY, paused.at("/pause/reason").asText());
        assertTrue(paused.path("waiting").asLong() >= 3, paused::toString);
        String listed = console("pishkhan:agency-list");
        assertTrue(listed.contains(WHY), listed);
        assertTrue(console("pishkhan:inquiry-list --agency water --limit 5").contains("Paused by console:"));
        assertTrue(
                city.adminVisitor().get("/metrics").body().contains("pishkhan_agency_paused{agency=\"water\"} 1"),
                "the metric");
        // pausing moves the inquiries from the queue to the database
        Awaitility.await("the queue is empty").until(() -> city.adminVisitor()
                .get("/metrics")
                .body()
                .contains("pishkhan_queue_depth{queue=\"inquiry.water\"} 0"));

        int out = operator.post(AGENCIES + "/water/resume", "")
                .expectStatus(200)
                .json()
                .path("inquiries")
                .asInt();
        assertTrue(out >= 3, "they waited in the database: " + out);
        for (String id : cases) {
            Permits.awaitStage(clerk, id, "duties");
            assertFalse(Permits.awaitInquiry(clerk, id, "water", "answered").has("paused"));
        }
        inquiries.forEach(inquiry -> assertEquals(List.of("inquiry"), kinds("water", inquiry), "asked once"));
        assertEquals("running", agency("water").path("state").asText());
    }

    @Test
    void retryReachesRecoveredAgencyAtOnce() throws Exception {
        city.control("gas", Map.of("down", true));
        String id = Permits.openAndSubmit(clerk, city.plot(8), 8);
        UUID gas = Permits.id(Permits.awaitInquiry(clerk, id, "gas", "dispatched"));
        Instant[] next = new Instant[1];
        Awaitility.await("it waits for a long time")
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    Matcher at = INSTANT.matcher(line("gas", gas).path("waits").asText());
                    next[0] = at.find() ? Instant.parse(at.group()) : Instant.MIN;
                    return agency("gas").path("state").asText().equals("breaker-open")
                            && next[0].isAfter(Instant.now().plusSeconds(8));
                });
        JsonNode open = agency("gas");
        assertTrue(open.hasNonNull("breakerUntil"), open::toString);
        assertFalse(open.path("lastError").asText().isEmpty(), open::toString);
        Awaitility.await("health says so").until(() -> city.adminVisitor()
                .get("/health/ready")
                .json()
                .at("/warnings/agencies")
                .asText()
                .contains("the circuit breaker of gas company is open"));

        city.control("gas", SharedCity.USUAL);
        operator.post(AGENCIES + "/gas/retry", "").expectStatus(200);
        JsonNode answered = Permits.awaitInquiry(clerk, id, "gas", "answered");
        Instant at = Instant.parse(answered.path("answered").asText());
        assertTrue(at.isBefore(next[0]), "answered " + at + ", next attempt would have been " + next[0]);
        assertEquals(1, kinds("gas", gas).stream().filter("inquiry"::equals).count());
        Permits.awaitStage(clerk, id, "duties");
    }

    @Test
    void agencyLimitsChangeAtRuntime() throws Exception {
        String limits = AGENCIES + "/gas/limits";
        int usual = agency("gas").path("consumers").asInt();
        assertEquals(
                422,
                operator.post(limits, "{\"consumers\":65,\"reason\":\"too many\"}")
                        .status());
        operator.post(limits, "{\"consumers\":1,\"perSecond\":9,\"reason\":\"" + WHY + "\"}")
                .expectStatus(200);
        Awaitility.await("one at a time")
                .until(() -> agency("gas").path("consumers").asInt() == 1);
        assertEquals(9, agency("gas").path("perSecond").asInt());
        assertEquals(WHY, agency("gas").at("/limits/reason").asText());
        assertTrue(console("pishkhan:agency-list").contains(WHY));
        Permits.awaitInquiry(clerk, Permits.openAndSubmit(clerk, city.plot(8), 8), "gas", "answered");
        console("pishkhan:agency-limit gas \"as before\"");
        Awaitility.await("as its file says")
                .until(() -> agency("gas").path("consumers").asInt() == usual);
        assertFalse(agency("gas").has("limits"));
    }

    @Test
    void replaysOrDiscardsDeadLetters() throws Exception {
        String id = Permits.openAndSubmit(clerk, city.plot(8), 8);
        UUID fire = Permits.id(Permits.awaitInquiry(clerk, id, "fire", "answered"));
        String unknownLetter = sendDeadLetter(UUID.randomUUID() + " is no wake-up", "stranger");
        String inquiryLetter = sendDeadLetter(fire.toString(), "inquiry.fire");
        String listed = console("pishkhan:dead-list");
        assertTrue(listed.contains(unknownLetter) && listed.contains("not sent by the hub"), listed);
        assertTrue(listed.contains(inquiryLetter) && listed.contains("answered"), listed);

        console("pishkhan:dead-replay " + inquiryLetter);
        assertEquals(
                409,
                operator.post(LETTERS + "/" + unknownLetter + "/replay", "").status());
        Awaitility.await("it was looked at, and nothing was to be done").until(() -> city.adminVisitor()
                .get("/metrics")
                .body()
                .contains("pishkhan_queue_depth{queue=\"inquiry.fire\"} 0"));
        assertEquals(1, kinds("fire", fire).stream().filter("inquiry"::equals).count(), "and nothing happened twice");

        JsonNode request = operator.post(
                        LETTERS + "/" + unknownLetter + "/discard", "{\"reason\":\"a stranger's message\"}")
                .expectStatus(201)
                .json();
        String decision = "/committee/v1/approvals/" + request.path("approval").asText() + "/decision";
        assertEquals(403, operator.post(decision, "{\"approve\":true}").status(), "not by who asked");
        assertTrue(console("pishkhan:dead-list").contains(unknownLetter));
        assertThrows(
                CityException.class,
                () -> console(
                        "pishkhan:approval-decide " + request.path("approval").asText() + " yes"));
        city.city()
                .hub()
                .type(
                        null,
                        "pishkhan:approval-decide --login operator-2 "
                                + request.path("approval").asText() + " yes",
                        "demo-operator-2");
        assertFalse(console("pishkhan:dead-list").contains(unknownLetter));
    }

    /**
     * Puts a message on the dead-letter queue.
     *
     * @param from the original address
     * @return the message's id
     */
    private static String sendDeadLetter(String text, String from) throws Exception {
        try (Connection broker = city.broker();
                Session session = broker.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
            TextMessage message = session.createTextMessage(text);
            message.setStringProperty("_AMQ_ORIG_ADDRESS", from);
            session.createProducer(session.createQueue("dead")).send(message);
            return message.getJMSMessageID().substring("ID:".length());
        }
    }
}
