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
@ExtendWith(TownExtension.class)
class CitizenIT {
    private static final String LOGIN = "/citizen/v1/login";
    private static final String ENTRY = LOGIN + "/code";
    /** A person used by no other test, because codes per person are limited. */
    private static final String STRANGER = "0612347893";

    private static Town town;
    private static Clerk clerk;

    @BeforeAll
    static void begin(Town shared) throws Exception {
        town = shared;
        clerk = town.clerk();
        for (String company : List.of("water", "electricity", "gas")) {
            town.control(company, Town.USUAL);
        }
    }

    @AfterEach
    void asUsual() throws Exception {
        town.control("sms", Map.of("script", List.of(), "delayMs", 0L, "fault", "none", "down", false));
    }

    @Test
    void hearsOfEachStageAndFollowsItByTheCode() throws Exception {
        // the SMS provider fails at first; each message is delivered later, exactly once
        town.control("sms", Map.of("script", List.of(Map.of("status", 500, "times", 2))));
        Plot plot = town.plot(2);
        String id = Permits.asked(clerk, plot, 2);
        JsonNode opened = clerk.look(id);
        String tracking = opened.path("tracking").asText();
        Permits.awaitStage(clerk, id, "duties");
        Phone phone = new Phone(town, plot.mobile(0));
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
        Heard standing = town.visitor()
                .get("/track/" + tracking.toLowerCase().replace("-", ""))
                .ok(200);
        assertEquals("withdrawn", standing.json().path("state").asText());
        assertFalse(standing.body().contains(opened.path("number").asText()), standing::toString);
        Heard page = town.visitor().get("/track?code=" + tracking, "Accept", "text/html");
        assertTrue(page.body().contains("پروانه ساختمانی") && page.body().contains("انصراف"), page::body);
        String list = town.city().hub().console("pishkhan:notice-list --limit 200");
        assertTrue(list.contains(opened.path("number").asText()) && list.contains("0912*****"), list);
        assertFalse(list.contains(plot.mobile(0)), list);
    }

    @Test
    void logsInAndSeesItsOwnCaseOnly() throws Exception {
        Plot plot = town.plot(2);
        String id = Permits.opened(clerk, plot);
        Plot other = town.plot(2);
        String others = Permits.opened(clerk, other);
        String nationalId = plot.owners().get(0);
        Phone phone = new Phone(town, plot.mobile(0)).of(nationalId);
        String code = phone.code(town.visitor(), nationalId);
        phone.await("کد ورود به پیشخوان: " + code);
        String wrong = "%06d".formatted((Integer.parseInt(code) + 1) % 1_000_000);
        town.visitor().post(ENTRY, Phone.body(nationalId, wrong)).refused(401, "login.code");
        Visitor citizen = town.visitor()
                .bearer(town.visitor()
                        .post(ENTRY, Phone.body(nationalId, code))
                        .ok(200)
                        .json()
                        .path("token")
                        .asText());
        town.visitor().post(ENTRY, Phone.body(nationalId, code)).refused(401, "login.code");
        JsonNode own = citizen.get("/citizen/v1/cases/" + id).ok(200).json();
        assertEquals(nationalId, own.at("/applicants/0/nationalId").asText());
        for (int i = 1; i < plot.owners().size(); i++) {
            assertFalse(own.toString().contains(plot.owners().get(i)), own::toString);
        }
        assertTrue(citizen.get("/citizen/v1/cases").ok(200).body().contains(id));
        ObjectNode theirs = problem(citizen.get("/citizen/v1/cases/" + others));
        ObjectNode nobodys = problem(citizen.get("/citizen/v1/cases/01970000-0000-7000-8000-000000000000"));
        assertEquals(nobodys, theirs);
        citizen.get("/office/v1/cases/" + id).refused(403, "access.forbidden");
        reports(citizen, other);
        assertFalse(town.log().contains(code), "a code is never logged");
    }

