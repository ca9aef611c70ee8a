package city.pishkhan.itests.doors;

import static org.junit.jupiter.api.Assertions.assertEquals;

import city.pishkhan.testkit.client.HubClient;
import city.pishkhan.testkit.people.Clerk;
import city.pishkhan.testkit.people.PayerBrowser;
import city.pishkhan.testkit.people.ScannedSheets;
import city.pishkhan.testkit.plots.Plot;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Refuses agencies' answers that have no inquiry, are repeated, late or incomplete, or come from another agency than
 * the one asked.
 */
@ExtendWith(SharedCityExtension.class)
class BadAnswerIT {

    private static final String[] COMPANIES = {"water", "electricity", "gas"};

    private static SharedCity city;
    private static Clerk clerk;
    private static Visitor water;
    private static Visitor gas;
    private static Plot plot;
    private static String waiting;
    private static UUID question;

    @BeforeAll
    static void begin(SharedCity shared) throws Exception {
        city = shared;
        clerk = city.clerk();
        water = city.visitor().as("water");
        gas = city.visitor().as("gas");
        for (String company : COMPANIES) {
            city.control(company, SharedCity.SILENT);
        }
        plot = city.plot(4);
        waiting = Permits.openAndSubmit(clerk, plot, 2);
        question = delivered(waiting, "water");
    }

    @AfterAll
    static void end() throws Exception {
        for (String company : COMPANIES) {
            city.control(company, SharedCity.USUAL);
        }
    }

    private static UUID delivered(String id, String agency) {
        return Permits.id(Permits.awaitInquiry(clerk, id, agency, "delivered"));
    }

    private static String path(UUID inquiry) {
        return "/agency/v1/inquiries/" + inquiry + "/answer";
    }

    @Test
    void rejectsAnswerToUnknownInquiry() {
        String answer = Permits.approval(water, question).toString();
        city.store().assertUnchangedBy(() -> {
            water.post(path(UUID.randomUUID()), answer).expectProblem(404, "inquiry.unknown");
            water.post("/agency/v1/inquiries/42/answer", answer).expectProblem(404, "inquiry.unknown");
        });
    }

