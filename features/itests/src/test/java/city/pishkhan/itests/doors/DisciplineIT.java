package city.pishkhan.itests.doors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.testkit.DisciplinaryComplaints;
import city.pishkhan.testkit.client.HubClient;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** A sanction needs three bodies, a hearing and the right to appeal. The accused and the author of the draft cannot vote on it. */
@ExtendWith(SharedCityExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DisciplineIT {
    private static final String OFFICE = "3002";
    private static final String CLERK = "clerk-" + OFFICE;
    private static final String DOOR = "/committee/v1/";
    private static final String YES = "{\"vote\":\"yes\"}";
    private static final String FILE = "city.pishkhan.governance.committee-discipline.cfg";
    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Tehran"));

    private static SharedCity city;
    private static DisciplinaryComplaints complaints;
    /** One complaint for all tests, because complaints per address are limited. */
    private static String complaint;

    @BeforeAll
    static void begin(SharedCity shared) throws Exception {
        city = shared;
        complaints = new DisciplinaryComplaints(city::door);
        Path users = city.data().resolveSibling("etc/users");
        Files.writeString(
                users.resolve("discipline.users"), CLERK + " = plain:demo-" + CLERK + ", office:" + OFFICE + "\n");
        ObjectNode office = HubClient.JSON
                .createObjectNode()
                .put("code", OFFICE)
                .put("name", "دفتر نمونه")
                .put("district", 9);
        as("institute").post(DOOR + "offices", office.toString());
        ObjectNode contract = HubClient.JSON
                .createObjectNode()
                .put("number", "IT-3002")
                .put("from", TODAY.toString())
                .put("until", TODAY.plusYears(1).toString());
        as("institute")
                .post(DOOR + "offices/" + OFFICE + "/contracts", contract.toString())
                .expectStatus(200);
        Awaitility.await("a new login")
                .ignoreExceptions()
                .ignoreExceptionsMatching(e -> e instanceof AssertionError)
                .untilAsserted(() -> as(CLERK));
        complaint = complaints.complain(OFFICE, "کارمند این دفتر پول اضافه خواست");
    }

    private static Visitor as(String user) {
        return city.visitor().as(user);
    }

    private static ObjectNode proposal(String measure) {
        ObjectNode proposal = DisciplinaryComplaints.proposal(measure, "Office " + OFFICE, "a test");
        return measure.equals("suspend") ? proposal.put("cases", "finish") : proposal;
    }

    private static DoorResponse propose(String officer, String complaint, ObjectNode proposal) {
        return as(officer).post(DOOR + "complaints/" + complaint + "/decision", proposal.toString());
    }

    /** Path of the last drafted decision. */
    private static String decision(DoorResponse proposed) {
        JsonNode drafted = proposed.expectStatus(200).json().path("decisions");
        return DOOR + "decisions/" + drafted.path(drafted.size() - 1).asText();
    }

    private static void votes(String decision, String... members) {
        for (String member : members) {
            as(member).post(decision + "/votes", YES).expectStatus(200);
        }
    }

    private static DoorResponse sign(String member, String decision) {
        return as(member).post(decision + "/signature", "");
    }

    private static String state() {
        return as("institute")
                .get(DOOR + "offices/" + OFFICE)
                .expectStatus(200)
                .json()
                .path("state")
                .asText();
    }

    @Test
    @Order(2)
    void sanctionRequiresComplaintPartyAndHearing() throws Exception {
        ObjectNode draft = proposal("suspend").put("kind", "sanction");
        draft.remove(List.of("measure", "cases"));
        ObjectNode terms = draft.putObject("terms")
                .put("target", "office")
                .put("name", OFFICE)
                .put("measure", "suspend")
                .put("cases", "finish");
        Visitor officer = as("discipline");
        city.store().assertUnchangedBy(() -> {
            officer.post(DOOR + "decisions", draft.toString())
                    .expectProblem(422, "decision.no-complaint")
                    .expectField("terms.complaint");
            terms.put("complaint", UUID.randomUUID().toString());
            officer.post(DOOR + "decisions", draft.toString()).expectProblem(404, "complaint.unknown");
            terms.put("complaint", complaint);
            officer.post(DOOR + "decisions", draft.toString()).expectProblem(409, "complaint.state");
            terms.put("name", "1204");
            officer.post(DOOR + "decisions", draft.toString()).expectProblem(422, "complaint.other-party");
            propose("discipline", complaint, proposal("warn")).expectProblem(409, "complaint.state");
        });
        officer.post(DOOR + "complaints/" + complaint + "/hearing", "{\"charge\":\"?\"}")
                .expectStatus(200);
        city.store().assertUnchangedBy(() -> propose("discipline", complaint, proposal("warn"))
                .expectProblem(409, "complaint.not-heard"));
        // the accused office gives no answer to the complaint, and the deadline passes
        city.store().execute("update discipline.complaint set due = now() where id = ?", UUID.fromString(complaint));
        String decision = decision(propose("discipline", complaint, proposal("warn")));
        votes(decision, "discipline-1", "discipline-2");
        city.store().assertUnchangedBy(() -> sign("discipline-1", decision).expectProblem(409, "decision.no-quorum"));
        votes(decision, "discipline-3");
        sign("discipline-1", decision).expectStatus(200);
        as(CLERK)
                .post(DOOR + "hearings/" + complaint + "/answer", "{\"text\":\"نه\"}")
                .expectProblem(409, "complaint.state");
    }

    @Test
    @Order(3)
    void drafterCannotSignDecision() throws Exception {
        String decision = decision(propose("discipline-1", complaint, proposal("warn")));
        votes(decision, "discipline-1", "discipline-2", "discipline-3");
        city.store().assertUnchangedBy(() -> sign("discipline-1", decision).expectProblem(403, "decision.own-draft"));
        sign("discipline-2", decision).expectStatus(200);
    }

    @Test
    @Order(3)
    void accusedMemberCannotVote() throws Exception {
        ObjectNode given = HubClient.JSON.createObjectNode().put("text", "موسسه به نامه‌ها پاسخ نمی‌دهد");
        given.putObject("party").put("kind", "institute");
        city.visitor().post("/complaints", given.toString()).expectStatus(201);
        String other = as("discipline")
                .get(DOOR + "complaints?state=received&party=institute")
                .expectStatus(200)
                .json()
                .at("/items/0/id")
                .asText();
        complaints.holdHearing(other, "چرا؟", city.door("institute"), "پاسخ داده‌ایم");
        String decision = decision(propose("discipline", other, proposal("warn")));
        votes(decision, "discipline-1", "discipline-2");
        Visitor accused = as("discipline-5");
        city.store()
                .assertUnchangedBy(() -> accused.post(decision + "/votes", YES).expectProblem(403, "vote.accused"));
        accused.post(decision + "/votes", "{\"vote\":\"recused\",\"reason\":\"it is about us\"}")
                .expectStatus(200);
        city.store().assertUnchangedBy(() -> sign("discipline-1", decision).expectProblem(409, "decision.no-quorum"));
        votes(decision, "discipline-4");
        assertEquals(
                "adopted",
                sign("discipline-1", decision)
                        .expectStatus(200)
                        .json()
                        .path("state")
                        .asText());
    }

    @Test
    @Order(3)
    void citywideServiceIsDecidedBySteeringCommittee() throws Exception {
        ObjectNode proposal = proposal("suspend").put("target", "service").put("service", "transfer-clearance");
        proposal.remove("cases");
        String decision = decision(propose("discipline", complaint, proposal));
        assertEquals(
                "steering",
                as("discipline")
                        .get(decision)
                        .expectStatus(200)
                        .json()
                        .path("committee")
                        .asText());
        city.store().assertUnchangedBy(() -> {
            as("discipline-1").post(decision + "/votes", YES).expectProblem(403, "access.forbidden");
            sign("discipline-1", decision).expectProblem(403, "access.forbidden");
        });
        for (String member : List.of("chair", "committee-3", "committee-4", "committee-5")) {
            as(member).post(decision + "/votes", "{\"vote\":\"no\"}").expectStatus(200);
        }
        assertEquals(
                "rejected",
                sign("chair", decision).expectStatus(200).json().path("state").asText());
    }

    @Test
    @Order(1)
    void urgentSuspensionNeedsDangerAndTwoVotes() throws Exception {
        ObjectNode urgent = proposal("suspend").put("urgent", true);
        city.store().assertUnchangedBy(() -> {
            propose("discipline", complaint, urgent)
                    .expectProblem(422, "decision.danger")
                    .expectField("terms.danger");
            propose("discipline", complaint, urgent.deepCopy().put("danger", "danger"))
                    .expectProblem(422, "decision.danger");
        });
        urgent.put("danger", "it hands out forged permits");
        String decision = decision(propose("discipline", complaint, urgent));
        votes(decision, "discipline-2");
        city.store().assertUnchangedBy(() -> sign("discipline-2", decision).expectProblem(409, "decision.no-quorum"));
        votes(decision, "discipline-4");
        JsonNode signed = sign("discipline-2", decision).expectStatus(200).json();
        assertEquals(TODAY.plusDays(6).toString(), signed.at("/terms/until").asText());
        assertEquals("suspended", state());
        awaitHandover(0);
        city.store().assertUnchangedBy(() -> propose("discipline", complaint, urgent)
                .expectProblem(409, "complaint.urgent-once"));
        // an appeal does not suspend an urgent sanction
        appeal(complaint, signed.path("number").asText()).expectStatus(200);
        assertEquals("suspended", state());
        complaints.decide(complaint, proposal("reinstate"));
        assertEquals("contracted", state());
    }

    private static long handovers() throws SQLException {
        return city.store().count("select count(*) from cases.handover where from_office = ?", OFFICE);
    }

    /**
     * Waits until a timer has handled the office's open cases.
     *
     * @param before number of earlier handovers
     */
    private static void awaitHandover(long before) {
        Awaitility.await("its cases are seen to").until(() -> handovers() > before);
    }

    private static DoorResponse appeal(String complaint, String number) {
        return as(CLERK)
                .post(
                        DOOR + "hearings/" + complaint + "/appeal",
                        "{\"decision\":\"" + number + "\",\"text\":\"رسید همه پول‌ها نزد ماست\"}");
    }

    private static DoorResponse draftAppealDecision(String sanction, boolean granted) {
        ObjectNode draft = proposal("warn").put("kind", "appeal");
        draft.remove("measure");
        draft.putObject("terms").put("appeal", sanction).put("granted", granted);
        return as("committee-2").post(DOOR + "decisions", draft.toString());
    }

    @Test
    @Order(3)
    void appealSuspendsSanctionUntilDecision() throws Exception {
        long before = handovers();
        String number = complaints.decide(complaint, proposal("suspend"));
        assertEquals("suspended", state());
        awaitHandover(before);
        JsonNode sanctions =
                as(CLERK).get(DOOR + "hearings").expectStatus(200).json().at("/items/0/sanctions");
        JsonNode sanction = sanctions.path(sanctions.size() - 1);
        assertEquals(number, sanction.path("number").asText());
        assertTrue(!LocalDate.parse(sanction.path("appealUntil").asText()).isBefore(TODAY.plusDays(10)));
        String id = sanction.path("decision").asText();
        city.store().assertUnchangedBy(() -> {
            draftAppealDecision(id, true).expectProblem(422, "appeal.unknown");
            as("clerk-1204")
                    .post(
                            DOOR + "hearings/" + complaint + "/appeal",
                            "{\"decision\":\"" + number + "\",\"text\":\"a text that is long enough\"}")
                    .expectProblem(404, "complaint.unknown");
        });
        appeal(complaint, number).expectStatus(200);
        assertEquals("contracted", state());
        city.store().assertUnchangedBy(() -> appeal(complaint, number).expectProblem(409, "appeal.filed"));
        JsonNode waiting =
                as("chair").get(DOOR + "appeals").expectStatus(200).json().path("items");
        assertTrue(waiting.findValuesAsText("number").contains(number), waiting::toString);
        assertTrue(waiting.path(0).path("text").isMissingNode(), "not who complained in which words");
        String word = DOOR + "decisions/"
                + draftAppealDecision(id, false)
                        .expectStatus(201)
                        .json()
                        .path("id")
                        .asText();
        votes(word, "chair", "committee-3", "committee-4", "committee-5");
        sign("chair", word).expectStatus(200);
        assertEquals("suspended", state());
        complaints.decide(complaint, proposal("reinstate"));
        assertEquals("contracted", state());
    }

    @Test
    @Order(3)
    void rejectsLateAppeal() throws Exception {
        String number = complaints.decide(complaint, proposal("warn"));
        backdateSignature(number, 20);
        city.store().assertUnchangedBy(() -> appeal(complaint, number).expectProblem(409, "appeal.late"));
    }

    private static void backdateSignature(String number, int days) throws SQLException {
        city.store().execute("alter table governance.decision disable trigger signed_is_immutable");
        city.store()
                .execute(
                        "update governance.decision set signed = signed - ? * interval '1 day' where number = ?",
                        days,
                        number);
        city.store().execute("alter table governance.decision enable trigger signed_is_immutable");
    }

    /** A committee's file with too few seats is refused, and the committee's previous settings stay in force. */
    @Test
    @Order(3)
    void rejectsCommitteeFileWithTooFewSeats() throws Exception {
        Path file = city.etc().resolve(FILE);
        String before = Files.readString(file);
        try {
            Files.writeString(
                    file,
                    "name = discipline\ndecides = sanction\nquorum = 1\nseats = planning-inspectorate: discipline\n");
            awaitWarning(true);
            String decision = decision(propose("discipline", complaint, proposal("warn")));
            JsonNode drafted = as("discipline").get(decision).expectStatus(200).json();
            assertEquals(3, drafted.path("quorum").asInt());
            assertEquals(5, drafted.path("seats").size());
            as("discipline").post(decision + "/votes", YES).expectProblem(403, "access.forbidden");
            votes(decision, DisciplinaryComplaints.MEMBERS.toArray(String[]::new));
            sign("discipline-1", decision).expectStatus(200);
        } finally {
            Files.writeString(file, before);
        }
        awaitWarning(false);
    }

    private static void awaitWarning(boolean expected) {
        Awaitility.await("the file is " + (expected ? "refused" : "taken")).untilAsserted(() -> {
            String warnings = city.adminVisitor()
                    .get("/health/ready")
                    .json()
                    .at("/warnings/governance")
                    .asText();
            assertEquals(
                    expected, warnings.contains(FILE + ", seats: A committee must have at least 3 seats"), warnings);
        });
    }
}
