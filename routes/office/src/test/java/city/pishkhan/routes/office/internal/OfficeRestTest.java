package city.pishkhan.routes.office.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.contracts.office.OfficeApi;
import city.pishkhan.doors.TestDoor;
import city.pishkhan.identifiers.CaseNumber;
import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Method;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The office door in REST, with services in memory. */
class OfficeRestTest {
    private static final String CLERK = "clerk office:1204";
    private static final String CASE = "/office/v1/cases/" + FakeOfficeServices.CASE;
    private static final String NEW =
            """
            {"service":"building-permit","subject":"%s","applicants":[{"role":"owner","nationalId":"%s","name":"مريم","mobile":"%s"}],
             "request":{"floors":%s,"parts":[{"use":"residential","area":1600,"units":14}]}}""";

    private final FakeOfficeServices fakes = new FakeOfficeServices();
    private TestDoor door;

    @BeforeEach
    void open() throws Exception {
        door = new TestDoor(fakes.door());
    }

    @AfterEach
    void close() {
        door.close();
    }

    private TestDoor.Answer get(String path, String... headers) throws Exception {
        return door.send("GET", path, CLERK, (String) null, headers);
    }

    private TestDoor.Answer post(String path, String body, String... headers) throws Exception {
        return door.send("POST", path, CLERK, body, headers);
    }

    @Test
    void opensCase() throws Exception {
        var opened = post(
                "/office/v1/cases",
                NEW.formatted("22-03-17-4-1-0-0", "۰۴۹۹۳۷۰۸۹۹", "+989022002580", "8"),
                "Idempotency-Key",
                "k");
        assertEquals(201, opened.status(), opened.response().body());
        assertTrue(opened.header("Location").endsWith(CASE));
        assertEquals("\"1\"", opened.header("ETag"));
        assertEquals("waiting", opened.json().get("state").asText());
        assertEquals(
                "approve-with-conditions",
                opened.json().get("inquiries").get(0).get("verdict").asText());
        assertNull(opened.json().get("ended"));
        var asked = fakes.opened;
        assertEquals(FakeOfficeServices.PROPERTY, asked.subject());
        assertEquals("0499370899", asked.applicants().get(0).nationalId());
        assertEquals("09022002580", asked.applicants().get(0).mobile());
        assertEquals("مریم", asked.applicants().get(0).name());
        assertEquals(8, asked.request().floors());
        assertEquals(10L, asked.lookedUp().get("allowedFloors"), "the limits of the plan order are known at the door");
    }

    @ParameterizedTest
    @CsvSource({
        "22-3-17-4-1-0-0, 0684159415, 09022002580, 8, applicants[0].nationalId, national-id.check-digit, 422",
        "22-3-17-4-1-0-0, 10380284792, 09022002580, 8, applicants[0].nationalId, legal-id.check-digit, 422",
        "23-3-17-4-1-0-0, 0499370899, 09022002580, 8, subject, renovation-code.district, 422",
        "22-3-17-4-1-0-0, 0499370899, 0935521465, 8, applicants[0].mobile, mobile.length, 422",
        "22-3-17-4-1-0-0, 0499370899, 09022002580, null, request.floors, field.missing, 422",
        "22-3-17-4-1-0-0, 0499370899, 09022002580, true, request.floors, json.type, 400",
        "22-9-9-9-9-9-9, 0499370899, 09022002580, 8, subject, property.unknown, 422",
    })
    void rejectsInvalidCaseNamingField(
            String subject, String id, String mobile, String floors, String field, String code, int status)
            throws Exception {
        var refused = post("/office/v1/cases", NEW.formatted(subject, id, mobile, floors), "Idempotency-Key", "bad");
        assertEquals(status, refused.status(), refused.response().body());
        assertEquals(code, refused.code());
        assertEquals(field, refused.json().get("field").asText());
        assertFalse(refused.response().body().contains("0684159415"), "a personal value is masked");
        assertNull(fakes.opened);
    }

    @Test
    void namesEveryInvalidFieldOfNewCase() throws Exception {
        var refused = post(
                "/office/v1/cases",
                NEW.formatted("23-3-17-4-1-0-0", "0684159415", "0935521465", "null"),
                "Idempotency-Key",
                "many");
        assertEquals(422, refused.status(), refused.response().body());
        assertEquals("renovation-code.district", refused.code());
        assertEquals(
                List.of("subject", "applicants[0].nationalId", "applicants[0].mobile", "request.floors"),
                refused.json().get("errors").findValuesAsText("field"));
        assertNull(fakes.opened);
    }

