package city.pishkhan.itests.doors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.testkit.client.HubClient;
import city.pishkhan.testkit.people.Clerk;
import city.pishkhan.testkit.people.Expert;
import city.pishkhan.testkit.people.ScannedSheets;
import city.pishkhan.testkit.plots.Plot;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A citizen at home: is notified by SMS, tracks the case by its code, and logs in with a one-time code. */
@ExtendWith(SharedCityExtension.class)
class CitizenIT {
    private static final String LOGIN = "/citizen/v1/login";
    private static final String ENTRY = LOGIN + "/code";
    /** A person used by no other test, because codes per person are limited. */
    private static final String STRANGER = "0612347893";

    private static SharedCity city;
    private static Clerk clerk;

    @BeforeAll
    static void begin(SharedCity shared) throws Exception {
        city = shared;
        clerk = city.clerk();
        for (String company : List.of("water", "electricity", "gas")) {
            city.control(company, SharedCity.USUAL);
        }
    }

    @AfterEach
    void restorePartners() throws Exception {
        city.control("sms", Map.of("script", List.of(), "delayMs", 0L, "fault", "none", "down", false));
    }

    @Test
    void citizenIsNotifiedOfStagesAndTracksCase() throws Exception {
        // the SMS provider fails at first; each message is delivered later, exactly once
        city.control("sms", Map.of("script", List.of(Map.of("status", 500, "times", 2))));
        Plot plot = city.plot(2);
        String id = Permits.openAndSubmit(clerk, plot, 2);
        JsonNode opened = clerk.read(id);
        String tracking = opened.path("tracking").asText();
        Permits.awaitStage(clerk, id, "duties");
        Phone phone = new Phone(city, plot.mobile(0));
        phone.await(tracking, "تشکیل شد");
        String duties = phone.await(tracking, "آمادهٔ پرداخت");
        clerk.withdraw(id, "thought better of it");
        phone.await(tracking, "با انصراف متقاضی بسته شد");
        List<String> texts = phone.texts();
        assertEquals(texts.size(), texts.stream().distinct().count(), texts::toString);
        for (String secret : List.of(
                opened.path("number").asText(), plot.code(), plot.owners().get(0), "شهروند")) {
            assertFalse(texts.toString().contains(secret), texts::toString);
        }
        assertTrue(duties.length() <= 200, duties);
        DoorResponse standing = city.visitor()
                .get("/track/" + tracking.toLowerCase().replace("-", ""))
                .expectStatus(200);
        assertEquals("withdrawn", standing.json().path("state").asText());
        assertFalse(standing.body().contains(opened.path("number").asText()), standing::toString);
        DoorResponse page = city.visitor().get("/track?code=" + tracking, "Accept", "text/html");
        assertTrue(page.body().contains("پروانه ساختمانی") && page.body().contains("انصراف"), page::body);
        String list = city.city().hub().console("pishkhan:notice-list --limit 200");
        assertTrue(list.contains(opened.path("number").asText()) && list.contains("0912*****"), list);
        assertFalse(list.contains(plot.mobile(0)), list);
    }

    @Test
    void citizenSeesOnlyOwnCase() throws Exception {
        Plot plot = city.plot(2);
        String id = Permits.openCase(clerk, plot);
        Plot other = city.plot(2);
        String otherCase = Permits.openCase(clerk, other);
        String nationalId = plot.owners().get(0);
        Phone phone = new Phone(city, plot.mobile(0)).registerFor(nationalId);
        String code = phone.code(city.visitor(), nationalId);
        phone.await("کد ورود به پیشخوان: " + code);
        String wrong = "%06d".formatted((Integer.parseInt(code) + 1) % 1_000_000);
        city.visitor().post(ENTRY, Phone.body(nationalId, wrong)).expectProblem(401, "login.code");
        Visitor citizen = city.visitor()
                .bearer(city.visitor()
                        .post(ENTRY, Phone.body(nationalId, code))
                        .expectStatus(200)
                        .json()
                        .path("token")
                        .asText());
        city.visitor().post(ENTRY, Phone.body(nationalId, code)).expectProblem(401, "login.code");
        JsonNode own = citizen.get("/citizen/v1/cases/" + id).expectStatus(200).json();
        assertEquals(nationalId, own.at("/applicants/0/nationalId").asText());
        for (int i = 1; i < plot.owners().size(); i++) {
            assertFalse(own.toString().contains(plot.owners().get(i)), own::toString);
        }
        assertTrue(citizen.get("/citizen/v1/cases").expectStatus(200).body().contains(id));
        ObjectNode theirs = problem(citizen.get("/citizen/v1/cases/" + otherCase));
        ObjectNode nobodys = problem(citizen.get("/citizen/v1/cases/01970000-0000-7000-8000-000000000000"));
        assertEquals(nobodys, theirs);
        citizen.get("/office/v1/cases/" + id).expectProblem(403, "access.forbidden");
        reportViolation(citizen, other);
        assertFalse(city.log().contains(code), "a code is never logged");
    }

