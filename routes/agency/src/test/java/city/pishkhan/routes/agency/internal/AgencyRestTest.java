package city.pishkhan.routes.agency.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.access.internal.AccessTable;
import city.pishkhan.api.Page;
import city.pishkhan.api.agencies.Worklist;
import city.pishkhan.contracts.agency.AgencyApi;
import city.pishkhan.doors.TestDoor;
import city.pishkhan.spi.Inquiry;
import city.pishkhan.spi.Verdict;
import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The agency door and the operator door in REST. */
class AgencyRestTest {
    private static final String FIRE = "fire agency:fire";
    private static final FakeAgencyServices FAKES = new FakeAgencyServices();
    private static final FakeAgencyControl CONTROL = new FakeAgencyControl();
    private static final FakeNode NODE = new FakeNode();
    private static TestDoor door;

    @BeforeAll
    static void open() throws Exception {
        var access = new AccessTable();
        door = new TestDoor(
                FAKES.agencies(access),
                new OperatorDoor(
                        access,
                        new TestDoor.Memory(),
                        FAKES.inquiries(),
                        CONTROL.agencies(),
                        CONTROL.letters(),
                        CONTROL.approvals(),
                        NODE.watched,
                        NODE.controlled,
                        NODE.settings(),
                        NODE.journal(),
                        NODE.framework()));
    }

    @AfterAll
    static void close() {
        door.close();
    }

    private static TestDoor.Answer post(String path, String key, String body) throws Exception {
        return door.send("POST", "/agency/v1/" + path, FIRE, body, "Idempotency-Key", key);
    }

    @Test
    void agencySystemAnswersInquiry() throws Exception {
        UUID id = FAKES.add("fire").id();
        FAKES.answers.clear();
        var accepted = post(
                "inquiries/" + id + "/answer",
                "k1",
                """
                {"digest":"%s","verdict":"extend","reason":"بازدید ي","until":"2026-06-01T08:00:00Z"}"""
                        .formatted(FakeAgencyServices.DIGEST.toUpperCase()));
        assertEquals(200, accepted.status(), accepted.response().body());
        assertEquals("answered", accepted.json().get("state").asText());
        var given = FAKES.answers.get(0);
        assertEquals(id, given.inquiry());
        assertEquals(FakeAgencyServices.DIGEST, given.digest());
        assertEquals(Verdict.EXTEND, given.verdict());
        assertEquals("بازدید ی", given.reason());
        assertEquals(Instant.parse("2026-06-01T08:00:00Z"), given.until());
    }

    @Test
    void browserGetsPagesAndOriginalOnlyOnRequest() throws Exception {
        String sheet = "/agency/v1/inquiries/" + FAKES.add("fire").id() + "/attachments/" + FakeAgencyServices.SHA;
        String file = door.send("GET", sheet, FIRE, (String) null).response().body();
        String pages = door.send("GET", sheet, FIRE, (String) null, "Sec-Fetch-Dest", "document")
                .response()
                .body();
        assertEquals("its pages", pages);
        FAKES.opened.clear();
        var original = door.send("GET", sheet + "?original=true", FIRE, (String) null, "Sec-Fetch-Dest", "document");
        assertEquals(file, original.response().body());
        assertTrue(FAKES.opened.contains("recordInquiryAccess"), FAKES.opened::toString);
    }

    @Test
    void recordsAccessToPages() throws Exception {
        String sheet = "/agency/v1/inquiries/" + FAKES.add("fire").id() + "/attachments/" + FakeAgencyServices.SHA;
        FAKES.opened.clear();
        assertEquals(
                2,
                door.send("GET", sheet + "/pages", FIRE, (String) null)
                        .json()
                        .path("pages")
                        .size());
        JsonNode info = door.send("GET", sheet + "/pages/2/info.json", FIRE, (String) null)
                .json();
        assertEquals(1000, info.path("width").asInt());
        assertTrue(info.path("id").asText().endsWith(sheet + "/pages/2"), info::toString);
        assertEquals(List.of(), FAKES.opened);
        var picture = door.send("GET", sheet + "/pages/2/full/max/0/default.jpg", FIRE, (String) null);
        assertEquals(200, picture.status());
        assertEquals("image/jpeg", picture.header("Content-Type"));
        assertEquals(List.of("2 of 2"), FAKES.opened);
        assertEquals(
                404,
                door.send("GET", sheet + "/pages/3/info.json", FIRE, (String) null)
                        .status());
        assertEquals(
                400,
                door.send("GET", sheet + "/pages/1/full/99999,/0/default.jpg", FIRE, (String) null)
                        .status());
    }