    /** A logged-in citizen reports a violation of a neighbour's building. */
    private static void reports(Visitor citizen, Plot neighbour) throws Exception {
        String path = "/citizen/v1/reports";
        String form = "{\"property\":\"%s\",\"kind\":\"%s\",\"text\":\"%s\"}";
        String text = "همسایه طبقه پنجم را بدون پروانه می‌سازد";
        assertTrue(citizen.get("/citizen/v1/report-kinds").ok(200).body().contains("extra-floor"));
        citizen.post(path, form.formatted("23-1-1-1-1-0-0", "extra-floor", text))
                .refused(422, "renovation-code.district");
        citizen.post(path, form.formatted(neighbour.code(), "noise", text)).refused(422, "value.unknown");
        citizen.post(path, form.formatted(neighbour.code(), "extra-floor", "short"))
                .refused(422, "text.length");
        citizen.get(path + "/7K3M-9PQ2-WX4A-0TB1").refused(404, "report.unknown");
        citizen.get("/office/v1/reports").refused(403, "access.forbidden");
        assertTrue(citizen.get(path).ok(200).json().path("items").isEmpty(), "what was refused is not kept");
        String number = citizen.post(path, form.formatted(neighbour.code(), "extra-floor", text))
                .ok(201)
                .json()
                .path("number")
                .asText();
        String case1 = inspected(neighbour, text);
        // another report of the same property joins its case
        String again = citizen.post(path, form.formatted(neighbour.code(), "extra-area", text))
                .ok(201)
                .json()
                .path("number")
                .asText();
        decided(neighbour, case1);
        for (String each : List.of(number, again)) {
            assertEquals(
                    "ended",
                    citizen.get(path + "/" + each).ok(200).json().path("state").asText());
        }
    }

    /**
     * The inspection is assigned to an office that has no case of the property, and the reporter's identity stays hidden.
     *
     * @return id of the case
     */
    private static String inspected(Plot plot, String text) throws Exception {
        Visitor district = town.visitor().as("district-" + plot.district());
        Heard lines = district.get("/office/v1/reports?property=" + plot.code()).ok(200);
        String number = lines.json().at("/items/0/caseNumber").asText();
        JsonNode line = district.get(Permits.CASES + "?number=" + number).json().at("/items/0");
        String id = line.path("id").asText();
        JsonNode opened = district.get(Permits.CASES + "/" + id).ok(200).json();
        assertEquals("municipality", opened.path("customer").asText());
        assertEquals("expert-2301", opened.path("expert").asText());
        assertEquals(text, opened.path("note").asText());
        assertTrue(opened.path("applicants").isEmpty());
        assertFalse(lines.body().contains(text), lines::toString);

        Expert expert = new Expert(town.city().door("expert-2301"));
        Map<String, Object> findings =
                Map.of("violation", "extra-floor", "violationArea", 50, "violationUse", "residential");
        HubClient.Refused bare = assertThrows(
                HubClient.Refused.class, () -> expert.report(id, findings, "بازدید شد"), "without a photo");
        assertEquals("papers.missing", bare.code());
        expert.photo(id, ScannedSheets.photo(4));
        expert.photo(id, ScannedSheets.photo(5));
        town.visitor()
                .as("clerk-2301")
                .post(
                        Permits.CASES + "/" + id + "/inspection",
                        "{\"findings\":{},\"report\":\"x\"}",
                        "If-Match",
                        "\"1\"")
                .refused(403, "access.forbidden");
        assertEquals(
                "district-check",
                expert.report(id, findings, "یک طبقه بیش از پروانه")
                        .path("stage")
                        .asText());
        return id;
    }