    @Test
    void verifiesNumbersAndPrintsSlips() throws Exception {
        String codes = CASE + "/number-codes";
        var sent = post(codes, "{\"nationalId\":\"۰۴۹۹۳۷۰۸۹۹\",\"mobile\":\"+989022002580\"}", "Idempotency-Key", "n1");
        assertEquals(202, sent.status(), sent.response().body());
        assertEquals(300, sent.json().get("seconds").asInt());
        var proved = post(
                CASE + "/numbers", "{\"nationalId\":\"0499370899\",\"code\":\"۱۲۳ ۴۵۶\"}", "Idempotency-Key", "n2");
        assertEquals(
                "changed",
                proved.json().get("state").asText(),
                proved.response().body());
        assertEquals("2026-12-01T09:30:00Z", proved.json().get("waits").asText());
        var asked = post(CASE + "/numbers/" + FakeOfficeServices.CASE + "/replacement", "", "Idempotency-Key", "n3");
        assertEquals(201, asked.status(), asked.response().body());
        assertTrue(asked.header("Location").contains("/committee/v1/approvals/"));
        String slip =
                "{\"tracking\":\"7k3m9pq2wx4a0tb1\",\"nationalId\":\"0499370899\",\"paper\":\"%s\",\"serial\":\"%s\"}";
        var printed = post("/office/v1/login-slips", slip.formatted("passport", "k ۱۲۳۴۵"), "Idempotency-Key", "n4");
        assertEquals(
                "40718823",
                printed.json().get("pin").asText(),
                printed.response().body());
        assertEquals(
                List.of(
                        "پیشخوان: برگهٔ ورود",
                        "کد پیگیری: 7K3M-9PQ2-WX4A-0TB1",
                        "رمز یک‌بار ورود: \u2066۴۰۷۱ ۸۸۲۳\u2069"),
                printed.json().get("print").asText().lines().limit(3).toList());
        assertTrue(printed.json()
                .get("print")
                .asText()
                .lines()
                .anyMatch(line -> line.matches("نشانی: \u2066http://.*/my\u2069")));
        assertEquals(
                List.of(
                        "sendCode " + FakeOfficeServices.CASE + " 0499370899 09022002580",
                        "checkCode " + FakeOfficeServices.CASE + " 0499370899 123456",
                        "issue 7K3M-9PQ2-WX4A-0TB1 0499370899 passport K12345"),
                fakes.told.stream()
                        .filter(call -> !call.startsWith("recordProof ") && !call.contains("number-change"))
                        .toList());
        assertEquals(
                "value.unknown",
                post("/office/v1/login-slips", slip.formatted("bus-pass", "K12345"), "Idempotency-Key", "n5")
                        .code());
        assertEquals(
                "identity.serial",
                post("/office/v1/login-slips", slip.formatted("passport", "K1"), "Idempotency-Key", "n6")
                        .code());
        assertEquals(
                "code.digits",
                post(CASE + "/numbers", "{\"nationalId\":\"0499370899\",\"code\":\"12345\"}", "Idempotency-Key", "n7")
                        .code());
        assertEquals(
                "mobile.length",
                post(codes, "{\"nationalId\":\"0499370899\",\"mobile\":\"0935521465\"}", "Idempotency-Key", "n8")
                        .code());
        assertEquals(
                403,
                door.send("POST", codes, "d22 district:22", "{}", "Idempotency-Key", "n9")
                        .status());
    }

    @Test
    void deliversCertificates() throws Exception {
        assertEquals("none", get(CASE + "/delivery").json().get("state").asText());
        String home =
                "{\"way\":\"home\",\"addressee\":\"مریم\",\"address\":\"خیابان آزادی\",\"postalCode\":\"1619735744\"}";
        var chosen = post(CASE + "/delivery", home, "Idempotency-Key", "k");
        assertEquals(201, chosen.status(), chosen.response().body());
        assertEquals("ordered", chosen.json().get("state").asText());
        assertEquals("1619735744", chosen.json().get("postalCode").asText());
        assertEquals("accepted", chosen.json().at("/steps/0/step").asText());
        assertEquals(201, post(CASE + "/delivery", home, "Idempotency-Key", "k").status());
        assertEquals(List.of("arrange خیابان آزادی"), fakes.told, "once");
        var waiting = get("/office/v1/deliveries");
        assertEquals(
                "returned",
                waiting.json().at("/items/0/state").asText(),
                waiting.response().body());
        String handOver = "/office/v1/deliveries/" + FakeOfficeServices.CASE + "/hand-over";
        assertEquals(
                "field.missing", post(handOver, "{}", "Idempotency-Key", "k").code());
        var done = post(handOver, "{\"nationalId\":\"0499370899\"}", "Idempotency-Key", "k2");
        assertEquals(
                "clerk", done.json().at("/proof/by").asText(), done.response().body());
        assertFalse(done.response().body().contains("0499370899"));
        assertEquals(
                403,
                door.send("GET", "/office/v1/deliveries", "d22 district:22", (String) null)
                        .status());
    }

    @Test
    void showsNoticesToOffice() throws Exception {
        var found = get("/office/v1/notices");
        assertEquals(200, found.status(), found.response().body());
        assertEquals("old", found.json().at("/items/0/expert").asText());
        assertEquals("mend it", found.json().at("/items/0/message").asText());
        assertEquals(
                403,
                door.send("GET", "/office/v1/notices", "d22 district:22", (String) null)
                        .status());
    }

    @Test
    void listsCitizenReports() throws Exception {
        String path = "/office/v1/reports";
        var found = door.send(
                "GET",
                path + "?district=22&state=received&kind=unsafe&property=22-03-17-4-1-0-0",
                "d22 district:22",
                (String) null);
        assertEquals(200, found.status(), found.response().body());
        assertEquals("ناایمن", found.json().at("/items/0/kindFa").asText());
        assertFalse(found.json().at("/items/0").has("caseNumber"));
        assertEquals(
                List.of("Filter[district=22, state=received, kind=unsafe, property=" + FakeOfficeServices.PROPERTY
                        + "]"),
                fakes.told);
        assertEquals(403, get(path).status());
        for (String wrong : List.of("state=x", "district=23", "kind=%20A", "property=1", "limit=0")) {
            var refused = door.send("GET", path + "?" + wrong, "d22 district:22", (String) null);
            assertEquals(422, refused.status(), wrong);
            assertEquals(
                    wrong.replaceFirst("=.*", ""), refused.json().get("field").asText());
        }
    }

    @Test
    void recordsReportsOfDistrict() throws Exception {
        String path = "/office/v1/reports";
        String body = "{\"property\":\"" + FakeOfficeServices.PROPERTY
                + "\",\"kind\":\"unsafe\",\"text\":\"a wall leans over the street\",\"source\":\"%s\"}";
        String district = "d22 district:22";
        var accepted = door.send("POST", path, district, body.formatted("district"), "Idempotency-Key", "w1");
        assertEquals(201, accepted.status(), accepted.response().body());
        assertEquals("district", accepted.json().get("source").asText());
        assertEquals(List.of("report of the DISTRICT"), fakes.told);
        var wrong = door.send("POST", path, district, body.formatted("citizen"), "Idempotency-Key", "w2");
        assertEquals(422, wrong.status());
        assertEquals("source", wrong.json().get("field").asText());
        assertEquals(
                403,
                post(path, body.formatted("visitor"), "Idempotency-Key", "w3").status());
        var kinds = door.send("GET", "/office/v1/report-kinds", district, (String) null);
        assertEquals("unsafe", kinds.json().at("/items/0/code").asText());
    }