    @Test
    void exportsWorklistAsCsvInReaderLanguage() throws Exception {
        var inquiry = FAKES.add("fire");
        FAKES.listed.put(inquiry.id(), 1L);
        String number = inquiry.caseNumber();
        var persian = door.send("GET", "/agency/v1/worklist.csv", FIRE, (String) null, "Accept-Language", "fa");
        assertEquals(200, persian.status(), persian.response().body());
        assertTrue(persian.header("Content-Type").startsWith("text/csv"));
        assertTrue(persian.header("Content-Disposition").contains("pishkhan-worklist.csv"));
        List<String> lines = persian.response().body().lines().toList();
        assertTrue(lines.get(0).startsWith("\uFEFFمهلت,پرونده,خدمت,"), lines.get(0));
        assertTrue(
                lines.stream().anyMatch(l -> l.contains(number) && l.contains(",پروانه ساختمانی,")), lines::toString);
        // the last line contains the maximum number of pages, because the fake's list never ends
        assertTrue(lines.get(lines.size() - 1).contains("۵۰"), lines::toString);
        var english = door.send("GET", "/agency/v1/worklist.csv", FIRE, (String) null, "Accept-Language", "en");
        assertTrue(
                english.response().body().contains(",Building permit,"),
                english.response().body());
        assertEquals(
                "request.unknown-parameter",
                door.send("GET", "/agency/v1/worklist.csv?limit=5", FIRE, (String) null)
                        .code());
        FAKES.listed.clear();
    }

    /** The most urgent inquiry is the first line, even if it is the last one of a long worklist. */
    @Test
    void sortsCompleteLongWorklist() throws Exception {
        Instant begin = Instant.parse("2026-05-02T08:00:00Z");
        FAKES.pages = cursor -> {
            int page = cursor == null ? 0 : Integer.parseInt(cursor);
            List<Worklist.Item> items = IntStream.range(page * 200, page * 200 + 200)
                    .mapToObj(i -> new Worklist.Item(
                            new Inquiry(
                                    new UUID(1, i),
                                    "fire",
                                    "building-permit",
                                    "22-1405-%07d-2".formatted(i),
                                    "d",
                                    1,
                                    begin,
                                    begin.plusSeconds(60L * (3_000 - i)),
                                    Map.of(),
                                    List.of(),
                                    null),
                            begin,
                            null,
                            null,
                            0,
                            null))
                    .toList();
            return new Page<>(items, page == 14 ? null : String.valueOf(page + 1));
        };
        List<String> lines = door.send("GET", "/agency/v1/worklist.csv", FIRE, (String) null, "Accept-Language", "en")
                .response()
                .body()
                .lines()
                .toList();
        FAKES.pages = null;
        assertTrue(lines.get(1).contains("22-1405-0002999-2"), lines.get(1));
        assertEquals(2_002, lines.size());
        assertTrue(lines.get(2_000).contains("22-1405-0001000-2"), lines.get(2_000));
        assertTrue(lines.get(2_001).contains("2000"), lines.get(2_001));
    }

    @Test
    void formHasTitlesOfShownFacts() throws Exception {
        UUID id = FAKES.add("fire").id();
        JsonNode form = door.send("GET", "/agency/v1/inquiries/" + id + "/form", FIRE, (String) null)
                .json();
        assertEquals("پروانه ساختمانی", form.path("titleFa").asText());
        JsonNode floors = StreamSupport.stream(form.path("facts").spliterator(), false)
                .filter(f -> f.path("code").asText().equals("floors"))
                .findFirst()
                .orElseThrow();
        assertEquals("طبقات", floors.path("fa").asText());
        assertEquals("F-1", form.at("/conditions/0/code").asText());
        assertEquals("reject", form.at("/reasons/0/verdict").asText());
        assertEquals(0, form.path("findings").size());
        assertEquals(
                "[\"data\",\"approve-with-conditions\"]", form.path("verdicts").toString());
        assertEquals(
                404,
                door.send("GET", "/agency/v1/inquiries/" + UUID.randomUUID() + "/form", FIRE, (String) null)
                        .status());
    }