    /** Another agency's inquiry does not exist for the caller, and only agencies may answer. */
    @Test
    void rejectsAnswerFromWrongAgency() {
        String answer = Permits.approval(water, question).toString();
        city.store()
                .assertUnchangedBy(
                        () -> {
                            gas.get("/agency/v1/inquiries/" + question).expectProblem(404, "inquiry.unknown");
                            gas.post(path(question), answer).expectProblem(404, "inquiry.unknown");
                            gas.upload("/agency/v1/inquiries/" + question + "/attachments?name=a.pdf", new byte[] {1})
                                    .expectProblem(404, "inquiry.unknown");
                            for (String user : new String[] {"clerk-1204", "district-" + plot.district(), "operator"}) {
                                city.visitor()
                                        .as(user)
                                        .post(path(question), answer)
                                        .expectProblem(403, "access.forbidden");
                            }
                            JsonNode batch = gas.post(
                                            "/agency/v1/answers",
                                            "{\"answers\":["
                                                    + answer.replaceFirst("\\{", "{\"inquiry\":\"" + question + "\",")
                                                    + "]}")
                                    .expectStatus(200)
                                    .json()
                                    .at("/results/0");
                            assertEquals(404, batch.path("status").asInt());
                            assertEquals(
                                    "inquiry.unknown", batch.at("/problem/code").asText());
                        },
                        "idempotency.call");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'verdict':'perhaps'} | value.unknown | verdict",
                "{'verdict':'data'} | answer.verdict | verdict",
                "{'verdict':'reject'} | answer.reason | reason",
                "{'verdict':'need-more-information','reason':' '} | answer.reason | reason",
                "{'verdict':'approve-with-conditions'} | answer.conditions | conditions",
                "{'verdict':'approve','conditions':[{'code':'W-1','text':'a meter'}]} | answer.conditions | conditions",
                "{'verdict':'extend','reason':'busy'} | answer.until | until",
                "{'verdict':'extend','reason':'busy','until':'2020-01-01T00:00:00Z'} | answer.until | until",
                "{'digest':'0000000000000000000000000000000000000000000000000000000000000000'} | answer.digest | digest",
                "{'digest':'none'} | sha256.shape | digest",
                "{'attachments':['0000000000000000000000000000000000000000000000000000000000000000']} | attachment.unknown | attachments[0]",
            })
    void rejectsIncompleteAnswer(String change, String rule, String field) throws Exception {
        ObjectNode answer = Permits.approval(water, question);
        answer.setAll((ObjectNode) HubClient.JSON.readTree(change.replace('\'', '"')));
        city.store().assertUnchangedBy(() -> water.post(path(question), answer.toString())
                .expectProblem(422, rule)
                .expectField(field));
    }

    @Test
    void answeredInquiryAcceptsOnlyIdenticalAnswer() throws Exception {
        String id = Permits.openAndSubmit(clerk, city.plot(2), 2);
        UUID inquiry = delivered(id, "water");
        ObjectNode approval = Permits.approval(water, inquiry);
        JsonNode receipt =
                water.post(path(inquiry), approval.toString()).expectStatus(200).json();
        assertEquals(false, receipt.path("repeated").asBoolean());
        ObjectNode other = approval.deepCopy().put("verdict", "reject").put("reason", "no water after all");
        city.store()
                .assertUnchangedBy(
                        () -> {
                            JsonNode again = water.post(path(inquiry), approval.toString())
                                    .expectStatus(200)
                                    .json();
                            assertEquals(true, again.path("repeated").asBoolean());
                            assertEquals(receipt.path("at"), again.path("at"));
                            water.post(path(inquiry), other.toString()).expectProblem(409, "answer.different");
                        },
                        "idempotency.call");
    }

    @Test
    void rejectsAnswerToSupersededInquiry() throws Exception {
        Plot larger = city.plot(4);
        String id = Permits.openAndSubmit(clerk, larger, 2);
        UUID first = delivered(id, "water");
        ObjectNode approval = Permits.approval(water, first);
        clerk.revise(
                id,
                3,
                Map.of("residential", 200L),
                clerk.scan(id, larger, "plan", ScannedSheets.pdf(List.of("new plan " + id))));
        JsonNode superseded = Permits.awaitInquiry(clerk, id, "water", "superseded");
        assertEquals(first, Permits.id(superseded));
        UUID second = delivered(id, "water");
        assertEquals(second.toString(), superseded.path("supersededBy").asText());
        city.store().assertUnchangedBy(() -> {
            water.post(path(first), approval.toString()).expectProblem(410, "inquiry.superseded");
            // an answer to the old plan does not apply to the new one
            water.post(path(second), approval.toString()).expectProblem(422, "answer.digest");
        });
    }

    @Test
    void rejectsAnswerToWithdrawnInquiry() throws Exception {
        String id = Permits.openAndSubmit(clerk, city.plot(2), 2);
        UUID inquiry = delivered(id, "water");
        String approval = Permits.approval(water, inquiry).toString();
        clerk.withdraw(id, "the owner does not want to build any more");
        city.store()
                .assertUnchangedBy(() -> water.post(path(inquiry), approval).expectProblem(410, "inquiry.withdrawn"));
    }

    /** Silence counted as consent. While the case is undecided, a late answer still replaces it; afterwards it does not. */
    @Test
    void rejectsAnswerToExpiredInquiryAfterDecision() throws Exception {
        Plot small = city.plot(2);
        String id = Permits.openAndSubmit(clerk, small, 2);
        UUID late = delivered(id, "gas");
        String approval = Permits.approval(gas, late).toString();
        for (String company : new String[] {"water", "electricity"}) {
            Visitor agency = city.visitor().as(company);
            UUID inquiry = delivered(id, company);
            agency.post(path(inquiry), Permits.approval(agency, inquiry).toString())
                    .expectStatus(200);
        }
        city.store().setOverdue(late);
        Permits.awaitInquiry(clerk, id, "gas", "expired");
        Permits.awaitStage(clerk, id, "duties");
        for (JsonNode bill : clerk.bills(id)) {
            new PayerBrowser(city.city().http())
                    .pay(clerk.beginPayment(id, bill.path("id").asText(), "mellat"));
        }
        Permits.awaitStage(clerk, id, "final-verification");
        new Clerk(city.door("district-" + small.district())).decide(id, "approve", null, null);
        assertEquals("approved", clerk.read(id).path("state").asText());
        city.store().assertUnchangedBy(() -> gas.post(path(late), approval).expectProblem(410, "inquiry.expired"));
        assertEquals(
                "valid",
                city.visitor()
                        .get("/verify/" + clerk.read(id).path("certificate").asText())
                        .expectStatus(200)
                        .json()
                        .path("state")
                        .asText());
    }
}