    @Test
    void refusesCaseWhilePlanningIsUnavailable() throws Exception {
        String body = NEW.formatted(FakeOfficeServices.PROPERTY, "0499370899", "09022002580", "8");
        fakes.planningDown = true;
        var down = post("/office/v1/cases", body, "Idempotency-Key", "p");
        assertEquals(503, down.status());
        assertEquals("planning.unavailable", down.code());
        assertNotNull(down.header("Retry-After"));
        fakes.stopPlanning();
        assertEquals(503, post("/office/v1/cases", body, "Idempotency-Key", "p").status());
        fakes.planningDown = false;
        fakes.startPlanning();
        assertEquals(201, post("/office/v1/cases", body, "Idempotency-Key", "p").status());
    }

    @Test
    void changesRequireCurrentVersion() throws Exception {
        String[] steps = {
            "papers",
            "{\"kind\":\"deed\",\"sha256\":\"" + FakeOfficeServices.SHA + "\"}",
            "submission",
            null,
            "withdrawal",
            "{\"reason\":\"sold\"}"
        };
        for (int i = 0; i < steps.length; i += 2) {
            String path = CASE + "/" + steps[i];
            assertEquals(
                    428, post(path, steps[i + 1], "Idempotency-Key", "c" + i).status(), path);
            assertEquals(
                    412,
                    post(path, steps[i + 1], "Idempotency-Key", "c" + i, "If-Match", "\"99\"")
                            .status(),
                    path);
            long before = fakes.version;
            var done = post(path, steps[i + 1], "Idempotency-Key", "c" + i, "If-Match", "\"" + before + "\"");
            assertEquals(200, done.status(), done.response().body());
            assertEquals("\"" + (before + 1) + "\"", done.header("ETag"));
            var again = post(path, steps[i + 1], "Idempotency-Key", "c" + i, "If-Match", "\"" + before + "\"");
            assertEquals(done.response().body(), again.response().body());
        }
        assertEquals(
                List.of("addPaper[deed, " + FakeOfficeServices.SHA + "]", "submit[]", "withdraw[null, sold]"),
                fakes.told);
    }

    @Test
    void recordsAuthoritiesAndDeaths() throws Exception {
        String path = "/office/v1/authorities";
        String body =
                """
                {"kind":"%s","owner":{"nationalId":"0499370899","name":"x"},"holder":{"nationalId":"%s","name":"y"},
                 "number":"H-1","share":"%s","acts":["%s"],"until":"%s"}""";
        String[][] wrong = {
            {"friend", "0684159414", "1/6", "see", "2027-03-20", "kind"},
            {"heir", "0684159415", "1/6", "see", "2027-03-20", "holder.nationalId"},
            {"heir", "0684159414", "a sixth", "see", "2027-03-20", "share"},
            {"heir", "0684159414", "1/6", "sell", "2027-03-20", "acts"},
            {"heir", "0684159414", "1/6", "see", "1405/12/29", "until"},
        };
        for (String[] w : wrong) {
            var refused = post(path, body.formatted((Object[]) w), "Idempotency-Key", "a" + w[5]);
            assertEquals(422, refused.status(), w[5]);
            assertEquals(w[5], refused.json().get("field").asText());
        }
        var recorded =
                post(path, body.formatted("heir", "۰۶۸۴۱۵۹۴۱۴", "۱/۶", "see", "2027-03-20"), "Idempotency-Key", "a1");
        assertEquals(201, recorded.status(), recorded.response().body());
        assertEquals("1/6", recorded.json().get("share").asText());
        assertEquals("[\"open\",\"see\"]", recorded.json().get("acts").toString());
        assertEquals(
                "A-1405-0000001",
                door.send("GET", path + "?state=valid", CLERK, (String) null)
                        .json()
                        .at("/items/0/reference")
                        .asText());
        String one = path + "/" + FakeOfficeServices.CASE + "/revocation";
        assertEquals("field.missing", post(one, "{}", "Idempotency-Key", "a2").code());
        assertEquals(
                200,
                post(one, "{\"reason\":\"taken back\"}", "Idempotency-Key", "a3")
                        .status());

        String deaths = "/office/v1/deaths";
        String officer = "officer district:22";
        assertEquals(
                "access.forbidden", post(deaths, "{}", "Idempotency-Key", "a4").code());
        var without = door.send(
                "POST",
                deaths,
                officer,
                "{\"nationalId\":\"0499370899\",\"certificate\":\"D\"}",
                "Idempotency-Key",
                "a4");
        assertEquals("died", without.json().get("field").asText());
        String death = "{\"nationalId\":\"0499370899\",\"certificate\":\"D-1\",\"died\":\"2026-11-20\"}";
        assertEquals(
                201,
                door.send("POST", deaths, officer, death, "Idempotency-Key", "a5")
                        .status());
        assertEquals(
                "2026-11-20",
                door.send("GET", deaths, officer, (String) null)
                        .json()
                        .at("/items/0/died")
                        .asText());
        String undo = deaths + "/" + FakeOfficeServices.CASE + "/annulment";
        assertEquals(
                200,
                door.send("POST", undo, officer, "{\"reason\":\"another\"}", "Idempotency-Key", "a6")
                        .status());
        assertTrue(
                fakes.told.contains("record HEIR") && fakes.told.contains("record 2026-11-20"), fakes.told::toString);
    }

    @Test
    void signedConsentRequiresPersonAndForm() throws Exception {
        String path = CASE + "/archive-consents";
        String body = "{\"nationalId\":\"%s\",\"sha256\":\"" + FakeOfficeServices.SHA + "\"}";
        String[] headers = {"Idempotency-Key", "yes-1", "If-Match", "3"};
        var wrong = door.send("POST", path, CLERK, body.formatted("0499370898"), headers);
        assertEquals(422, wrong.status());
        assertEquals("nationalId", wrong.json().get("field").asText());
        assertEquals(
                200,
                door.send(
                                "POST",
                                path,
                                CLERK,
                                body.formatted("۰۴۹۹۳۷۰۸۹۹"),
                                "Idempotency-Key",
                                "yes-2",
                                "If-Match",
                                "3")
                        .status());
        assertEquals(List.of("recordSignedConsent 3 0499370899 " + FakeOfficeServices.SHA), fakes.told);
    }