    @Test
    void worklistAnswersRequireCurrentFence() throws Exception {
        UUID id = FAKES.add("fire").id();
        FAKES.listed.put(id, 4L);
        String body = "{\"digest\":\"" + FakeAgencyServices.DIGEST + "\",\"verdict\":\"approve\"%s}";
        var without = post("inquiries/" + id + "/answer", "f1", body.formatted(""));
        assertEquals(422, without.status());
        assertEquals("answer.fence", without.code());
        var stale = post("inquiries/" + id + "/answer", "f2", body.formatted(",\"fence\":4"));
        assertEquals(200, stale.status(), stale.response().body());
        var claimed = post("worklist/" + id + "/claim", "f3", null);
        assertEquals(5, claimed.json().get("fence").asLong());
        assertEquals(
                "worklist.fence",
                post("inquiries/" + id + "/answer", "f4", body.formatted(",\"fence\":4"))
                        .code());
        var released = post("worklist/" + id + "/release", "f5", "{\"fence\":5}");
        assertEquals(204, released.status());
        assertEquals(5, FAKES.released);
        var again = post("worklist/" + id + "/release", "f5", "{\"fence\":5}");
        assertEquals(204, again.status());
        assertEquals("true", again.header("Idempotency-Replayed"));
        FAKES.listed.clear();
    }

    @Test
    void hidesInquiriesOfOtherAgencies() throws Exception {
        UUID water = FAKES.add("water").id();
        UUID fire = FAKES.add("fire").id();
        var own = door.send("GET", "/agency/v1/inquiries/" + fire, FIRE, (String) null);
        assertEquals(200, own.status());
        assertEquals("superseded", own.json().get("state").asText());
        assertEquals(fire.toString(), own.json().get("supersededBy").asText());
        assertEquals(
                "inquiry.unknown",
                door.send("GET", "/agency/v1/inquiries/" + water, FIRE, (String) null)
                        .code());
        assertEquals(
                "inquiry.unknown",
                door.send("GET", "/agency/v1/inquiries/1", FIRE, (String) null).code());
        var open = door.send("GET", "/agency/v1/inquiries", FIRE, (String) null)
                .json()
                .get("items");
        open.forEach(i -> assertEquals("fire", i.get("inquiry").get("agency").asText()));
        var notices = door.send("GET", "/agency/v1/notices?limit=5", FIRE, (String) null)
                .json();
        assertEquals("next-page", notices.get("next").asText());
        assertEquals("superseded", notices.at("/items/0/kind").asText());
        List<String> inquiries = notices.path("items").findValuesAsText("inquiry");
        assertTrue(inquiries.contains(fire.toString()), notices::toString);
        assertFalse(inquiries.contains(water.toString()), notices::toString);
        assertEquals(
                "inquiry.unknown",
                door.send(
                                "POST",
                                "/agency/v1/inquiries/" + water + "/attachments?name=a.pdf",
                                FIRE,
                                "x",
                                "Idempotency-Key",
                                "w1")
                        .code());
    }

    @Test
    void downloadsAndUploadsAttachments() throws Exception {
        UUID id = FAKES.add("fire").id();
        var plan = door.send(
                "GET", "/agency/v1/inquiries/" + id + "/attachments/" + FakeAgencyServices.SHA, FIRE, (String) null);
        assertEquals("application/pdf", plan.header("Content-Type"));
        assertArrayEquals(FakeAgencyServices.PLAN, plan.response().body().getBytes(StandardCharsets.US_ASCII));
        assertTrue(plan.header("Content-Disposition").startsWith("attachment;"));
        var stored = door.send(
                "POST",
                "/agency/v1/inquiries/" + id + "/attachments?name=a.pdf",
                FIRE,
                "%PDF-1.7",
                "Content-Type",
                "application/pdf",
                "Idempotency-Key",
                "a1");
        assertEquals(201, stored.status(), stored.response().body());
        assertEquals(FakeAgencyServices.SHA, stored.json().get("sha256").asText());
    }

    @Test
    void namesInvalidField() throws Exception {
        UUID id = FAKES.add("fire").id();
        String[][] bad = {
            {"{\"verdict\":\"approve\"}", "digest", "field.missing"},
            {"{\"digest\":\"abc\",\"verdict\":\"approve\"}", "digest", "sha256.shape"},
            {"{\"digest\":\"" + FakeAgencyServices.DIGEST + "\",\"verdict\":\"yes\"}", "verdict", "value.unknown"},
            {
                "{\"digest\":\"" + FakeAgencyServices.DIGEST
                        + "\",\"verdict\":\"approve\",\"conditions\":[{\"code\":\"F-1\"}]}",
                "conditions[0].text",
                "field.missing"
            },
            {
                "{\"digest\":\"" + FakeAgencyServices.DIGEST + "\",\"verdict\":\"approve\",\"attachments\":[\""
                        + FakeAgencyServices.DIGEST + "\"]}",
                "attachments[0]",
                "attachment.unknown"
            },
        };
        for (String[] one : bad) {
            var answer = post("inquiries/" + id + "/answer", "bad", one[0]);
            assertEquals(422, answer.status(), one[0]);
            assertEquals(one[1], answer.json().get("field").asText(), one[0]);
            assertEquals(one[2], answer.code(), one[0]);
        }
        assertEquals(
                "body.missing",
                post("inquiries/" + id + "/answer", "bad", "null").code());
    }

