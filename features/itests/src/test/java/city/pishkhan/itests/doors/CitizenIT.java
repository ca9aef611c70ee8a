package city.pishkhan.itests.doors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.demo.Clerk;
import city.pishkhan.demo.Plot;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The citizen at home: hears by SMS, follows the case by its code, logs in by a one-time code. */
@ExtendWith(Towns.class)
class CitizenIT {
    private static final String LOGIN = "/citizen/v1/login";
    private static final String ENTRY = LOGIN + "/code";
    private static final String STRANGER = "0684159414";

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
        // first nobody takes messages: they come later, each once
        town.control("sms", Map.of("script", List.of(Map.of("status", 500, "times", 2))));
        Plot plot = town.plot(2);
        String id = Permits.asked(clerk, plot, 2);
        JsonNode opened = clerk.look(id);
        String tracking = opened.path("tracking").asText();
        Permits.awaitStage(clerk, id, "duties");
        Phone phone = new Phone(town, plot.mobile(0));
        phone.await(tracking, "باز شد");
        String duties = phone.await(tracking, "آماده پرداخت");
        clerk.withdraw(id, "thought better of it");
        phone.await(tracking, "پس گرفته شد");
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
        assertTrue(page.body().contains("پروانه ساختمانی") && page.body().contains("پس گرفته شد"), page::body);
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
        Phone phone = new Phone(town, plot.mobile(0));
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

    /** What the citizen, logged in once, reports of a neighbour's building. */
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
    }

    private static ObjectNode problem(Heard heard) {
        assertEquals(404, heard.status(), heard::toString);
        ObjectNode problem = heard.json().deepCopy();
        problem.remove("instance");
        return problem;
    }

    /** Whoever asks hears the same, and is braked the same. */
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