    @Test
    void namesEveryLimitBrokenByRevision() throws Exception {
        String body = "{\"floors\":80,\"parts\":[{\"use\":\"commercial\",\"area\":10,\"units\":1}]}";
        var refused = door.send("PUT", CASE + "/request", CLERK, body, "If-Match", "1");
        assertEquals(422, refused.status());
        assertEquals("floors", refused.json().get("field").asText());
        assertEquals("Too many. No.", refused.json().get("messageEn").asText());
        assertEquals(
                "[{\"code\":\"check/check-1\",\"field\":\"floors\",\"value\":\"80\",\"limit\":\"10\","
                        + "\"messageEn\":\"Too many.\",\"messageFa\":\"زیاد است.\"},"
                        + "{\"code\":\"check/check-2\",\"field\":\"parts\",\"value\":\"7\","
                        + "\"messageEn\":\"No.\",\"messageFa\":\"نه.\"}]",
                refused.json().get("errors").toString());
    }

    @Test
    void revisesRequestWithOrWithoutKey() throws Exception {
        String body = "{\"floors\":9,\"parts\":[{\"use\":\"commercial\",\"area\":10,\"units\":1}]}";
        assertEquals(428, door.send("PUT", CASE + "/request", CLERK, body).status());
        assertEquals(
                200,
                door.send("PUT", CASE + "/request", CLERK, body, "If-Match", "1")
                        .status());
        assertEquals(9, fakes.request.floors());
        assertEquals(
                412,
                door.send("PUT", CASE + "/request", CLERK, body, "If-Match", "1")
                        .status());
        assertEquals(
                200,
                door.send("PUT", CASE + "/request", CLERK, body, "If-Match", "2", "Idempotency-Key", "r")
                        .status());
        assertEquals(
                200,
                door.send("PUT", CASE + "/request", CLERK, body, "If-Match", "2", "Idempotency-Key", "r")
                        .status());
        assertEquals(3, fakes.version);
    }

    @Test
    void districtDecidesVerification() throws Exception {
        var decided = door.send(
                "POST",
                CASE + "/verification",
                "officer district:22",
                "{\"decision\":\"send-back\",\"toStage\":\"papers\",\"reason\":\"unreadable\"}",
                "Idempotency-Key",
                "v",
                "If-Match",
                "1");
        assertEquals(200, decided.status(), decided.response().body());
        assertEquals(List.of("verify[send-back, papers, unreadable]"), fakes.told);
        var wrong = door.send(
                "POST",
                CASE + "/verification",
                "officer district:22",
                "{\"decision\":\"grant\"}",
                "Idempotency-Key",
                "w",
                "If-Match",
                "2");
        assertEquals("value.unknown", wrong.code());
    }

    @Test
    void acceptsSheets() throws Exception {
        var deed = post(
                CASE + "/sheets?kind=deed&name=deed.pdf",
                "%PDF",
                "Content-Type",
                "application/pdf",
                "Idempotency-Key",
                "s1");
        assertEquals(201, deed.status(), deed.response().body());
        assertEquals(4, deed.json().get("size").asInt());
        var card = post(
                CASE + "/sheets?kind=national-card&name=card.png&owner=499370899",
                "PNG!",
                "Content-Type",
                "image/png",
                "Idempotency-Key",
                "s2");
        assertEquals(201, card.status(), card.response().body());
        assertEquals(
                List.of(
                        "register deed " + FakeOfficeServices.PROPERTY + " deed.pdf",
                        "register national-card 0499370899 card.png"),
                fakes.told);
        var nobody = post(
                CASE + "/sheets?kind=national-card&name=c.png",
                "PNG!",
                "Content-Type",
                "image/png",
                "Idempotency-Key",
                "s3");
        assertEquals("owner", nobody.json().get("field").asText());
        var other = post(
                CASE + "/sheets?kind=national-card&name=c.png&owner=0790419904",
                "PNG!",
                "Content-Type",
                "image/png",
                "Idempotency-Key",
                "s4");
        assertEquals("sheet.owner", other.code());
    }

    @Test
    void showsArchivedAndMissingPapers() throws Exception {
        var archive = get(CASE + "/archive").json();
        assertEquals("plan", archive.get("held").get(0).get("kind").asText());
        assertEquals(
                "[false,false,true]",
                Stream.of(0, 1, 2)
                        .map(i -> archive.get("needs").get(i).get("mustScan").toString())
                        .collect(Collectors.joining(",", "[", "]")));
        assertEquals(404, get("/office/v1/archive?property=22-3-17-4-1-0-0").status());
    }

    @Test
    void showsPapersOfOtherArchives() throws Exception {
        assertEquals(0, get(CASE + "/archive").json().get("sources").size());
        fakes.otherArchive = true;
        var archive = get(CASE + "/archive").json();
        var offered = archive.get("held").get(1);
        assertEquals("older", offered.get("source").asText());
        assertFalse(archive.get("held").get(0).has("source"), "the hub's own");
        assertFalse(archive.get("needs").get(2).get("mustScan").asBoolean(), "another archive has it");
        var older = archive.get("sources").get(0);
        assertEquals("silent", older.get("state").asText());
        assertEquals(
                "بایگانی does not answer; its last list of papers is from ۱۴۰۵/۰۹/۰۶ ۱۱:۳۰. Ask again, or scan the paper.",
                older.get("gap").asText());
        assertTrue(older.get("gapFa").asText().contains("پاسخ نمی‌دهد"));
        assertEquals("answered", archive.get("sources").get(1).get("state").asText(), "who asks waits for it");
        assertFalse(archive.get("sources").get(1).has("gap"));
        var opened = post(
                        "/office/v1/cases",
                        NEW.formatted("22-3-17-4-1-0-0", "0499370899", "09022002580", 8),
                        "Idempotency-Key",
                        "k-other")
                .json();
        assertEquals(
                "asked",
                opened.get("archive").get("sources").get(1).get("state").asText(),
                "who opens a case does not");

        fakes.told.clear();
        String sheet = offered.get("sha256").asText();
        post(
                CASE + "/papers",
                "{\"kind\":\"location-map\",\"sha256\":\"" + sheet.toUpperCase(java.util.Locale.ROOT) + "\"}",
                "If-Match",
                "\"1\"",
                "Idempotency-Key",
                "p-other");
        assertEquals(
                "fetch " + FakeOfficeServices.CASE + " " + FakeOfficeServices.PROPERTY + " " + sheet,
                fakes.told.get(0),
                "before it becomes a paper");
    }