    private static void decided(Plot plot, String id) throws Exception {
        new Clerk(town.city().door("district-" + plot.district())).decide(id, "approve", null, null);
        JsonNode fees = town.visitor()
                .as("treasury")
                .get("/office/v1/fees?office=2301")
                .ok(200)
                .json();
        long owed = 0;
        for (JsonNode fee : fees.path("fees")) {
            owed += fee.path("caseId").asText().equals(id) ? fee.path("amount").asLong() : 0;
        }
        // the visit, and 20,000 rial for each of 50 m²
        assertEquals(6_000_000 + 50 * 20_000, owed);
        Visitor commission = town.visitor().as("commission");
        JsonNode[] file = new JsonNode[1];
        Awaitility.await("the file at the commission")
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    for (JsonNode item :
                            commission.get("/agency/v1/worklist").ok(200).json().path("items")) {
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
                .ok(200)
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
                .ok(200);
        Visitor oversight = town.visitor().as("oversight");
        JsonNode ended = oversight.get("/oversight/v1/cases/" + id).ok(200).json();
        assertEquals("approved", ended.path("state").asText());
        assertEquals("municipality", ended.path("customer").asText());
    }

    /** One certificate is delivered by post; another one is returned and collected at the office with a national card. */
    @Test
    void aCertificateComesByPostOrIsFetched() throws Exception {
        town.control("post", Map.of("script", List.of(Map.of("outcome", "returned", "postalCode", "1619735745"))));
        Notes notes = new Notes(town);
        Plot plot = town.plot(2);
        String id = notes.issued(plot);
        String own = "/citizen/v1/cases/" + id + "/delivery";
        Visitor citizen = new Phone(town, plot.mobile(0))
                .of(plot.owners().get(0))
                .login(town.visitor(), plot.owners().get(0));
        assertEquals("none", citizen.get(own).ok(200).json().path("state").asText());
        citizen.post(own, Notes.home("2619735744")).refused(422, "postal-code.area");
        citizen.post(own, Notes.home("1619735744")).ok(201);
        JsonNode there = notes.await(id, "delivered");
        assertFalse(there.at("/proof/reference").asText().isEmpty(), there::toString);
        assertEquals(3, there.path("steps").size(), there::toString);
        assertEquals("approved", clerk.look(id).path("state").asText());
        citizen.post(own, Notes.home("1619735744")).refused(409, "case.ended");

        Plot other = town.plot(2);
        String back = notes.issued(other);
        citizen.get("/citizen/v1/cases/" + back + "/delivery").refused(404, "case.unknown");
        Visitor office = town.visitor().as("clerk-1204");
        office.post(Permits.CASES + "/" + back + "/delivery", Notes.home("1619735745"))
                .ok(201);
        String delivery = notes.await(back, "returned").path("id").asText();
        assertEquals("open", clerk.look(back).path("state").asText());
        assertTrue(office.get("/office/v1/deliveries").ok(200).body().contains(delivery));
        String handOver = "/office/v1/deliveries/" + delivery + "/hand-over";
        office.post(handOver, "{\"nationalId\":\"" + STRANGER + "\"}").refused(422, "delivery.receiver");
        town.visitor()
                .as("clerk-2301")
                .post(handOver, "{\"nationalId\":\"" + other.owners().get(0) + "\"}")
                .refused(404, "delivery.unknown");
        Heard done = office.post(handOver, "{\"nationalId\":\"" + other.owners().get(0) + "\"}")
                .ok(200);
        assertEquals("owner", done.json().at("/proof/role").asText());
        assertFalse(done.body().contains(other.owners().get(0)), done::body);
        JsonNode ended = clerk.look(back);
        assertEquals("approved", ended.path("state").asText());
        new Phone(town, other.mobile(0)).await("از پست برگشت");
        String list = town.city().hub().console("pishkhan:delivery-list --state handed-over");
        assertTrue(list.contains(ended.path("number").asText()), list);
    }

    /**
     * An office opens further cases with a person's ID and its own phone number. The codes sent to that number give access to those cases
     * only.
     */
    @Test
    void aLoginReachesNoFurtherThanTheNumberToWhichItsCodeWent() throws Exception {
        Plot plot = town.plot(2);
        String nationalId = plot.owners().get(0);
        String id = new Notes(town).issued(plot);
        Phone own = new Phone(town, plot.mobile(0));
        own.provedAt(town.visitor().as("clerk-1204"), id, nationalId);
        Visitor citizen = own.login(town.visitor(), nationalId);
        String reports = "/citizen/v1/reports";
        String report = citizen.post(
                        reports,
                        HubClient.JSON
                                .createObjectNode()
                                .put("property", town.plot(2).code())
                                .put("kind", "extra-floor")
                                .put("text", "همسایه طبقه پنجم را بدون پروانه می‌سازد")
                                .toString())
                .ok(201)
                .json()
                .path("number")
                .asText();

        String foreign = "0935%07d".formatted(Math.floorMod(nationalId.hashCode(), 10_000_000));
        String planted = Permits.planted(town, nationalId, foreign);
        Permits.planted(town, nationalId, foreign);
        // by default the code goes to the verified number, even if most cases name another one; the other number must
        // be given explicitly
        Visitor thief = new Phone(town, foreign).login(town.visitor(), nationalId, foreign);
        Heard shown = thief.get("/citizen/v1/cases/" + planted).ok(200);
        assertFalse(shown.body().contains(nationalId), "nobody proved the number");
        Heard list = thief.get("/citizen/v1/cases").ok(200);
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
            thief.get(path).refused(404, "case.unknown");
        }
        for (String file : List.of(one + "/certificate.pdf", bill + "/receipt.pdf")) {
            thief.get(file, "Accept", "application/pdf, application/problem+json")
                    .refused(404, "case.unknown");
        }
        thief.post(bill + "/attempts", "{}").refused(404, "case.unknown");
        thief.post(one + "/delivery", Notes.home("1619735744")).refused(404, "case.unknown");
        thief.post(one + "/delivery/recall", "{}").refused(404, "case.unknown");
        assertTrue(thief.get(reports).ok(200).json().path("items").isEmpty(), "nor what the person reported");
        thief.get(reports + "/" + report).refused(404, "report.unknown");

        Visitor back = own.login(town.visitor(), nationalId, plot.mobile(0));
        for (Visitor each : List.of(citizen, back)) {
            Heard theirs = each.get("/citizen/v1/cases").ok(200);
            assertTrue(theirs.body().contains(id) && !theirs.body().contains(planted), theirs::toString);
            assertEquals(
                    "none",
                    each.get(one + "/delivery").ok(200).json().path("state").asText());
            each.get(one + "/certificate").ok(200);
            each.get(reports + "/" + report).ok(200);
            each.get("/citizen/v1/cases/" + planted).refused(404, "case.unknown");
        }
    }

