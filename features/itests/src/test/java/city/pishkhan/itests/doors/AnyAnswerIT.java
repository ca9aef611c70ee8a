package city.pishkhan.itests.doors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.itests.TestReport;
import city.pishkhan.testkit.client.HubClient;
import city.pishkhan.testkit.people.Clerk;
import city.pishkhan.testkit.people.PayerBrowser;
import city.pishkhan.testkit.plots.Plot;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Sends every possible answer, in every state of an inquiry, from the asked agency and from others. A valid answer is accepted once; any
 * other answer is refused and changes nothing.
 */
@ExtendWith(SharedCityExtension.class)
class AnyAnswerIT {
    private static final String[] COMPANIES = {"water", "electricity", "gas"};
    private static final int FLOORS = 2;
    private static final String NONE = "0".repeat(64);

    private static final Map<String, Integer> PROBES = new TreeMap<>();

    private static SharedCity city;
    private static Clerk clerk;
    private static Map<String, Visitor> companies;

    private int log;

    /** An inquiry to the water company, with the digest of its content. */
    private record WaterInquiry(String caseId, Plot plot, UUID inquiry, String digest) {
        String path() {
            return "/agency/v1/inquiries/" + inquiry + "/answer";
        }

        ObjectNode answer(String verdict) {
            return HubClient.JSON.createObjectNode().put("digest", digest).put("verdict", verdict);
        }
    }

    @BeforeAll
    static void begin(SharedCity shared) throws Exception {
        city = shared;
        clerk = city.clerk();
        companies = new LinkedHashMap<>();
        for (String company : COMPANIES) {
            city.control(company, SharedCity.SILENT);
            companies.put(company, city.visitor().as(company));
        }
    }

    @AfterAll
    static void end() throws Exception {
        for (String company : COMPANIES) {
            city.control(company, SharedCity.USUAL);
        }
        TestReport.log("Answers by moment: " + PROBES);
    }

    @BeforeEach
    void mark() throws Exception {
        log = city.log().length();
    }

    @AfterEach
    void noErrors() throws Exception {
        assertEquals(
                List.of(),
                city.log()
                        .substring(log)
                        .lines()
                        .filter(line -> line.contains(" ERROR ") || line.startsWith("\tat "))
                        .toList());
    }

    private static WaterInquiry openAndAwaitInquiry() throws Exception {
        Plot plot = city.plot(FLOORS);
        return awaitDelivered(Permits.openAndSubmit(clerk, plot, FLOORS), plot);
    }

    private static WaterInquiry awaitDelivered(String caseId, Plot plot) {
        UUID inquiry = Permits.id(Permits.awaitInquiry(clerk, caseId, "water", "delivered"));
        String digest = companies
                .get("water")
                .get("/agency/v1/inquiries/" + inquiry)
                .expectStatus(200)
                .json()
                .path("digest")
                .asText();
        return new WaterInquiry(caseId, plot, inquiry, digest);
    }

    /** Approves the inquiries of the same case as the electricity and gas companies. */
    private static void approveAsOtherCompanies(WaterInquiry asked) {
        for (String company : List.of("electricity", "gas")) {
            UUID inquiry = Permits.id(Permits.awaitInquiry(clerk, asked.caseId(), company, "delivered"));
            Visitor agency = companies.get(company);
            agency.post(
                            "/agency/v1/inquiries/" + inquiry + "/answer",
                            Permits.approval(agency, inquiry).toString())
                    .expectStatus(200);
        }
    }

    private static void pay(WaterInquiry asked) throws Exception {
        Permits.awaitStage(clerk, asked.caseId(), "duties");
        for (JsonNode bill : clerk.bills(asked.caseId())) {
            new PayerBrowser(city.city().http())
                    .pay(clerk.beginPayment(asked.caseId(), bill.path("id").asText(), "mellat"));
        }
        Permits.awaitStage(clerk, asked.caseId(), "final-verification");
    }

    private static void decide(WaterInquiry asked, String decision, String toStage) throws Exception {
        new Clerk(city.door("district-" + asked.plot().district()))
                .decide(asked.caseId(), decision, toStage, decision.equals("approve") ? null : "a test");
    }

    private static void assertAccepted(WaterInquiry asked, ObjectNode answer) {
        companies.get("water").post(asked.path(), answer.toString()).expectStatus(200);
    }

    private static ObjectNode extension(WaterInquiry asked) {
        return asked.answer("extend")
                .put("reason", "the network is being measured")
                .put("until", due(asked).plus(Duration.ofDays(1)).toString());
    }

    private static Instant due(WaterInquiry asked) {
        return Instant.parse(companies
                .get("water")
                .get("/agency/v1/inquiries/" + asked.inquiry())
                .expectStatus(200)
                .json()
                .path("due")
                .asText());
    }