    @Test
    void processesBatchItemByItem() throws Exception {
        UUID good = FAKES.add("fire").id();
        String one = "{\"inquiry\":\"%s\",\"digest\":\"" + FakeAgencyServices.DIGEST + "\",\"verdict\":\"%s\"}";
        var batch = post(
                "answers",
                "b1",
                "{\"answers\":[" + one.formatted(good, "approve") + "," + one.formatted(UUID.randomUUID(), "approve")
                        + "," + one.formatted(good, "maybe") + "]}");
        assertEquals(200, batch.status(), batch.response().body());
        var results = batch.json().get("results");
        assertEquals(200, results.get(0).get("status").asInt());
        assertEquals(
                "inquiry.unknown", results.get(1).get("problem").get("code").asText());
        assertEquals(
                "answers[2].verdict", results.get(2).get("problem").get("field").asText());
        assertEquals("list.size", post("answers", "b2", "{\"answers\":[]}").code());
    }

    @Test
    void exportsCertificateCheckAsCsv() throws Exception {
        String path = "/agency/v1/certificates/check.csv";
        String asked =
                "{\"lines\":[{\"code\":\"good\"},{\"code\":\"=bad\"},{\"number\":\"22-1405-0000123-2\",\"issued\":\"1405/09/04\"}]}";
        var table = door.send("POST", path, "notary-7 notary", asked, "Accept-Language", "fa");
        assertEquals(200, table.status(), table.response().body());
        List<String> lines = table.response().body().lines().toList();
        assertEquals(4, lines.size());
        assertTrue(lines.get(0).startsWith("\uFEFFسطر,"), lines.get(0));
        assertTrue(lines.get(1).startsWith("1,good,,معتبر,"), lines.get(1));
        assertTrue(lines.get(2).startsWith("2,'=bad,,ناشناخته,"), lines.get(2));
        assertTrue(lines.get(3).startsWith("3,22-1405-0000123-2,1405/09/04,ابطال‌شده,"), lines.get(3));
        assertEquals(
                422,
                door.send("POST", path, "notary-7 notary", "{\"lines\":[]}").status());
        assertEquals(403, door.send("POST", path, "w agency:water", asked).status());
    }

    @Test
    void notaryChecksManyCertificatesAtOnce() throws Exception {
        String notary = "notary-7 notary";
        String path = "/agency/v1/certificates/check";
        var checked = door.send(
                "POST",
                path,
                notary,
                """
                {"lines":[{"code":"good"},{"code":"bad"},{"number":"22-1405-0000123-2","issued":"۱۴۰۵/۰۹/۰۴"},
                          {"number":"22-1405-0000123-2","issued":"2026-11-25"}]}""");
        assertEquals(200, checked.status(), checked.response().body());
        var results = checked.json().get("results");
        assertEquals("valid", results.get(0).get("state").asText());
        assertEquals("building-permit", results.get(0).get("template").asText());
        assertEquals("{\"state\":\"unknown\"}", results.get(1).toString(), "and nothing else");
        assertEquals("revoked", results.get(2).get("state").asText());
        assertEquals("revoked", results.get(3).get("state").asText(), "the same day in the other calendar");
        assertEquals(
                "certificate.line",
                door.send("POST", path, notary, "{\"lines\":[{\"code\":\"good\",\"number\":\"1\",\"issued\":\"2\"}]}")
                        .code());
        var wrong = door.send(
                "POST",
                path,
                notary,
                "{\"lines\":[{\"code\":\"x\"},{\"number\":\"22-1405-0000123-9\",\"issued\":\"1405/09/04\"}]}");
        assertEquals("lines[1].number", wrong.json().get("field").asText());
        assertEquals(
                "lines[0].issued",
                door.send(
                                "POST",
                                path,
                                notary,
                                "{\"lines\":[{\"number\":\"22-1405-0000123-2\",\"issued\":\"1405/13/04\"}]}")
                        .json()
                        .get("field")
                        .asText());
        assertEquals(
                "list.size", door.send("POST", path, notary, "{\"lines\":[]}").code());
        assertEquals(
                403,
                door.send("POST", path, FIRE, "{\"lines\":[{\"code\":\"x\"}]}").status());
    }