    @Test
    void archiveKeepersSearchByPropertyAndWord() throws Exception {
        String archive = "/office/v1/archive/";
        var held = keeper(archive + "holdings", "{\"properties\":[\"22-3-17-4-1-0-0\"]}")
                .json();
        assertEquals("deed", held.at("/items/0/papers/0/kind").asText());
        assertTrue(held.at("/items/0/papers/0/newest").isMissingNode(), "not known is absent");
        var found = keeper(archive + "documents/search", "{\"words\":\" سند \",\"district\":22,\"cursor\":\"17.3\"}")
                .json();
        assertEquals("-9223372036854775808", found.at("/items/0/id").asText(), "as text: no program shortens it");
        assertTrue(found.at("/items/0/read").asBoolean(), "by what was read on its sheets");
        assertEquals("17.4", found.get("next").asText());
        keeper(archive + "documents/search", "{\"property\":\"22-3-17-4-1-0-0\"}");
        keeper(archive + "documents/-9223372036854775808/title", "{\"title\":\"سند\"}");
        keeper(archive + "dossiers/-7/title", "{}");
        assertEquals(
                List.of(
                        "holdings[[22-3-17-4-1-0-0]]",
                        "search[سند, null, 22, 17.3]",
                        "documents[22-3-17-4-1-0-0, null]",
                        "setTitleAndNotes[false, -9223372036854775808, سند, null]",
                        "setTitleAndNotes[true, -7, null, null]"),
                fakes.told);
        assertEquals(
                "words",
                keeper(archive + "documents/search", "{\"district\":22}")
                        .json()
                        .get("field")
                        .asText());
        assertEquals(
                "archive.search",
                keeper(archive + "documents/search", "{\"property\":\"22-3-17-4-1-0-0\",\"district\":22}")
                        .code());
        assertEquals(
                "archive-document.unknown",
                keeper(archive + "documents/92233720368547758070/title", "{}").code());
        assertEquals(
                "access.forbidden",
                post(archive + "holdings", "{\"properties\":[]}", "Idempotency-Key", "c")
                        .code());
    }

    @Test
    void districtAttachesPaperFileToCase() throws Exception {
        String path = CASE + "/paper-file";
        String body = "{\"number\":\" 1402/317 \",\"begun\":\"2023-09-02\",\"stage\":\"inquiries\"}";
        assertEquals(428, keeper(path, body).status());
        assertEquals(
                200,
                door.send("POST", path, "d22 district:22", body, "Idempotency-Key", "f", "If-Match", "\"3\"")
                        .status());
        assertEquals(List.of("attachFile 3 PaperFile[number=1402/317, begun=2023-09-02, stage=inquiries]"), fakes.told);
        for (String wrong : List.of("number", "begun")) {
            var refused = door.send(
                    "POST",
                    path,
                    "d22 district:22",
                    body.replaceFirst("\"" + wrong + "\":\"[^\"]*\"", "\"" + wrong + "\":\"\""),
                    "Idempotency-Key",
                    "f" + wrong,
                    "If-Match",
                    "\"3\"");
            assertEquals(wrong, refused.json().get("field").asText());
        }
        assertEquals(
                "access.forbidden",
                post(path, body, "Idempotency-Key", "g", "If-Match", "\"3\"").code());
    }

    private TestDoor.Answer keeper(String path, String body) throws Exception {
        return door.send("POST", path, "d22 district:22", body, "Idempotency-Key", path + body.hashCode());
    }

    @Test
    void showsOnlyPapersOfCase() throws Exception {
        var paper = get(CASE + "/papers/" + FakeOfficeServices.SHA);
        assertEquals("PDF", paper.response().body());
        assertEquals("application/pdf", paper.header("Content-Type"));
        assertEquals("paper.unknown", get(CASE + "/papers/" + "0".repeat(64)).code());
    }

    @Test
    void returnsBillReceiptAsDataAndPdf() throws Exception {
        String path = CASE + "/bills/" + FakeOfficeServices.BILL + "/receipt";
        var receipt = get(path);
        assertEquals(200, receipt.status(), receipt.response().body());
        assertEquals("1250020132", receipt.json().get("paymentId").asText());
        assertTrue(receipt.json().at("/lines/0/fixedFee").asBoolean());
        assertTrue(receipt.json().get("noticeFa").asText().contains("دریافت مبلغ بیشتر"));
        for (var file : List.of(get(path, "Accept", "application/pdf"), get(path + ".pdf"))) {
            assertEquals("application/pdf", file.header("Content-Type"));
            assertEquals("%PDF-1.7", file.response().body());
            assertTrue(file.header("Content-Disposition").contains("receipt-22-1405-0000123-2-1234567800169.pdf"));
        }
        assertEquals(
                "bill.unknown",
                get(CASE + "/bills/" + FakeOfficeServices.CASE + "/receipt").code());
    }

    @Test
    void listsAndSumsFees() throws Exception {
        var fees = get("/office/v1/fees").json();
        assertEquals("ordered", fees.at("/fees/0/state").asText());
        assertEquals(420_000, fees.at("/totals/ordered").asLong());
        var csv = get("/office/v1/fees.csv?from=2026-11-01&to=2026-11-30");
        assertTrue(csv.header("Content-Type").startsWith("text/csv"));
        assertTrue(csv.response().body().startsWith("\uFEFFcase,"), "without the mark a spreadsheet shows no Persian");
        assertEquals(
                "sum,,,,,,,,12000000",
                csv.response().body().lines().reduce((a, b) -> b).orElseThrow());
        assertTrue(fakes.told.contains("fees of null from 2026-11-01 to 2026-11-30"), fakes.told.toString());
        assertEquals("day.shape", get("/office/v1/fees.csv?from=yesterday").code());
    }