    /** Answers that are never valid, even for an open inquiry. */
    private static List<String> invalidAnswers(WaterInquiry asked) {
        List<String> all =
                new ArrayList<>(List.of("", "{}", "[]", "null", "\"approve\"", "{", "{\"verdict\":\"approve\"}"));
        List<ObjectNode> bodies = new ArrayList<>();
        bodies.add(asked.answer("perhaps"));
        bodies.add(asked.answer("APPROVE"));
        bodies.add(asked.answer("approve").put("digest", NONE));
        bodies.add(asked.answer("approve").put("digest", asked.digest() + "0"));
        bodies.add(asked.answer("approve").put("verdict", (String) null));
        bodies.add(asked.answer("approve").put("reference", "x".repeat(101)));
        bodies.add(asked.answer("approve").put("fence", 1));
        bodies.add(asked.answer("approve").put("invented", 1));
        bodies.add(asked.answer("approve").put("until", "2030-01-01T00:00:00Z"));
        bodies.add(asked.answer("reject"));
        bodies.add(asked.answer("reject").put("reason", " "));
        bodies.add(asked.answer("reject").put("reason", "x".repeat(4_001)));
        bodies.add(asked.answer("need-more-information"));
        bodies.add(asked.answer("approve-with-conditions"));
        bodies.add(asked.answer("extend").put("reason", "r"));
        for (String until :
                List.of("yesterday", "2020-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "+1000000000-12-31T23:59:59Z")) {
            bodies.add(asked.answer("extend").put("reason", "r").put("until", until));
        }
        bodies.add(asked.answer("data"));
        ObjectNode data = asked.answer("data");
        data.putObject("data").put("floors", 99);
        bodies.add(data);
        ObjectNode conditions = asked.answer("approve-with-conditions");
        ArrayNode many = conditions.putArray("conditions");
        for (int i = 0; i <= 100; i++) {
            many.addObject().put("code", "W-" + i).put("text", "t");
        }
        bodies.add(conditions);
        for (String sheet : List.of(NONE, "../../etc/passwd")) {
            ObjectNode attached = asked.answer("approve");
            attached.putArray("attachments").add(sheet);
            bodies.add(attached);
        }
        bodies.forEach(body -> all.add(body.toString()));
        return all;
    }

    private static List<String> validAnswers(WaterInquiry asked) {
        ObjectNode conditions = asked.answer("approve-with-conditions");
        conditions.putArray("conditions").addObject().put("code", "W-7").put("text", "a larger meter");
        return List.of(
                asked.answer("approve").put("reference", "late").toString(),
                asked.answer("reject").put("reason", "no pressure").toString(),
                asked.answer("need-more-information")
                        .put("reason", "which pipe")
                        .toString(),
                conditions.toString(),
                asked.answer("extend")
                        .put("reason", "r")
                        .put("until", Instant.now().plus(Duration.ofDays(12)).toString())
                        .toString());
    }

    private static void assertRefused(String moment, String answer, DoorResponse response) {
        PROBES.merge(moment, 1, Integer::sum);
        assertTrue(response.status() >= 400 && response.status() < 500, () -> moment + ", " + answer + ": " + response);
        response.expectProblem(response.status(), response.json().path("code").asText());
    }

    /** Verifies that none of these answers is accepted at this moment. */
    private static void assertNoneAccepted(String moment, WaterInquiry asked, List<String> answers) {
        Visitor water = companies.get("water");
        Visitor unchecked =
                new Visitor(HttpClient.newHttpClient(), city.city().hub().address()).bearer(water.token());
        city.store()
                .assertUnchangedBy(
                        () -> {
                            for (String answer : answers) {
                                assertRefused(moment, answer, water.post(asked.path(), answer));
                                assertRefused(
                                        moment, answer, companies.get("gas").post(asked.path(), answer));
                                sendInBatch(moment, unchecked, asked, answer);
                            }
                            String approval = asked.answer("approve").toString();
                            assertRefused(
                                    moment,
                                    "an office's",
                                    city.visitor().as("clerk-1204").post(asked.path(), approval));
                            assertRefused(moment, "a stranger's", city.visitor().post(asked.path(), approval));
                        },
                        "idempotency.call");
    }

    /**
     * Sends an answer in a batch with an unchecked client, because the contract allows only valid answers in a batch. The hub reports the
     * status of each answer.
     */
    private static void sendInBatch(String moment, Visitor water, WaterInquiry asked, String answer) throws Exception {
        boolean one = answer.startsWith("{\"");
        String body = one
                ? ((ObjectNode) HubClient.JSON.readTree(answer))
                        .put("inquiry", asked.inquiry().toString())
                        .toString()
                : answer;
        DoorResponse response = water.post("/agency/v1/answers", "{\"answers\":[" + body + "]}");
        if (response.status() == 200) {
            PROBES.merge(moment, 1, Integer::sum);
            int status = response.json().at("/results/0/status").asInt();
            assertTrue(status >= 400 && status < 500, () -> moment + ", " + body + ": " + response);
        } else {
            assertRefused(moment, answer, response);
        }
    }

    private static void assertNoneAccepted(String moment, WaterInquiry asked) {
        List<String> all = new ArrayList<>(invalidAnswers(asked));
        all.addAll(validAnswers(asked));
        assertNoneAccepted(moment, asked, all);
    }

    @Test
    void rejectsInvalidAnswersFromInquiryToRefusal() throws Exception {
        WaterInquiry asked = openAndAwaitInquiry();
        Permits.awaitDelivered(city, asked.caseId());
        assertNoneAccepted("waiting", asked, invalidAnswers(asked));
        // this approval has a reason, because an approval that differs only in its reference counts as a repetition
        ObjectNode approval = asked.answer("approve").put("reason", "there is pressure enough");
        assertAccepted(asked, approval);
        assertNoneAccepted("answered", asked);
        approveAsOtherCompanies(asked);
        Permits.awaitStage(clerk, asked.caseId(), "duties");
        assertNoneAccepted("duties owed", asked);
        pay(asked);
        assertNoneAccepted("duties paid", asked);
        city.store()
                .assertUnchangedBy(
                        () -> assertTrue(companies
                                .get("water")
                                .post(asked.path(), approval.toString())
                                .expectStatus(200)
                                .json()
                                .path("repeated")
                                .asBoolean()),
                        "idempotency.call");
        decide(asked, "refuse", null);
        assertEquals("refused", clerk.read(asked.caseId()).path("state").asText());
        assertNoneAccepted("refused", asked);
    }

    @Test
    void rejectsAnswersAfterSupersedingSendBackAndWithdrawal() throws Exception {
        WaterInquiry first = openAndAwaitInquiry();
        clerk.revise(first.caseId(), FLOORS, Map.of("residential", 110L), null);
        Permits.awaitInquiry(clerk, first.caseId(), "water", "superseded");
        WaterInquiry second = awaitDelivered(first.caseId(), first.plot());
        Permits.awaitDelivered(city, first.caseId());
        assertNoneAccepted("superseded", first);
        assertAccepted(second, second.answer("need-more-information").put("reason", "where is the pipe"));
        Permits.awaitStage(clerk, second.caseId(), "papers");
        Permits.awaitDelivered(city, second.caseId());
        assertNoneAccepted("sent back", second);
        clerk.withdraw(second.caseId(), "no more");
        Permits.awaitDelivered(city, second.caseId());
        assertNoneAccepted("withdrawn", second);
        assertNoneAccepted("withdrawn", first);
    }

    @Test
    void rejected() throws Exception {
        WaterInquiry asked = openAndAwaitInquiry();
        assertAccepted(asked, asked.answer("reject").put("reason", "no pressure at all"));
        Permits.awaitStage(clerk, asked.caseId(), "papers");
        Permits.awaitDelivered(city, asked.caseId());
        assertNoneAccepted("rejected", asked);
    }

    /**
     * Answers to an inquiry that was extended and then expired: a final answer is accepted as long as the case is
     * undecided.
     */
    @Test
    void acceptsLateAnswerOnlyWhileCaseIsUndecided() throws Exception {
        WaterInquiry asked = openAndAwaitInquiry();
        ObjectNode extension = extension(asked);
        assertAccepted(asked, extension);
        List<String> invalid = new ArrayList<>(invalidAnswers(asked));
        invalid.add(extension(asked).toString());
        Permits.awaitDelivered(city, asked.caseId());
        assertNoneAccepted("extended", asked, invalid);
        approveAsOtherCompanies(asked);
        city.store().setOverdue(asked.inquiry());
        Permits.awaitInquiry(clerk, asked.caseId(), "water", "expired");
        Permits.awaitStage(clerk, asked.caseId(), "duties");
        invalid.removeIf(body -> body.equals(extension.toString()));
        assertNoneAccepted("silent", asked, invalid);
        ObjectNode late = asked.answer("approve-with-conditions");
        late.putArray("conditions").addObject().put("code", "W-7").put("text", "a larger meter");
        assertAccepted(asked, late);
        assertNoneAccepted("late", asked, invalidAnswers(asked));
        pay(asked);
        decide(asked, "approve", null);
        assertEquals("approved", clerk.read(asked.caseId()).path("state").asText());
        List<String> all = new ArrayList<>(invalidAnswers(asked));
        all.addAll(validAnswers(asked));
        all.remove(late.toString());
        assertNoneAccepted("approved", asked, all);
        assertTrue(clerk.certificate(asked.caseId())
                .at("/content/conditions")
                .findValuesAsText("code")
                .contains("W-7"));
    }
}