    /** A logged-in citizen reports a violation of a neighbour's building. */
    private static void reportViolation(Visitor citizen, Plot neighbour) throws Exception {
        String path = "/citizen/v1/reports";
        String form = "{\"property\":\"%s\",\"kind\":\"%s\",\"text\":\"%s\"}";
        String text = "همسایه طبقه پنجم را بدون پروانه می‌سازد";
        assertTrue(
                citizen.get("/citizen/v1/report-kinds").expectStatus(200).body().contains("extra-floor"));
        citizen.post(path, form.formatted("23-1-1-1-1-0-0", "extra-floor", text))
                .expectProblem(422, "renovation-code.district");
        citizen.post(path, form.formatted(neighbour.code(), "noise", text)).expectProblem(422, "value.unknown");
        citizen.post(path, form.formatted(neighbour.code(), "extra-floor", "short"))
                .expectProblem(422, "text.length");
        citizen.get(path + "/7K3M-9PQ2-WX4A-0TB1").expectProblem(404, "report.unknown");
        citizen.get("/office/v1/reports").expectProblem(403, "access.forbidden");
        assertTrue(citizen.get(path).expectStatus(200).json().path("items").isEmpty(), "what was refused is not kept");
        String number = citizen.post(path, form.formatted(neighbour.code(), "extra-floor", text))
                .expectStatus(201)
                .json()
                .path("number")
                .asText();
        String case1 = inspect(neighbour, text);
        // another report of the same property is added to the case of the first report
        String again = citizen.post(path, form.formatted(neighbour.code(), "extra-area", text))
                .expectStatus(201)
                .json()
                .path("number")
                .asText();
        decide(neighbour, case1);
        for (String each : List.of(number, again)) {
            assertEquals(
                    "ended",
                    citizen.get(path + "/" + each)
                            .expectStatus(200)
                            .json()
                            .path("state")
                            .asText());
        }
    }

    /**
     * The inspection is assigned to an office that has no case of the property, and the reporter's identity stays hidden.
     *
     * @return id of the case
     */
    private static String inspect(Plot plot, String text) throws Exception {
        Visitor district = city.visitor().as("district-" + plot.district());
        DoorResponse lines =
                district.get("/office/v1/reports?property=" + plot.code()).expectStatus(200);
        String number = lines.json().at("/items/0/caseNumber").asText();
        JsonNode line = district.get(Permits.CASES + "?number=" + number).json().at("/items/0");
        String id = line.path("id").asText();
        JsonNode opened =
                district.get(Permits.CASES + "/" + id).expectStatus(200).json();
        assertEquals("municipality", opened.path("customer").asText());
        assertEquals("expert-2301", opened.path("expert").asText());
        assertEquals(text, opened.path("note").asText());
        assertTrue(opened.path("applicants").isEmpty());
        assertFalse(lines.body().contains(text), lines::toString);

        Expert expert = new Expert(city.city().door("expert-2301"));
        Map<String, Object> findings =
                Map.of("violation", "extra-floor", "violationArea", 50, "violationUse", "residential");
        HubClient.Refused bare = assertThrows(
                HubClient.Refused.class, () -> expert.report(id, findings, "بازدید شد"), "without a photo");
        assertEquals("papers.missing", bare.code());
        expert.photo(id, ScannedSheets.photo(4));
        expert.photo(id, ScannedSheets.photo(5));
        city.visitor()
                .as("clerk-2301")
                .post(
                        Permits.CASES + "/" + id + "/inspection",
                        "{\"findings\":{},\"report\":\"x\"}",
                        "If-Match",
                        "\"1\"")
                .expectProblem(403, "access.forbidden");
        assertEquals(
                "district-check",
                expert.report(id, findings, "یک طبقه بیش از پروانه")
                        .path("stage")
                        .asText());
        return id;
    }