    @Test
    void showsBillsRefundsAndPaymentAttempts() throws Exception {
        assertEquals(
                12_500_000,
                get(CASE + "/bills").json().get("items").get(0).get("amount").asLong());
        for (String answer : List.of("/bills", "/duties")) {
            var refunds = get(CASE + answer).json().get("refunds");
            assertEquals(100, refunds.get("refused").asInt(), answer);
            assertEquals(90, refunds.get("withdrawn").asInt(), answer);
            assertTrue(refunds.get("fa").asText().contains("بازگردانده می‌شود"), answer);
        }
        var begun = post(
                CASE + "/bills/" + FakeOfficeServices.BILL + "/attempts",
                "{\"gateway\":\"mellat\"}",
                "Idempotency-Key",
                "b");
        assertEquals(201, begun.status(), begun.response().body());
        assertEquals("AF", begun.json().get("form").get("RefId").asText());
        post(
                CASE + "/bills/" + FakeOfficeServices.BILL + "/attempts",
                "{\"gateway\":\"mellat\"}",
                "Idempotency-Key",
                "b");
        assertEquals(List.of("begin mellat"), fakes.told);
        post(CASE + "/bills/" + FakeOfficeServices.BILL + "/attempts", "{}", "Idempotency-Key", "d");
        assertEquals(List.of("begin mellat", "begin null"), fakes.told, "the service's own gateways");
        assertEquals(
                "name.shape",
                post(
                                CASE + "/bills/" + FakeOfficeServices.BILL + "/attempts",
                                "{\"gateway\":\"A!\"}",
                                "Idempotency-Key",
                                "e")
                        .code());
        assertEquals(
                "bill.unknown",
                post(
                                CASE + "/bills/" + FakeOfficeServices.CASE + "/attempts",
                                "{\"gateway\":\"mellat\"}",
                                "Idempotency-Key",
                                "c")
                        .code());
        JsonNode attempts = get(CASE + "/bills/" + FakeOfficeServices.BILL + "/attempts")
                .json()
                .get("items");
        assertEquals(1, attempts.size());
        assertTrue(attempts.get(0).get("noticeEn").asText().contains("reload"), "what the payer can do is said");
        assertTrue(attempts.get(0).get("noticeFa").asText().contains("بارگذاری"));
        assertEquals(
                "bill.unknown",
                get(CASE + "/bills/" + FakeOfficeServices.CASE + "/attempts").code());
    }

    @Test
    void returnsCertificateAsDataPageAndPdf() throws Exception {
        assertEquals("CODE", get(CASE + "/certificate").json().get("code").asText());
        assertTrue(get(CASE + "/certificate", "Accept", "text/html")
                .response()
                .body()
                .contains("پروانه"));
        for (var pdf :
                List.of(get(CASE + "/certificate", "Accept", "application/pdf"), get(CASE + "/certificate.pdf"))) {
            assertEquals("application/pdf", pdf.header("Content-Type"));
            assertEquals(
                    "attachment; filename*=UTF-8''building-permit-22-1405-0000123-2.pdf",
                    pdf.header("Content-Disposition"));
            assertEquals("%PDF-1.7", pdf.response().body());
        }
    }

    @Test
    void returnsEvidenceByCaseIdAndNumber() throws Exception {
        fakes.version = 5;
        String number = CaseNumber.of(22, 1405, 123).value();
        for (String named : List.of(CASE, "/office/v1/cases/" + number)) {
            var given = get(named + "/evidence?seal=12");
            assertEquals(200, given.status());
            assertEquals("application/zip", given.header("Content-Type"));
            assertEquals("5", given.header("Content-Length"));
            assertEquals("\"5\"", given.header("ETag"));
            assertTrue(given.header("Content-Disposition").contains("evidence-22-1405-0000123-2.zip"));
        }
        assertEquals(List.of("seal 12", "seal 12"), fakes.told);
        assertEquals(304, get(CASE + "/evidence", "If-None-Match", "\"5\"").status());
        assertEquals(200, get(CASE + "/evidence", "If-None-Match", "\"4\"").status());
        assertEquals("seal.shape", get(CASE + "/evidence?seal=last").code());
        assertEquals(
                404,
                get("/office/v1/cases/" + FakeOfficeServices.BILL + "/evidence").status());
        assertEquals(404, get("/office/v1/cases/22-1405-0000123-9/evidence").status());
    }

    @Test
    void listsCasesByPageAndNumber() throws Exception {
        var page = get("/office/v1/cases?state=open&district=22&limit=10&cursor=abc");
        assertEquals("next-page", page.json().get("next").asText());
        assertTrue(fakes.told.get(0).contains("state=OPEN, district=22"), fakes.told.toString());
        String number = CaseNumber.of(22, 1405, 123).value();
        assertEquals(
                1, get("/office/v1/cases?number=" + number).json().get("items").size());
        String wrong = number.substring(0, number.length() - 1) + (number.endsWith("5") ? "6" : "5");
        assertEquals(
                "number",
                get("/office/v1/cases?number=" + wrong).json().get("field").asText());
        assertEquals("limit.range", get("/office/v1/cases?limit=0").code());
        assertEquals(
                "district",
                get("/office/v1/cases?district=23").json().get("field").asText());
        assertEquals(
                "state", get("/office/v1/cases?state=lost").json().get("field").asText());
    }

    @Test
    void servesOnlySheetsOfAnswer() throws Exception {
        var sheet = get(CASE).json().at("/inquiries/0/sheets/0");
        assertEquals("نامه.pdf", sheet.get("name").asText());
        String path = CASE + "/inquiries/" + FakeOfficeServices.INQUIRY + "/sheets/";
        var file = get(path + sheet.get("sha256").asText());
        assertEquals(200, file.status());
        assertEquals("PDF", file.response().body());
        assertEquals(404, get(path + FakeOfficeServices.SHA).status(), "a paper of the case is no sheet of the answer");
        assertEquals(
                404,
                get(CASE + "/inquiries/" + FakeOfficeServices.CASE + "/sheets/"
                                + sheet.get("sha256").asText())
                        .status());
    }

    @Test
    void showsHistory() throws Exception {
        var event = get(CASE + "/history").json().get("items").get(0);
        assertEquals("case.opened", event.get("event").asText());
        assertEquals("22", event.get("details").get("number").asText());
    }