    private static ObjectNode problem(Heard heard) {
        assertEquals(404, heard.status(), heard::toString);
        ObjectNode problem = heard.json().deepCopy();
        problem.remove("instance");
        return problem;
    }

    /** Known and unknown persons get the same answer and the same rate limit. */
    @Test
    void nobodyLearnsWhoIsKnownHere() throws Exception {
        Plot plot = town.plot(2);
        Permits.opened(clerk, plot);
        String known = plot.owners().get(0);
        Visitor visitor = town.visitor();
        for (int i = 0; i < 3; i++) {
            Heard one = visitor.post(LOGIN, Phone.body(known, null)).ok(202);
            Heard other = visitor.post(LOGIN, Phone.body(STRANGER, null)).ok(202);
            assertEquals(one.body(), other.body());
        }
        for (String id : List.of(known, STRANGER)) {
            visitor.post(LOGIN, Phone.body(id, null)).refused(429, "login.codes");
            visitor.post(ENTRY, Phone.body(id, "000000")).refused(401, "login.code");
        }
        visitor.post(LOGIN, Phone.body("1234567890", null)).refused(422, "national-id.check-digit");
        visitor.post(ENTRY, Phone.body(known, "12345")).refused(422, "code.digits");
        visitor.get("/citizen/v1/cases").refused(401, "access.unauthenticated");
    }
}
