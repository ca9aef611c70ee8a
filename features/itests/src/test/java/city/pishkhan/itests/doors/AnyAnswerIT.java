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
@ExtendWith(TownExtension.class)
class AnyAnswerIT {
    private static final String[] COMPANIES = {"water", "electricity", "gas"};
    private static final int FLOORS = 2;
    private static final String NONE = "0".repeat(64);

    private static final Map<String, Integer> PROBES = new TreeMap<>();

    private static Town town;
    private static Clerk clerk;
    private static Map<String, Visitor> companies;

    private int log;

    /** An inquiry to the water company, with the digest of its content. */
    private record Asked(String caseId, Plot plot, UUID inquiry, String digest) {
        String path() {
            return "/agency/v1/inquiries/" + inquiry + "/answer";
        }

        ObjectNode answer(String verdict) {
            return HubClient.JSON.createObjectNode().put("digest", digest).put("verdict", verdict);
        }
    }

    @BeforeAll
    static void begin(Town shared) throws Exception {
        town = shared;
        clerk = town.clerk();
        companies = new LinkedHashMap<>();
        for (String company : COMPANIES) {
            town.control(company, Town.SILENT);
            companies.put(company, town.visitor().as(company));
        }
    }

    @AfterAll
    static void end() throws Exception {
        for (String company : COMPANIES) {
            town.control(company, Town.USUAL);
        }
        TestReport.say("Answers by moment: " + PROBES);
    }

    @BeforeEach
    void mark() throws Exception {
        log = town.log().length();
    }

    @AfterEach
    void noErrors() throws Exception {
        assertEquals(
                List.of(),
                town.log()
                        .substring(log)
                        .lines()
                        .filter(line -> line.contains(" ERROR ") || line.startsWith("\tat "))
                        .toList());
    }

    private static Asked asked() throws Exception {
        Plot plot = town.plot(FLOORS);
        return delivered(Permits.asked(clerk, plot, FLOORS), plot);
    }

    private static Asked delivered(String caseId, Plot plot) {
        UUID inquiry = Permits.id(Permits.inquiry(clerk, caseId, "water", "delivered"));
        String digest = companies
                .get("water")
                .get("/agency/v1/inquiries/" + inquiry)
                .ok(200)
                .json()
                .path("digest")
                .asText();
        return new Asked(caseId, plot, inquiry, digest);
    }

    /** Lets the other two companies approve. */
    private static void othersApprove(Asked asked) {
        for (String company : List.of("electricity", "gas")) {
            UUID inquiry = Permits.id(Permits.inquiry(clerk, asked.caseId(), company, "delivered"));
            Visitor agency = companies.get(company);
            agency.post(
                            "/agency/v1/inquiries/" + inquiry + "/answer",
                            Permits.approval(agency, inquiry).toString())
                    .ok(200);
        }
    }

    private static void pay(Asked asked) throws Exception {
        Permits.awaitStage(clerk, asked.caseId(), "duties");
        for (JsonNode bill : clerk.bills(asked.caseId())) {
            new PayerBrowser(town.city().http())
                    .pay(clerk.beginPayment(asked.caseId(), bill.path("id").asText(), "mellat"));
        }
        Permits.awaitStage(clerk, asked.caseId(), "final-verification");
    }

    private static void decide(Asked asked, String decision, String toStage) throws Exception {
        new Clerk(town.door("district-" + asked.plot().district()))
                .decide(asked.caseId(), decision, toStage, decision.equals("approve") ? null : "a test");
    }

    private static void taken(Asked asked, ObjectNode answer) {
        companies.get("water").post(asked.path(), answer.toString()).ok(200);
    }

    private static ObjectNode extension(Asked asked) {
        return asked.answer("extend")
                .put("reason", "the network is being measured")
                .put("until", due(asked).plus(Duration.ofDays(1)).toString());
    }

    private static Instant due(Asked asked) {
        return Instant.parse(companies
                .get("water")
                .get("/agency/v1/inquiries/" + asked.inquiry())
                .ok(200)
                .json()
                .path("due")
                .asText());
    }