    @Test
    void onlyOperatorBreaksGlass() throws Exception {
        String body = "{\"reason\":\"the name is garbled\"}";
        var broken = door.send("POST", CASE + "/break-glass", "root operator", body, "Idempotency-Key", "g");
        assertEquals(200, broken.status(), broken.response().body());
        assertEquals(Instant.EPOCH.toString(), broken.json().get("until").asText());
        assertEquals(
                403, post(CASE + "/break-glass", body, "Idempotency-Key", "g").status());
        assertEquals(
                "reason",
                door.send("POST", CASE + "/break-glass", "root operator", "{}", "Idempotency-Key", "g2")
                        .json()
                        .get("field")
                        .asText());
        assertEquals(List.of("glass the name is garbled"), fakes.told);
    }

    @Test
    void unchangedCaseReturns304() throws Exception {
        var same = get(CASE, "If-None-Match", "\"1\"");
        assertEquals(304, same.status());
        assertEquals("", same.response().body());
        assertEquals("\"1\"", same.header("ETag"));
        assertEquals(304, get(CASE, "If-None-Match", "W/\"9\", \"1\"").status());
        assertEquals(200, get(CASE, "If-None-Match", "\"2\"").status());
        assertEquals(200, get(CASE, "If-None-Match", "\"11\"").status());
        String other = "/office/v1/cases/" + FakeOfficeServices.BILL;
        assertEquals(404, get(other, "If-None-Match", "\"1\"").status());
    }

