package city.pishkhan.itests.doors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.identifiers.Sha256;
import city.pishkhan.testkit.DisciplinaryComplaints;
import city.pishkhan.testkit.ExpertEntries;
import city.pishkhan.testkit.client.HubClient;
import city.pishkhan.testkit.people.Clerk;
import city.pishkhan.testkit.plots.Plot;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** An office from its first day to its suspension: at each step it may do exactly what the institute and the committees have allowed. */
@ExtendWith(SharedCityExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StandingIT {
    private static final String OFFICE = "3001";
    private static final String CLERK = "clerk-" + OFFICE;
    private static final String OFFICES = "/committee/v1/offices";
    private static final String SERVICE = "building-permit";

    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Tehran"));

    private static SharedCity city;
    private static Visitor visitor;

    @BeforeAll
    static void begin(SharedCity shared) throws Exception {
        city = shared;
        Path users = city.data().resolveSibling("etc/users");
        Files.writeString(
                users.resolve("standing.users"), CLERK + " = plain:demo-" + CLERK + ", office:" + OFFICE + "\n");
        Awaitility.await("a new login")
                .ignoreExceptions()
                .ignoreExceptionsMatching(e -> e instanceof AssertionError)
                .untilAsserted(() -> visitor = city.visitor().as(CLERK));
    }

    private static DoorResponse open() {
        return visitor.post(Permits.CASES, Permits.request(city.plot(2)).toString());
    }

    private static void assertOpeningRefused(String code) {
        city.store().assertUnchangedBy(() -> open().expectProblem(403, code));
    }

    private static ObjectNode term() {
        return HubClient.JSON
                .createObjectNode()
                .put("from", TODAY.toString())
                .put("until", TODAY.plusYears(1).toString());
    }

    private static void institute(String path, ObjectNode body) {
        DoorResponse response = city.visitor().as("institute").post(OFFICES + path, body.toString());
        assertTrue(response.status() / 100 == 2, response::toString);
    }

    /**
     * Drafts, votes on and signs a decision.
     *
     * @return number of the decision
     */
    private static String decide(String drafter, String kind, ObjectNode terms, List<String> voters) {
        ObjectNode draft = HubClient.JSON
                .createObjectNode()
                .put("kind", kind)
                .put("title", "A decision about office " + OFFICE)
                .put("clause", "By-law, article 1")
                .put("reason", "a test")
                .put("effective", TODAY.toString());
        draft.set("terms", terms);
        String path = "/committee/v1/decisions/"
                + city.visitor()
                        .as(drafter)
                        .post("/committee/v1/decisions", draft.toString())
                        .expectStatus(201)
                        .json()
                        .path("id")
                        .asText();
        for (String voter : voters) {
            DoorResponse vote = city.visitor().as(voter).post(path + "/votes", "{\"vote\":\"yes\"}");
            assertTrue(vote.status() / 100 == 2, vote::toString);
        }
        DoorResponse signed = city.visitor().as(voters.get(0)).post(path + "/signature", "");
        assertTrue(signed.status() / 100 == 2, signed::toString);
        return signed.json().path("number").asText();
    }

    /**
     * Proposes and signs a sanction of the office through all steps of a disciplinary decision.
     *
     * @param cases office that receives the open cases, or {@code finish} if the sanctioned office completes them;
     *     {@code null} for a reinstatement
     */
    private static void sanction(String complaint, String measure, String cases) throws InterruptedException {
        ObjectNode proposal = DisciplinaryComplaints.proposal(measure, "Office " + OFFICE, "a test");
        if (cases != null) {
            proposal.put("cases", cases);
        }
        new DisciplinaryComplaints(city::door).decide(complaint, proposal);
    }

    private static String complainAndHear() throws InterruptedException {
        DisciplinaryComplaints complaints = new DisciplinaryComplaints(city::door);
        String complaint = complaints.complain(OFFICE, "کارمند این دفتر پول اضافه خواست");
        complaints.holdHearing(complaint, "آیا پول اضافه گرفته‌اید؟", city.door(CLERK), "نه");
        return complaint;
    }

    private static void contract(LocalDate until) {
        institute(
                "/" + OFFICE + "/contracts",
                HubClient.JSON
                        .createObjectNode()
                        .put("number", "IT-" + until)
                        .put("from", TODAY.minusDays(30).toString())
                        .put("until", until.toString()));
    }

    @Test
    @Order(1)
    void rejectsUnknownOffice() {
        assertOpeningRefused("office.unknown");
    }

    @Test
    @Order(2)
    void rejectsOfficeWithoutContract() {
        institute(
                "",
                HubClient.JSON
                        .createObjectNode()
                        .put("code", OFFICE)
                        .put("name", "دفتر تازه")
                        .put("district", 9));
        assertOpeningRefused("office.not-contracted");
    }

    @Test
    @Order(3)
    void rejectsOfficeWithoutQualification() {
        institute("/" + OFFICE + "/contracts", term().put("number", "IT-1"));
        assertOpeningRefused("office.not-qualified");
    }

    @Test
    @Order(4)
    void expiredContractBlocksOfficeDuringCase() throws Exception {
        new ExpertEntries(city.door("institute")).enter("expert-" + OFFICE, OFFICE);
        institute(
                "/" + OFFICE + "/qualifications", term().put("service", SERVICE).put("expert", "expert-" + OFFICE));
        DoorResponse opened = open().expectStatus(201);
        String id = opened.json().path("id").asText();
        String path = Permits.CASES + "/" + id;
        String version = opened.headers().get("etag");

        contract(TODAY.minusDays(1));
        assertOpeningRefused("office.not-contracted");
        city.store().assertUnchangedBy(() -> {
            visitor.post(path + "/submission", "", "If-Match", version).expectProblem(403, "office.not-contracted");
            visitor.post(path + "/withdrawal", "{\"reason\":\"x\"}", "If-Match", version)
                    .expectProblem(403, "office.not-contracted");
            visitor.upload(
                            path + "/sheets?kind=deed&name=a.pdf",
                            "%PDF-1.4".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                    .expectProblem(403, "office.not-contracted");
        });
        visitor.get(path).expectStatus(200);

        moveCase("1204", opened.json().path("number").asText(), path);
        new Clerk(city.door("clerk-1204")).withdraw(id, "the owner changed her mind");

        contract(TODAY.plusYears(1));
        String again = open().expectStatus(201).json().path("id").asText();
        new Clerk(city.door(CLERK)).withdraw(again, "the owner changed her mind");
    }

    /**
     * The suspension decides whether open cases move to another office or stay to be completed; the hub notifies the
     * applicants.
     */
    @Test
    @Order(5)
    void suspensionMovesOpenCasesOrLeavesThem() throws Exception {
        String moved = open().expectStatus(201).json().path("id").asText();
        String complaint = complainAndHear();
        sanction(complaint, "suspend", "1204");
        awaitNotified(moved, "case.moved");
        assertOpeningRefused("office.suspended");
        visitor.get(Permits.CASES + "/" + moved).expectProblem(404, "case.unknown");
        new Clerk(city.door("clerk-1204")).withdraw(moved, "the owner changed her mind");
        sanction(complaint, "reinstate", null);

        String keptCase = open().expectStatus(201).json().path("id").asText();
        sanction(complaint, "suspend", "finish");
        awaitNotified(keptCase, "case.kept");
        assertOpeningRefused("office.suspended");
        // open cases can still be completed
        new Clerk(city.door(CLERK)).withdraw(keptCase, "the owner changed her mind");
        sanction(complaint, "reinstate", null);
    }

    private static void awaitNotified(String id, String event) {
        Awaitility.await("the applicant hears: " + event)
                .untilAsserted(() -> assertEquals(
                        1,
                        city.store()
                                .count(
                                        "select count(distinct entry) from notifications.message where case_id = ? and event = ?",
                                        UUID.fromString(id),
                                        event)));
    }

    /** The institute moves the case to another office: the first office no longer sees it, and the other continues it. */
    private static void moveCase(String office, String number, String path) {
        ObjectNode order = HubClient.JSON.createObjectNode().put("to", office).put("reason", "its contract has ended");
        order.putArray("cases").add(number);
        String handovers = OFFICES + "/" + OFFICE + "/handovers";
        Visitor institute = city.visitor().as("institute");
        city.store().assertUnchangedBy(() -> {
            visitor.post(handovers, order.toString()).expectProblem(403, "access.forbidden");
            institute
                    .post(handovers, order.deepCopy().put("to", "4711").toString())
                    .expectProblem(422, "office.unknown");
            institute.post(OFFICES + "/4711/handovers", order.toString()).expectProblem(404, "office.unknown");
        });
        DoorResponse ordered = institute.post(handovers, order.toString()).expectStatus(201);
        Awaitility.await("the case to move")
                .untilAsserted(() -> assertEquals(
                        1,
                        institute
                                .get("/committee/v1/handovers/"
                                        + ordered.json().path("id").asText())
                                .expectStatus(200)
                                .json()
                                .path("moved")
                                .asInt()));
        visitor.get(path).expectProblem(404, "case.unknown");
        DoorResponse seen = city.visitor().as("clerk-" + office).get(path).expectStatus(200);
        assertEquals(office, seen.json().path("office").asText());
    }

    /** The text of the rules in force is public, with the hash recorded in every case of the day. */
    @Test
    @Order(5)
    void rulesInForceArePublic() throws Exception {
        Visitor anonymous = city.visitor();
        DoorResponse list = anonymous.get("/rules").expectStatus(200);
        JsonNode inForce = null;
        for (JsonNode item : list.json().path("items")) {
            inForce = item.path("status").asText().equals("in-force") ? item : inForce;
        }
        assertEquals(
                open().expectStatus(201).json().path("ruleSet").asText(),
                inForce.path("hash").asText());
        assertEquals("آیین‌نامهٔ نمونه، ماده 1", inForce.path("clause").asText());
        String path = "/rules/" + inForce.path("hash").asText();
        DoorResponse text = anonymous.get(path + "/" + SERVICE).expectStatus(200);
        assertEquals(
                "> 6",
                text.json()
                        .path("tables")
                        .findParents("rules")
                        .get(0)
                        .at("/rules/0/tests/0")
                        .asText());
        StringBuilder listing = new StringBuilder();
        for (JsonNode file : text.json().path("files")) {
            String content =
                    anonymous.get(path + "/files/" + file.path("name").asText()).body();
            listing.append(Sha256.hex(content))
                    .append("  ")
                    .append(file.path("name").asText())
                    .append('\n');
        }
        assertEquals(inForce.path("hash").asText(), Sha256.hex(listing.toString()));
        anonymous
                .get(path, "If-None-Match", anonymous.get(path).headers().get("etag"))
                .expectStatus(304);
        assertTrue(anonymous
                .get("/health/ready")
                .json()
                .path("warnings")
                .path("governance")
                .isMissingNode());
        anonymous.get("/rules/" + "0".repeat(64)).expectProblem(404, "rules.unknown");
        assertEquals(405, anonymous.post("/rules", "{}").status());
    }

    /**
     * Planning tries staged rules on the cases of one day through the committee door, which changes nothing in the
     * database.
     */
    @Test
    @Order(5)
    void stagedRulesAreTriedOnPastCases() throws Exception {
        Path table = city.data().resolveSibling("etc/procedures/building-permit-agencies.dmn");
        String before = Files.readString(table);
        Files.writeString(table, before.replace("&gt; 6", "&gt; 1"));
        try {
            Visitor planning = city.visitor().as("planning");
            String hash = planning.get("/committee/v1/rules")
                    .expectStatus(200)
                    .json()
                    .at("/items/0/hash")
                    .asText();
            String span = "{\"from\":\"" + TODAY + "\",\"until\":\"" + TODAY + "\"}";
            city.store().assertUnchangedBy(() -> {
                JsonNode tried = planning.post("/committee/v1/rules/" + hash + "/dry-run", span)
                        .expectStatus(200)
                        .json();
                assertEquals(hash, tried.path("ruleSet").asText());
                assertTrue(tried.path("cases").asLong() > 0, tried::toString);
                assertEquals(
                        tried.path("cases").asLong(),
                        tried.path("compared").asLong()
                                + tried.at("/undecided/cases").asLong());
                planning.post("/committee/v1/rules/" + "0".repeat(64) + "/dry-run", span)
                        .expectProblem(422, "rules.unknown");
            });
        } finally {
            Files.writeString(table, before);
        }
    }

    @Test
    @Order(6)
    void withdrawnServiceCannotBeOpened() {
        List<String> voters = List.of("chair", "committee-2", "committee-3", "committee-4");
        ObjectNode terms = HubClient.JSON.createObjectNode().put("service", SERVICE);
        terms.putArray("offices").add(OFFICE);
        decide("planning", "withdraw", terms, voters);
        assertOpeningRefused("service.not-exposed");
        assertOtherOfficesUnaffected();
    }

    @Test
    @Order(7)
    void committeeGrantsSpecialRequest() throws Exception {
        Plot plot = city.plot(2);
        ObjectNode terms = HubClient.JSON
                .createObjectNode()
                .put("service", SERVICE)
                .put("subject", plot.code())
                .put("granted", true);
        String number = decide(
                "institute", "special-request", terms, List.of("chair", "committee-2", "committee-3", "committee-4"));
        ObjectNode asked = Permits.request(plot);
        city.store().assertUnchangedBy(() -> visitor.post(
                        Permits.CASES,
                        asked.deepCopy().put("specialRequest", "S-1405-9999").toString())
                .expectProblem(422, "special-request.unknown"));
        asked.put("specialRequest", number);
        DoorResponse opened = visitor.post(Permits.CASES, asked.toString()).expectStatus(201);
        assertEquals(number, opened.json().path("specialRequest").asText());
        assertEquals("papers", opened.json().path("stage").asText());
        String id = opened.json().path("id").asText();
        new Clerk(city.door(CLERK)).withdraw(id, "the owner changed her mind");
        city.store().assertUnchangedBy(() -> visitor.post(Permits.CASES, asked.toString())
                .expectProblem(409, "special-request.used"));
        assertOpeningRefused("service.not-exposed");
    }

    @Test
    @Order(8)
    void complaintLeadsToHearingAndSanction() throws Exception {
        ObjectNode complaint = HubClient.JSON.createObjectNode().put("text", "کارمند این دفتر پول اضافه خواست");
        complaint.putObject("party").put("kind", "office").put("name", "4711");
        Visitor anonymous = city.visitor();
        city.store()
                .assertUnchangedBy(() ->
                        anonymous.post("/complaints", complaint.toString()).expectProblem(422, "office.unknown"));
        complaint.withObject("party").put("name", OFFICE);
        String code = anonymous
                .post("/complaints", complaint.toString())
                .expectStatus(201)
                .json()
                .path("code")
                .asText();
        String door = "/committee/v1/";
        Visitor officer = city.visitor().as("discipline");
        String id = officer.get(door + "complaints?state=received&party=office")
                .expectStatus(200)
                .json()
                .path("items")
                .get(0)
                .path("id")
                .asText();
        String one = door + "complaints/" + id;
        String proposal =
                "{\"measure\":\"suspend\",\"cases\":\"finish\",\"title\":\"t\",\"clause\":\"By-law, article 9\",\"reason\":\"r\",\"effective\":\""
                        + TODAY + "\"}";
        city.store().assertUnchangedBy(() -> officer.post(one + "/decision", proposal)
                .expectProblem(409, "complaint.state"));
        officer.post(one + "/hearing", "{\"charge\":\"آیا پول اضافه گرفته‌اید؟\"}")
                .expectStatus(200);
        DoorResponse asked = visitor.get(door + "hearings").expectStatus(200);
        assertEquals(id, asked.json().path("items").get(0).path("id").asText());
        assertTrue(asked.json().path("items").get(0).path("text").isMissingNode(), asked::toString);
        visitor.post(door + "hearings/" + id + "/answer", "{\"text\":\"نه\"}").expectStatus(200);
        String decision = officer.post(one + "/decision", proposal)
                .expectStatus(200)
                .json()
                .path("decisions")
                .get(0)
                .asText();
        String votes = door + "decisions/" + decision + "/votes";
        // the officer who drafted the decision has no seat on the committee, so cannot vote
        city.store().assertUnchangedBy(() -> officer.post(votes, "{\"vote\":\"yes\"}")
                .expectProblem(403, "access.forbidden"));
        for (String member : DisciplinaryComplaints.MEMBERS) {
            city.visitor().as(member).post(votes, "{\"vote\":\"yes\"}").expectStatus(200);
        }
        long handovers = city.store().count("select count(*) from cases.handover");
        city.visitor()
                .as(DisciplinaryComplaints.MEMBERS.get(0))
                .post(door + "decisions/" + decision + "/signature", "")
                .expectStatus(200);
        Awaitility.await("its cases are finished by the office")
                .until(() ->
                        city.store().count("select count(*) from cases.handover where ended is not null") > handovers);
        Awaitility.await("the outcome")
                .untilAsserted(() -> assertEquals(
                        "suspend",
                        anonymous
                                .get("/complaints/" + code)
                                .expectStatus(200)
                                .json()
                                .path("measure")
                                .asText()));
        // checked only now that the outcome is announced: until then the hub itself changes the complaint, and the
        // check requires that nothing changes in the database
        assertOpeningRefused("office.suspended");
        city.visitor().as("oversight").get(one).expectStatus(200);
        sanction(id, "reinstate", null);
    }

    /** Other offices are not affected. */
    private static void assertOtherOfficesUnaffected() {
        DoorResponse otherOffice = city.visitor()
                .as("clerk-1204")
                .post(Permits.CASES, Permits.request(city.plot(2)).toString());
        otherOffice.expectStatus(201);
    }
}