    /** Answers that are never valid, even for an open inquiry. */
    private static List<String> never(Asked asked) {
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

    private static List<String> fitting(Asked asked) {
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

    private static void refused(String moment, String answer, Heard heard) {
        PROBES.merge(moment, 1, Integer::sum);
        assertTrue(heard.status() >= 400 && heard.status() < 500, () -> moment + ", " + answer + ": " + heard);
        heard.refused(heard.status(), heard.json().path("code").asText());
    }

    /** Verifies that none of these answers is accepted at this moment. */
    private static void noneCounts(String moment, Asked asked, List<String> answers) {
        Visitor water = companies.get("water");
        Visitor unchecked =
                new Visitor(HttpClient.newHttpClient(), town.city().hub().address()).bearer(water.token());
        town.store()
                .unchangedBy(
                        () -> {
                            for (String answer : answers) {
                                refused(moment, answer, water.post(asked.path(), answer));
                                refused(moment, answer, companies.get("gas").post(asked.path(), answer));
                                batch(moment, unchecked, asked, answer);
                            }
                            String approval = asked.answer("approve").toString();
                            refused(
                                    moment,
                                    "an office's",
                                    town.visitor().as("clerk-1204").post(asked.path(), approval));
                            refused(moment, "a stranger's", town.visitor().post(asked.path(), approval));
                        },
                        "idempotency.call");
    }

    /**
     * Sends an answer in a batch with an unchecked client, because the contract allows only valid answers in a batch. The hub reports the
     * status of each answer.
     */
    private static void batch(String moment, Visitor water, Asked asked, String answer) throws Exception {
        boolean one = answer.startsWith("{\"");
        String body = one
                ? ((ObjectNode) HubClient.JSON.readTree(answer))
                        .put("inquiry", asked.inquiry().toString())
                        .toString()
                : answer;
        Heard heard = water.post("/agency/v1/answers", "{\"answers\":[" + body + "]}");
        if (heard.status() == 200) {
            PROBES.merge(moment, 1, Integer::sum);
            int status = heard.json().at("/results/0/status").asInt();
            assertTrue(status >= 400 && status < 500, () -> moment + ", " + body + ": " + heard);
        } else {
            refused(moment, answer, heard);
        }
    }

    private static void noneCounts(String moment, Asked asked) {
        List<String> all = new ArrayList<>(never(asked));
        all.addAll(fitting(asked));
        noneCounts(moment, asked, all);
    }

    @Test
    void fromTheQuestionToTheRefusal() throws Exception {
        Asked asked = asked();
        Permits.settled(town, asked.caseId());
        noneCounts("waiting", asked, never(asked));
        // an approval that differs only in its reference would count as a repetition, so this one has a reason; see
        // below
        ObjectNode approval = asked.answer("approve").put("reason", "there is pressure enough");
        taken(asked, approval);
        noneCounts("answered", asked);
        othersApprove(asked);
        Permits.awaitStage(clerk, asked.caseId(), "duties");
        noneCounts("duties owed", asked);
        pay(asked);
        noneCounts("duties paid", asked);
        town.store()
                .unchangedBy(
                        () -> assertTrue(companies
                                .get("water")
                                .post(asked.path(), approval.toString())
                                .ok(200)
                                .json()
                                .path("repeated")
                                .asBoolean()),
                        "idempotency.call");
        decide(asked, "refuse", null);
        assertEquals("refused", clerk.look(asked.caseId()).path("state").asText());
        noneCounts("refused", asked);
    }

    @Test
    void supersededSentBackAndWithdrawn() throws Exception {
        Asked first = asked();
        clerk.revise(first.caseId(), FLOORS, Map.of("residential", 110L), null);
        Permits.inquiry(clerk, first.caseId(), "water", "superseded");
        Asked second = delivered(first.caseId(), first.plot());
        Permits.settled(town, first.caseId());
        noneCounts("superseded", first);
        taken(second, second.answer("need-more-information").put("reason", "where is the pipe"));
        Permits.awaitStage(clerk, second.caseId(), "papers");
        Permits.settled(town, second.caseId());
        noneCounts("sent back", second);
        clerk.withdraw(second.caseId(), "no more");
        Permits.settled(town, second.caseId());
        noneCounts("withdrawn", second);
        noneCounts("withdrawn", first);
    }

    @Test
    void rejected() throws Exception {
        Asked asked = asked();
        taken(asked, asked.answer("reject").put("reason", "no pressure at all"));
        Permits.awaitStage(clerk, asked.caseId(), "papers");
        Permits.settled(town, asked.caseId());
        noneCounts("rejected", asked);
    }

    /**
     * Answers to an inquiry that was extended and then expired: a final answer is accepted as long as the case is
     * undecided.
     */
    @Test
    void extendedExpiredAndDecided() throws Exception {
        Asked asked = asked();
        ObjectNode extension = extension(asked);
        taken(asked, extension);
        List<String> others = new ArrayList<>(never(asked));
        others.add(extension(asked).toString());
        Permits.settled(town, asked.caseId());
        noneCounts("extended", asked, others);
        othersApprove(asked);
        town.store().overdue(asked.inquiry());
        Permits.inquiry(clerk, asked.caseId(), "water", "expired");
        Permits.awaitStage(clerk, asked.caseId(), "duties");
        others.removeIf(body -> body.equals(extension.toString()));
        noneCounts("silent", asked, others);
        ObjectNode late = asked.answer("approve-with-conditions");
        late.putArray("conditions").addObject().put("code", "W-7").put("text", "a larger meter");
        taken(asked, late);
        noneCounts("late", asked, never(asked));
        pay(asked);
        decide(asked, "approve", null);
        assertEquals("approved", clerk.look(asked.caseId()).path("state").asText());
        List<String> all = new ArrayList<>(never(asked));
        all.addAll(fitting(asked));
        all.remove(late.toString());
        noneCounts("approved", asked, all);
        assertTrue(clerk.certificate(asked.caseId())
                .at("/content/conditions")
                .findValuesAsText("code")
                .contains("W-7"));
    }
}