    private static String stack(String... parts) {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < parts.length; i += 2) {
            body.append("--x\r\nContent-Disposition: form-data; ").append(parts[i]);
            body.append("\r\nContent-Type: ").append(parts[i].contains("filename") ? "application/pdf" : "text/plain");
            body.append("\r\n\r\n").append(parts[i + 1]).append("\r\n");
        }
        return body + "--x--\r\n";
    }

    private TestDoor.Answer submit(String key, String... parts) throws Exception {
        return postStack("/submission/sheets", key, parts);
    }

    private TestDoor.Answer postStack(String to, String key, String... parts) throws Exception {
        return post(
                CASE + to,
                stack(parts),
                "Content-Type",
                "multipart/form-data; boundary=x",
                "Idempotency-Key",
                key,
                "If-Match",
                "\"1\"");
    }

    /** Several scans are added by one call. */
    @Test
    void submitsStackOfSheetsOnce() throws Exception {
        String[] parts = {
            "name=\"deed\"", FakeOfficeServices.SHA,
            "name=\"plan\"; filename=\"نقشه یک.pdf\"", "one",
            "name=\"national-card:۰۴۹۹۳۷۰۸۹۹\"; filename=\"card.pdf\"", "two",
        };
        var accepted = submit("k", parts);
        assertEquals(200, accepted.status(), accepted.response().body());
        assertEquals("\"2\"", accepted.header("ETag"));
        assertEquals(200, submit("k", parts).status());
        String call = "submit[[NewPaper[field=deed, kind=deed, owner=null, name=null, deposit=null, sha256="
                + FakeOfficeServices.SHA
                + "], NewPaper[field=plan, kind=plan, owner=null, name=نقشه یک.pdf, deposit=Deposit[sha256=one, mediaType=application/pdf,"
                + " size=3, pages=1, content=null], sha256=null], NewPaper[field=national-card, kind=national-card, owner=0499370899, name=card.pdf,"
                + " deposit=Deposit[sha256=two, mediaType=application/pdf, size=3, pages=1, content=null], sha256=null]]]";
        assertEquals(List.of(call), fakes.told, "once, in their order");
        parts[3] = "other bytes";
        var other = submit("k", parts);
        assertEquals(422, other.status(), other.response().body());
        assertEquals("idempotency.other-body", other.code());
    }

    /** Scans are stored and added as papers by one call, and the case stays open. */
    @Test
    void storesScansAsPapersOnce() throws Exception {
        String[] parts = {"name=\"plan\"; filename=\"plan.pdf\"", "one"};
        var accepted = postStack("/papers/sheets", "p", parts);
        assertEquals(200, accepted.status(), accepted.response().body());
        assertEquals("\"2\"", accepted.header("ETag"));
        assertEquals(200, postStack("/papers/sheets", "p", parts).status());
        assertEquals(
                List.of(
                        "addPapers[[NewPaper[field=plan, kind=plan, owner=null, name=plan.pdf, deposit=Deposit[sha256=one,"
                                + " mediaType=application/pdf, size=3, pages=1, content=null], sha256=null]]]"),
                fakes.told,
                "once");
        assertEquals("field.missing", postStack("/papers/sheets", "q").code());
    }

    @ParameterizedTest
    @CsvSource({
        "name=\"national-card\"; filename=\"c.pdf\", x, national-card, national-id.missing",
        "name=\"national-card:0499370898\"; filename=\"c.pdf\", x, national-card, national-id.check-digit",
        "name=\"plan\"; filename=\"p.pdf\", '', plan, sheet.empty",
        "name=\"plan\", the plan, plan, sha256.shape",
        "name=\"Plan of ours\", x, kind, name.shape",
    })
    void namesInvalidPartOfStack(String part, String content, String field, String code) throws Exception {
        var refused = submit("bad", "name=\"deed\"", FakeOfficeServices.SHA, part, content);
        assertEquals(422, refused.status(), refused.response().body());
        assertEquals(code, refused.code());
        assertEquals(field, refused.json().get("field").asText());
        assertEquals(List.of(), fakes.told);
    }

    @Test
    void soapOpensAndSubmitsCase() throws Exception {
        String envelope =
                "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns=\"urn:pishkhan:office:v1\"><s:Body>%s</s:Body></s:Envelope>";
        var opened = door.send(
                "POST",
                "/soap/office",
                CLERK,
                envelope.formatted("<openCase><requestId>s1</requestId>"
                        + "<service>building-permit</service><subject>22-3-17-4-1-0-0</subject><applicant><role>owner</role>"
                        + "<nationalId>0499370899</nationalId><name>مریم</name></applicant><request><floors>8</floors>"
                        + "<part><use>residential</use><area>1600</area><units>14</units></part></request></openCase>"),
                "Content-Type",
                "text/xml; charset=utf-8");
        String xml = opened.response().body();
        assertEquals(200, opened.status(), xml);
        assertTrue(xml.contains("<number>22-1405-0000123-2</number>"), xml);
        assertTrue(xml.contains("<waitsFor>agency:fire</waitsFor>"), xml);
        assertTrue(xml.contains("<need><kind>plan</kind>"), xml);
        assertEquals(14, fakes.opened.request().parts().get(0).units());
        String beyond = "<reviseRequest><requestId>s0</requestId><id>" + FakeOfficeServices.CASE
                + "</id><version>1</version><floors>80</floors><part><use>office</use><area>10</area><units>1</units></part></reviseRequest>";
        String fault = door.send(
                        "POST",
                        "/soap/office",
                        CLERK,
                        envelope.formatted(beyond),
                        "Content-Type",
                        "text/xml; charset=utf-8")
                .response()
                .body();
        assertTrue(
                fault.contains("<code>check/check-1</code><field>floors</field><value>80</value><limit>10</limit>"),
                fault);
        for (String body : new String[] {
            "<getCase><id>" + FakeOfficeServices.CASE + "</id></getCase>",
            "<listCases/>",
            "<getCaseArchive><id>" + FakeOfficeServices.CASE + "</id></getCaseArchive>",
            "<submitCase><requestId>s2</requestId><id>" + FakeOfficeServices.CASE
                    + "</id><version>1</version></submitCase>",
            "<verifyCase><requestId>s3</requestId><id>" + FakeOfficeServices.CASE
                    + "</id><version>2</version><decision>approve</decision></verifyCase>",
            "<reviseRequest><requestId>s4</requestId><id>" + FakeOfficeServices.CASE
                    + "</id><version>3</version><floors>4</floors><part><use>office</use><area>10</area><units>1</units></part></reviseRequest>",
            "<getBills><id>" + FakeOfficeServices.CASE + "</id></getBills>",
            "<beginPayment><requestId>s5</requestId><id>" + FakeOfficeServices.CASE + "</id><bill>"
                    + FakeOfficeServices.BILL + "</bill><gateway>mellat</gateway></beginPayment>",
            "<beginPayment><requestId>s5b</requestId><id>" + FakeOfficeServices.CASE + "</id><bill>"
                    + FakeOfficeServices.BILL + "</bill></beginPayment>",
            "<getAttempts><id>" + FakeOfficeServices.CASE + "</id><bill>" + FakeOfficeServices.BILL
                    + "</bill></getAttempts>",
            "<getCertificate><id>" + FakeOfficeServices.CASE + "</id></getCertificate>",
            "<addPaper><requestId>s6</requestId><id>" + FakeOfficeServices.CASE
                    + "</id><version>4</version><kind>deed</kind><sha256>" + FakeOfficeServices.SHA
                    + "</sha256></addPaper>",
            "<uploadSheet><requestId>s7</requestId><id>" + FakeOfficeServices.CASE
                    + "</id><kind>deed</kind><name>d.pdf</name><content>JVBERg==</content></uploadSheet>",
            "<addPapers><requestId>s7a</requestId><id>" + FakeOfficeServices.CASE
                    + "</id><version>5</version><sheet><kind>deed</kind><name>d.pdf</name><content>b25l</content></sheet></addPapers>",
            "<submitSheets><requestId>s7b</requestId><id>" + FakeOfficeServices.CASE
                    + "</id><version>6</version><sheet><kind>deed</kind><sha256>" + FakeOfficeServices.SHA
                    + "</sha256></sheet><sheet><kind>national-card</kind><owner>0499370899</owner><name>c.pdf</name><content>b25l</content>"
                    + "</sheet></submitSheets>",
            "<withdrawCase><requestId>s8</requestId><id>" + FakeOfficeServices.CASE
                    + "</id><version>7</version><reason>sold</reason><nationalId>0499370899</nationalId></withdrawCase>",
        }) {
            String caller = body.startsWith("<verify") ? "officer district:22" : CLERK;
            var answer = door.send(
                    "POST",
                    "/soap/office",
                    caller,
                    envelope.formatted(body),
                    "Content-Type",
                    "text/xml; charset=utf-8");
            assertEquals(200, answer.status(), body + answer.response().body());
        }
        for (String[] wrong : new String[][] {
            {"<kind>deed</kind>", "field.missing"},
            {"<kind>deed</kind><name>d.pdf</name>", "sheet.empty"},
            {"<kind>deed</kind><content>b25l</content>", "field.missing"},
            {"<kind>deed</kind><sha256>" + FakeOfficeServices.SHA + "</sha256><content>b25l</content>", "soap.malformed"
            },
        }) {
            String sheets =
                    "<submitSheets><requestId>" + wrong[0].length() + "</requestId><id>" + FakeOfficeServices.CASE
                            + "</id><version>7</version><sheet>" + wrong[0] + "</sheet></submitSheets>";
            var refused = door.send(
                    "POST",
                    "/soap/office",
                    CLERK,
                    envelope.formatted(sheets),
                    "Content-Type",
                    "text/xml; charset=utf-8");
            assertTrue(
                    refused.response().body().contains("<code>" + wrong[1] + "</code>"),
                    refused.response().body());
        }
        var stale = door.send(
                "POST",
                "/soap/office",
                CLERK,
                envelope.formatted("<submitCase><requestId>s9</requestId><id>" + FakeOfficeServices.CASE
                        + "</id><version>1</version></submitCase>"),
                "Content-Type",
                "text/xml");
        assertTrue(
                stale.response().body().contains("<code>case.changed</code>"),
                stale.response().body());
    }

    @Test
    void publishesContractAndRoutesEveryOperation() throws Exception {
        assertEquals(
                "3.0.1",
                door.send("GET", "/office/v1/openapi.json", null, (String) null)
                        .json()
                        .get("openapi")
                        .asText());
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.addRoutes(new FakeOfficeServices().door());
            Set<String> routes = context.getRouteDefinitions().stream()
                    .map(r -> r.getRouteId())
                    .collect(Collectors.toSet());
            Stream.of(OfficeApi.class.getMethods())
                    .map(Method::getName)
                    .forEach(name -> assertTrue(routes.contains("office-" + name), name));
        }
    }
}
