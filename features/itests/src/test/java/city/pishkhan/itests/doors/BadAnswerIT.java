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

/** Answers without an inquiry, repeated, late, incomplete, or from another agency. */
@ExtendWith(TownExtension.class)
class BadAnswerIT {

    private static final String[] COMPANIES = {"water", "electricity", "gas"};

    private static Town town;
    private static Clerk clerk;
    private static Visitor water;
    private static Visitor gas;
    private static Plot plot;
    private static String waiting;
    private static UUID question;

    @BeforeAll
    static void begin(Town shared) throws Exception {
        town = shared;
        clerk = town.clerk();
        water = town.visitor().as("water");
        gas = town.visitor().as("gas");
        for (String company : COMPANIES) {
            town.control(company, Town.SILENT);
        }
        plot = town.plot(4);
        waiting = Permits.asked(clerk, plot, 2);
        question = delivered(waiting, "water");
    }

    @AfterAll
    static void end() throws Exception {
        for (String company : COMPANIES) {
            town.control(company, Town.USUAL);
        }
    }

    private static UUID delivered(String id, String agency) {
        return Permits.id(Permits.inquiry(clerk, id, agency, "delivered"));
    }

    private static String path(UUID inquiry) {
        return "/agency/v1/inquiries/" + inquiry + "/answer";
    }

    @Test
    void toAnInquiryThatIsNotThere() {
        String answer = Permits.approval(water, question).toString();
        town.store().unchangedBy(() -> {
            water.post(path(UUID.randomUUID()), answer).refused(404, "inquiry.unknown");
            water.post("/agency/v1/inquiries/42/answer", answer).refused(404, "inquiry.unknown");
        });
    }

    /** Another agency's inquiry does not exist for the caller, and only agencies may answer. */
    @Test
    void byTheWrongAgency() {
        String answer = Permits.approval(water, question).toString();
        town.store()
                .unchangedBy(
                        () -> {
                            gas.get("/agency/v1/inquiries/" + question).refused(404, "inquiry.unknown");
                            gas.post(path(question), answer).refused(404, "inquiry.unknown");
                            gas.upload("/agency/v1/inquiries/" + question + "/attachments?name=a.pdf", new byte[] {1})
                                    .refused(404, "inquiry.unknown");
                            for (String user : new String[] {"clerk-1204", "district-" + plot.district(), "operator"}) {
                                town.visitor()
                                        .as(user)
                                        .post(path(question), answer)
                                        .refused(403, "access.forbidden");
                            }
                            JsonNode batch = gas.post(
                                            "/agency/v1/answers",
                                            "{\"answers\":["
                                                    + answer.replaceFirst("\\{", "{\"inquiry\":\"" + question + "\",")
                                                    + "]}")
                                    .ok(200)
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
    void thatIsIncompleteOrNone(String change, String rule, String field) throws Exception {
        ObjectNode answer = Permits.approval(water, question);
        answer.setAll((ObjectNode) HubClient.JSON.readTree(change.replace('\'', '"')));
        town.store().unchangedBy(() -> water.post(path(question), answer.toString())
                .refused(422, rule)
                .field(field));
    }

    @Test
    void toAnAnsweredInquiry() throws Exception {
        String id = Permits.asked(clerk, town.plot(2), 2);
        UUID inquiry = delivered(id, "water");
        ObjectNode approval = Permits.approval(water, inquiry);
        JsonNode receipt =
                water.post(path(inquiry), approval.toString()).ok(200).json();
        assertEquals(false, receipt.path("repeated").asBoolean());
        ObjectNode other = approval.deepCopy().put("verdict", "reject").put("reason", "no water after all");
        town.store()
                .unchangedBy(
                        () -> {
                            JsonNode again = water.post(path(inquiry), approval.toString())
                                    .ok(200)
                                    .json();
                            assertEquals(true, again.path("repeated").asBoolean());
                            assertEquals(receipt.path("at"), again.path("at"));
                            water.post(path(inquiry), other.toString()).refused(409, "answer.different");
                        },
                        "idempotency.call");
    }

    @Test
    void toASupersededInquiry() throws Exception {
        Plot larger = town.plot(4);
        String id = Permits.asked(clerk, larger, 2);
        UUID first = delivered(id, "water");
        ObjectNode approval = Permits.approval(water, first);
        clerk.revise(
                id,
                3,
                Map.of("residential", 200L),
                clerk.scan(id, larger, "plan", ScannedSheets.pdf(List.of("new plan " + id))));
        JsonNode superseded = Permits.inquiry(clerk, id, "water", "superseded");
        assertEquals(first, Permits.id(superseded));
        UUID second = delivered(id, "water");
        assertEquals(second.toString(), superseded.path("supersededBy").asText());
        town.store().unchangedBy(() -> {
            water.post(path(first), approval.toString()).refused(410, "inquiry.superseded");
            // an answer to the old plan does not apply to the new one
            water.post(path(second), approval.toString()).refused(422, "answer.digest");
        });
    }

    @Test
    void toAWithdrawnInquiry() throws Exception {
        String id = Permits.asked(clerk, town.plot(2), 2);
        UUID inquiry = delivered(id, "water");
        String approval = Permits.approval(water, inquiry).toString();
        clerk.withdraw(id, "the owner does not want to build any more");
        town.store().unchangedBy(() -> water.post(path(inquiry), approval).refused(410, "inquiry.withdrawn"));
    }

    /** Silence counted as consent. While the case is undecided, a late answer still replaces it; afterwards it does not. */
    @Test
    void toAnExpiredInquiry() throws Exception {
        Plot small = town.plot(2);
        String id = Permits.asked(clerk, small, 2);
        UUID late = delivered(id, "gas");
        String approval = Permits.approval(gas, late).toString();
        for (String company : new String[] {"water", "electricity"}) {
            Visitor agency = town.visitor().as(company);
            UUID inquiry = delivered(id, company);
            agency.post(path(inquiry), Permits.approval(agency, inquiry).toString())
                    .ok(200);
        }
        town.store().overdue(late);
        Permits.inquiry(clerk, id, "gas", "expired");
        Permits.awaitStage(clerk, id, "duties");
        for (JsonNode bill : clerk.bills(id)) {
            new PayerBrowser(town.city().http())
                    .pay(clerk.beginPayment(id, bill.path("id").asText(), "mellat"));
        }
        Permits.awaitStage(clerk, id, "final-verification");
        new Clerk(town.door("district-" + small.district())).decide(id, "approve", null, null);
        assertEquals("approved", clerk.look(id).path("state").asText());
        town.store().unchangedBy(() -> gas.post(path(late), approval).refused(410, "inquiry.expired"));
        assertEquals(
                "valid",
                town.visitor()
                        .get("/verify/" + clerk.look(id).path("certificate").asText())
                        .ok(200)
                        .json()
                        .path("state")
                        .asText());
    }
}