    @Test
    void publishesContract() throws Exception {
        var contract = door.send("GET", "/agency/v1/openapi.json", null, (String) null);
        assertEquals(200, contract.status());
        assertEquals(
                "Pishkhan agency door", contract.json().get("info").get("title").asText());
    }

    @Test
    void showsQueueLoadsToOperators() throws Exception {
        var loads = door.send("GET", "/operator/v1/loads", "root operator", (String) null);
        assertEquals(3, loads.json().get("items").get(0).get("queued").asInt());
        assertEquals(
                200,
                door.send("GET", "/operator/v1/inquiries?agency=fire", "root operator", (String) null)
                        .status());
        assertEquals(
                403, door.send("GET", "/operator/v1/loads", FIRE, (String) null).status());
    }

    @Test
    void operatorsControlAgencies() throws Exception {
        String root = "root operator";
        var gas = door.send("GET", "/operator/v1/agencies", root, (String) null)
                .json()
                .get("items")
                .get(0);
        assertEquals("half-open", gas.get("breaker").asText());
        assertEquals(85, gas.get("latencyMs").asLong());
        assertEquals("works", gas.get("pause").get("reason").asText());
        assertEquals(5, gas.get("perSecond").asInt());
        assertEquals("narrow", gas.get("limits").get("reason").asText());
        String limits = "/operator/v1/agencies/gas/limits";
        var limited =
                door.send("POST", limits, root, "{\"consumers\":2,\"reason\":\"narrow\"}", "Idempotency-Key", "l1");
        assertEquals(
                2, limited.json().get("consumers").asInt(), limited.response().body());
        for (String wrong : new String[] {"{\"consumers\":2}", "{\"consumers\":\"many\",\"reason\":\"narrow\"}"}) {
            int status = door.send("POST", limits, root, wrong, "Idempotency-Key", wrong)
                    .status();
            assertTrue(status == 400 || status == 422, wrong + " " + status);
        }
        assertEquals(
                403,
                door.send("POST", limits, FIRE, "{\"reason\":\"narrow\"}", "Idempotency-Key", "l2")
                        .status());
        String pause = "/operator/v1/agencies/gas/pause";
        var paused = door.send("POST", pause, root, "{\"reason\":\"works\"}", "Idempotency-Key", "p1");
        assertEquals("root", paused.json().get("by").asText(), paused.response().body());
        assertEquals(
                422,
                door.send("POST", pause, root, "{}", "Idempotency-Key", "p2").status());
        assertEquals(
                403,
                door.send("POST", pause, FIRE, "{\"reason\":\"works\"}", "Idempotency-Key", "p3")
                        .status());
        for (String act : new String[] {"resume", "retry"}) {
            var sent =
                    door.send("POST", "/operator/v1/agencies/gas/" + act, root, (String) null, "Idempotency-Key", act);
            assertEquals(
                    7, sent.json().get("inquiries").asInt(), sent.response().body());
        }
        assertEquals(List.of("limit gas 2 null narrow", "pause gas works", "resume gas", "retry gas"), CONTROL.acts);
    }

    @Test
    void operatorListsAndReplaysDeadLetters() throws Exception {
        String root = "root operator";
        String letters = "/operator/v1/dead-letters";
        var listed = door.send("GET", letters, root, (String) null)
                .json()
                .get("items")
                .get(0);
        assertEquals("inquiry.gas", listed.get("queue").asText());
        var replayed = door.send("POST", letters + "/m-1/replay", root, (String) null, "Idempotency-Key", "d1");
        assertEquals("m-1", replayed.json().get("id").asText());
        var asked = door.send(
                "POST", letters + "/m-1/discard", root, "{\"reason\":\"a stranger's\"}", "Idempotency-Key", "d2");
        assertEquals(201, asked.status(), asked.response().body());
        assertEquals("/committee/v1/approvals/" + asked.json().get("approval").asText(), asked.header("Location"));
    }

    @Test
    void everyOperationHasRoute() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.addRoutes(FAKES.agencies(new AccessTable()));
            Set<String> routes = context.getRouteDefinitions().stream()
                    .map(r -> r.getRouteId())
                    .collect(Collectors.toSet());
            Stream.of(AgencyApi.class.getMethods())
                    .map(Method::getName)
                    .forEach(name -> assertTrue(routes.contains("agency-" + name), name));
        }
    }
}