    private static void decide(Plot plot, String id) throws Exception {
        new Clerk(city.city().door("district-" + plot.district())).decide(id, "approve", null, null);
        JsonNode fees = city.visitor()
                .as("treasury")
                .get("/office/v1/fees?office=2301")
                .expectStatus(200)
                .json();
        long amountDue = 0;
        for (JsonNode fee : fees.path("fees")) {
            amountDue +=
                    fee.path("caseId").asText().equals(id) ? fee.path("amount").asLong() : 0;
        }
        // price of the visit, plus 20,000 rial for each of 50 m²
        assertEquals(6_000_000 + 50 * 20_000, amountDue);
        Visitor commission = city.visitor().as("commission");
        JsonNode[] file = new JsonNode[1];
        Awaitility.await("the file at the commission")
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    for (JsonNode item : commission
                            .get("/agency/v1/worklist")
                            .expectStatus(200)
                            .json()
                            .path("items")) {
                        if (item.at("/inquiry/facts/property").asText().equals(plot.code())) {
                            file[0] = item.path("inquiry");
                        }
                    }
                    return file[0] != null;
                });
        assertEquals(2, file[0].path("attachments").size(), file[0]::toString);
        String question = file[0].path("id").asText();
        long fence = commission
                .post("/agency/v1/worklist/" + question + "/claim", "")
                .expectStatus(200)
                .json()
                .path("fence")
                .asLong();
        commission
                .post(
                        "/agency/v1/inquiries/" + question + "/answer",
                        HubClient.JSON
                                .createObjectNode()
                                .put("digest", file[0].path("digest").asText())
                                .put("verdict", "approve")
                                .put("fence", fence)
                                .toString())
                .expectStatus(200);
        Visitor oversight = city.visitor().as("oversight");
        JsonNode ended =
                oversight.get("/oversight/v1/cases/" + id).expectStatus(200).json();
        assertEquals("approved", ended.path("state").asText());
        assertEquals("municipality", ended.path("customer").asText());
    }

    /** One certificate is delivered by post; another one is returned and collected at the office with a national card. */
    @Test
    void certificateIsPostedOrCollected() throws Exception {
        city.control("post", Map.of("script", List.of(Map.of("outcome", "returned", "postalCode", "1619735745"))));
        Notes notes = new Notes(city);
        Plot plot = city.plot(2);
        String id = notes.openCase(plot);
        String own = "/citizen/v1/cases/" + id + "/delivery";
        Visitor citizen = new Phone(city, plot.mobile(0))
                .registerFor(plot.owners().get(0))
                .login(city.visitor(), plot.owners().get(0));
        assertEquals(
                "none", citizen.get(own).expectStatus(200).json().path("state").asText());
        citizen.post(own, Notes.home("2619735744")).expectProblem(422, "postal-code.area");
        citizen.post(own, Notes.home("1619735744")).expectStatus(201);
        JsonNode deliveredNote = notes.await(id, "delivered");
        assertFalse(deliveredNote.at("/proof/reference").asText().isEmpty(), deliveredNote::toString);
        assertEquals(3, deliveredNote.path("steps").size(), deliveredNote::toString);
        assertEquals("approved", clerk.read(id).path("state").asText());
        citizen.post(own, Notes.home("1619735744")).expectProblem(409, "case.ended");

        Plot other = city.plot(2);
        String back = notes.openCase(other);
        citizen.get("/citizen/v1/cases/" + back + "/delivery").expectProblem(404, "case.unknown");
        Visitor office = city.visitor().as("clerk-1204");
        office.post(Permits.CASES + "/" + back + "/delivery", Notes.home("1619735745"))
                .expectStatus(201);
        String delivery = notes.await(back, "returned").path("id").asText();
        assertEquals("open", clerk.read(back).path("state").asText());
        assertTrue(office.get("/office/v1/deliveries").expectStatus(200).body().contains(delivery));
        String handOver = "/office/v1/deliveries/" + delivery + "/hand-over";
        office.post(handOver, "{\"nationalId\":\"" + STRANGER + "\"}").expectProblem(422, "delivery.receiver");
        city.visitor()
                .as("clerk-2301")
                .post(handOver, "{\"nationalId\":\"" + other.owners().get(0) + "\"}")
                .expectProblem(404, "delivery.unknown");
        DoorResponse done = office.post(
                        handOver, "{\"nationalId\":\"" + other.owners().get(0) + "\"}")
                .expectStatus(200);
        assertEquals("owner", done.json().at("/proof/role").asText());
        assertFalse(done.body().contains(other.owners().get(0)), done::body);
        JsonNode ended = clerk.read(back);
        assertEquals("approved", ended.path("state").asText());
        new Phone(city, other.mobile(0)).await("از پست برگشت");
        String list = city.city().hub().console("pishkhan:delivery-list --state handed-over");
        assertTrue(list.contains(ended.path("number").asText()), list);
    }

    /**
     * An office opens further cases with a person's ID and its own phone number. The codes sent to that number give access to those cases
     * only.
     */
    @Test
    void loginOpensOnlyCasesOfItsNumber() throws Exception {
        Plot plot = city.plot(2);
        String nationalId = plot.owners().get(0);
        String id = new Notes(city).openCase(plot);
        Phone own = new Phone(city, plot.mobile(0));
        own.proveAtCounter(city.visitor().as("clerk-1204"), id, nationalId);
        Visitor citizen = own.login(city.visitor(), nationalId);
        String reports = "/citizen/v1/reports";
        String report = citizen.post(
                        reports,
                        HubClient.JSON
                                .createObjectNode()
                                .put("property", city.plot(2).code())
                                .put("kind", "extra-floor")
                                .put("text", "همسایه طبقه پنجم را بدون پروانه می‌سازد")
                                .toString())
                .expectStatus(201)
                .json()
                .path("number")
                .asText();

        String foreign = "0935%07d".formatted(Math.floorMod(nationalId.hashCode(), 10_000_000));
        String planted = Permits.openByRogueOffice(city, nationalId, foreign);
        Permits.openByRogueOffice(city, nationalId, foreign);
        // by default the code goes to the verified number, even if most cases name another one; the other number must
        // be given explicitly
        Visitor thief = new Phone(city, foreign).login(city.visitor(), nationalId, foreign);
        DoorResponse shown = thief.get("/citizen/v1/cases/" + planted).expectStatus(200);
        assertFalse(shown.body().contains(nationalId), "nobody proved the number");
        DoorResponse list = thief.get("/citizen/v1/cases").expectStatus(200);
        assertTrue(list.body().contains(planted) && !list.body().contains(id), list::toString);

        String one = "/citizen/v1/cases/" + id;
        String bill = one + "/bills/01970000-0000-7000-8000-000000000000";
        for (String path : List.of(
                one,
                one + "/history",
                one + "/bills",
                one + "/duties",
                one + "/certificate",
                one + "/delivery",
                bill + "/receipt",
                bill + "/attempts")) {
            thief.get(path).expectProblem(404, "case.unknown");
        }
        for (String file : List.of(one + "/certificate.pdf", bill + "/receipt.pdf")) {
            thief.get(file, "Accept", "application/pdf, application/problem+json")
                    .expectProblem(404, "case.unknown");
        }
        thief.post(bill + "/attempts", "{}").expectProblem(404, "case.unknown");
        thief.post(one + "/delivery", Notes.home("1619735744")).expectProblem(404, "case.unknown");
        thief.post(one + "/delivery/recall", "{}").expectProblem(404, "case.unknown");
        assertTrue(thief.get(reports).expectStatus(200).json().path("items").isEmpty(), "nor what the person reported");
        thief.get(reports + "/" + report).expectProblem(404, "report.unknown");

        Visitor back = own.login(city.visitor(), nationalId, plot.mobile(0));
        for (Visitor each : List.of(citizen, back)) {
            DoorResponse theirs = each.get("/citizen/v1/cases").expectStatus(200);
            assertTrue(theirs.body().contains(id) && !theirs.body().contains(planted), theirs::toString);
            assertEquals(
                    "none",
                    each.get(one + "/delivery")
                            .expectStatus(200)
                            .json()
                            .path("state")
                            .asText());
            each.get(one + "/certificate").expectStatus(200);
            each.get(reports + "/" + report).expectStatus(200);
            each.get("/citizen/v1/cases/" + planted).expectProblem(404, "case.unknown");
        }
    }

    private static ObjectNode problem(DoorResponse response) {
        assertEquals(404, response.status(), response::toString);
        ObjectNode problem = response.json().deepCopy();
        problem.remove("instance");
        return problem;
    }

    /** Known and unknown persons get the same answer and the same rate limit. */
    @Test
    void loginAnswerDoesNotRevealKnownPersons() throws Exception {
        Plot plot = city.plot(2);
        Permits.openCase(clerk, plot);
        String known = plot.owners().get(0);
        Visitor visitor = city.visitor();
        for (int i = 0; i < 3; i++) {
            DoorResponse one = visitor.post(LOGIN, Phone.body(known, null)).expectStatus(202);
            DoorResponse other = visitor.post(LOGIN, Phone.body(STRANGER, null)).expectStatus(202);
            assertEquals(one.body(), other.body());
        }
        for (String id : List.of(known, STRANGER)) {
            visitor.post(LOGIN, Phone.body(id, null)).expectProblem(429, "login.codes");
            visitor.post(ENTRY, Phone.body(id, "000000")).expectProblem(401, "login.code");
        }
        visitor.post(LOGIN, Phone.body("1234567890", null)).expectProblem(422, "national-id.check-digit");
        visitor.post(ENTRY, Phone.body(known, "12345")).expectProblem(422, "code.digits");
        visitor.get("/citizen/v1/cases").expectProblem(401, "access.unauthenticated");
    }
}
