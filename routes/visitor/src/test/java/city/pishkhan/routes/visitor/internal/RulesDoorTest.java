package city.pishkhan.routes.visitor.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Page;
import city.pishkhan.api.governance.Committee;
import city.pishkhan.api.rules.AgencyRule;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.rules.Procedures.Fee;
import city.pishkhan.api.rules.Procedures.Procedure;
import city.pishkhan.api.rules.RefundShares;
import city.pishkhan.api.rules.RuleTexts;
import city.pishkhan.api.rules.Silence;
import city.pishkhan.api.rules.Stage;
import city.pishkhan.api.rules.StageKind;
import city.pishkhan.doors.TestDoor;
import city.pishkhan.stubs.Stubs;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The public rules, without a login. */
class RulesDoorTest {
    private static final String HASH = "a".repeat(64);
    private static final String DRAFT_HASH = "b".repeat(64);
    private static final Instant SINCE = Instant.parse("2026-11-24T20:30:00Z");

    private static TestDoor door;

    @BeforeAll
    static void open() throws Exception {
        RuleTexts texts = fake(
                RuleTexts.class,
                Map.of(
                        "enacted",
                        args -> List.of(new Procedures.Version(HASH, 3, "in-force", SINCE, "the-chair", "S-1405-0003")),
                        "text",
                        args -> args[0].equals(HASH) ? Optional.of(text()) : Optional.empty(),
                        "file",
                        args -> args[1].equals("data/fees.yaml")
                                ? Optional.of("fee: 45000\n".getBytes())
                                : Optional.empty()));
        Committee committee = fake(
                Committee.class,
                Map.of("list", args -> new Page<>(List.of(decision(args[1].equals("adopted"))), null)));
        door = new TestDoor(new RulesDoor(texts, committee));
    }

    @AfterAll
    static void close() {
        door.close();
    }

    private static Committee.Decision decision(boolean adopted) {
        return new Committee.Decision(
                UUID.randomUUID(),
                adopted ? "S-1405-0003" : null,
                Committee.Kind.RULES,
                adopted ? "adopted" : "draft",
                "steering",
                "Fire is asked from <7> floors on",
                "article 100",
                "because somebody's house burned",
                LocalDate.parse(adopted ? "2026-11-25" : "2027-03-21"),
                adopted ? SINCE : null,
                new Committee.Terms(
                        null, List.of(), null, adopted ? HASH : DRAFT_HASH, null, null, null, null, null, null),
                2,
                List.of("chair"),
                "the-planner",
                SINCE,
                List.of(),
                adopted ? "the-chair" : null,
                adopted ? SINCE : null,
                adopted ? "c".repeat(64) : null);
    }

    private static RuleTexts.Text text() {
        AgencyRule rule =
                new AgencyRule(15, null, Silence.ESCALATE, List.of("floors"), List.of("plan"), "send-back", 2);
        Stage stage = new Stage(
                "inquiries",
                StageKind.INQUIRIES,
                "Inquiries",
                "استعلام‌ها",
                "agencies",
                null,
                null,
                List.of(),
                Map.of("fire", rule),
                null);
        Stage payment = new Stage(
                "duties", StageKind.PAYMENT, "Duties", "عوارض", "duties", null, null, List.of(), Map.of(), null);
        return new RuleTexts.Text(
                HASH,
                3,
                List.of(
                        new Procedure(
                                "building-permit",
                                1,
                                "Building permit",
                                "پروانه",
                                "property",
                                "citizen",
                                null,
                                false,
                                List.of(stage, payment),
                                List.of(),
                                List.of(),
                                new Fee(600_000, "Fee of the office", "کارمزد دفتر", 70),
                                new RefundShares(100, 80, 90, 0)),
                        new Procedure("completion", 1, "Completion", "پایان کار", "property", List.of())),
                List.of(
                        table("agencies", Set.of("floors"), "> 6", "\"fire\""),
                        table("others", Set.of("fees"), "not(\"fire\")", "\"water\"")),
                List.of(new RuleTexts.Fact("floors", "integer", null, "storeys", "طبقات روی زمین")),
                List.of(new RuleTexts.Word("plan", "plan", "نقشه معماری")),
                List.of(new RuleTexts.Word("fire", "fire department", "آتش‌نشانی")),
                Map.of("fees", Map.of("fee", 45000L)),
                new RuleTexts.Calendar(
                        "test-1",
                        LocalDate.parse("2026-03-21"),
                        LocalDate.parse("2027-03-20"),
                        Set.of(DayOfWeek.SUNDAY, DayOfWeek.SATURDAY),
                        LocalTime.of(8, 0),
                        LocalTime.of(16, 0),
                        Set.of(DayOfWeek.THURSDAY),
                        LocalTime.of(8, 0),
                        LocalTime.of(12, 0),
                        List.of(new RuleTexts.Holiday(LocalDate.parse("2026-03-21"), "نوروز"))),
                List.of(new RuleTexts.File("data/fees.yaml", "d".repeat(64), 11)));
    }

    private static RuleTexts.Table table(String name, Set<String> names, String test, String value) {
        return new RuleTexts.Table(
                name,
                "Agencies asked",
                null,
                name + ".dmn",
                "COLLECT",
                null,
                null,
                names,
                List.of(),
                List.of(new RuleTexts.Column("floors", null, "floors")),
                List.of(new RuleTexts.Column("agency", "دستگاه", "agency")),
                List.of(new RuleTexts.Rule("fire-1", "fire asked", List.of(test), List.of(value))));
    }

    private static TestDoor.Answer get(String path, String... headers) throws Exception {
        return door.send("GET", path, null, (String) null, headers);
    }

    private static String page(String path, int status) throws Exception {
        var answer = get(path, "Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        assertEquals(status, answer.status(), answer.response().body());
        assertTrue(answer.header("Content-Type").startsWith("text/html"));
        assertTrue(answer.header("Content-Security-Policy").contains("default-src 'none'"));
        return answer.response().body();
    }

    @Test
    void listsActiveAndProposedRules() throws Exception {
        var items = get("/rules").json().get("items");
        assertEquals(2, items.size());
        assertEquals("proposed", items.get(0).get("status").asText());
        assertEquals("1406/01/01", items.get(0).get("dayFa").asText());
        assertEquals("in-force", items.get(1).get("status").asText());
        assertEquals("1405/09/04", items.get(1).get("dayFa").asText());
        assertEquals("S-1405-0003", items.get(1).get("decision").asText());
        assertEquals("article 100", items.get(1).get("clause").asText());
        String all = items + page("/rules", 200);
        assertFalse(all.contains("the-chair") || all.contains("the-planner") || all.contains("burned"), all);
    }

    @Test
    void persianPageReadsRightToLeft() throws Exception {
        String page = page("/rules", 200);
        assertTrue(page.contains("<html lang=\"fa\" dir=\"rtl\">"), page);
        assertTrue(page.contains("چهارشنبه ۴ آذر ۱۴۰۵"), page);
        assertTrue(page.contains("href=\"/rules/" + HASH + "/building-permit\""), page);
        assertTrue(page.contains("&lt;7&gt; floors"), page);
        assertFalse(page.contains("<script"), page);
    }

    @Test
    void explainsTablesInPersian() throws Exception {
        String page = page("/rules/" + HASH, 200);
        assertTrue(page.contains("بیشتر از ۶") && page.contains("&gt; 6"), page);
        assertTrue(page.contains("جز آتش‌نشانی"), page);
        assertTrue(page.contains("طبقات روی زمین"), page);
        assertTrue(page.contains("۱۵ روز کاری از تحویل"), page);
        assertTrue(page.contains("سکوت به معنای موافقت نیست"), page);
        assertTrue(page.contains("شنبه ۱ فروردین ۱۴۰۵: نوروز"), page);
        assertTrue(page.contains("شنبه، یکشنبه، ساعت ۰۸:۰۰ تا ۱۶:۰۰"), page);
        assertTrue(page.contains("۴۵٬۰۰۰"), page);
        assertTrue(page.contains("/files/data/fees.yaml"), page);
    }

    @Test
    void showsOneProcedureWithOnlyItsTables() throws Exception {
        var text = get("/rules/" + HASH + "/building-permit").json();
        assertEquals(1, text.get("procedures").size());
        assertEquals("agencies", text.get("tables").get(0).get("name").asText());
        assertEquals(1, text.get("tables").size());
        assertEquals(0, text.get("data").size());
        assertEquals("> 6", text.at("/tables/0/rules/0/tests/0").asText());
        assertEquals(
                "escalate", text.at("/procedures/0/stages/0/agencies/0/silence").asText());
        assertEquals("2026-03-21", text.at("/calendar/holidays/0/day").asText());
        assertEquals(2, get("/rules/" + HASH).json().get("procedures").size());
        assertTrue(page("/rules/" + HASH + "/building-permit", 200).contains("<h1>پروانه</h1>"));
    }

    @Test
    void showsOfficeFeeAndShare() throws Exception {
        assertEquals(
                70,
                get("/rules/" + HASH + "/building-permit")
                        .json()
                        .at("/procedures/0/fee/officeShare")
                        .asInt());
        assertTrue(page("/rules/" + HASH + "/building-permit", 200)
                .contains("کارمزد دفتر: ۶۰۰٬۰۰۰ ریال؛ سهم دفتر ۷۰٪. دریافت مبلغ بیشتر توسط دفتر مجاز نیست"));
    }

    @Test
    void showsRefundShares() throws Exception {
        assertEquals(
                90,
                get("/rules/" + HASH + "/building-permit")
                        .json()
                        .at("/procedures/0/withdrawalRefund")
                        .asInt());
        assertEquals(
                80,
                get("/rules/" + HASH + "/building-permit")
                        .json()
                        .at("/procedures/0/refunds/lapsed")
                        .asInt());
        String page = page("/rules/" + HASH + "/building-permit", 200);
        assertTrue(page.contains("در صورت رد پرونده ۱۰۰٪") && page.contains("انصراف متقاضی ۹۰٪"), page);
        assertFalse(page("/rules/" + HASH + "/completion", 200).contains("انصراف"), "nothing is paid there");
    }

    @Test
    void servesRuleFiles() throws Exception {
        var file = get("/rules/" + HASH + "/files/data/fees.yaml");
        assertEquals("fee: 45000\n", file.response().body());
        assertTrue(file.header("Content-Type").startsWith("text/plain"));
        assertEquals(404, get("/rules/" + HASH + "/files/other.yaml").status());
        assertEquals(404, get("/rules/x/files/data/fees.yaml").status());
    }

    @Test
    void matchingETagReturns304() throws Exception {
        var first = get("/rules/" + HASH);
        String tag = first.header("ETag");
        assertEquals("public, max-age=60", first.header("Cache-Control"));
        var again = get("/rules/" + HASH, "If-None-Match", "W/\"x\", " + tag);
        assertEquals(304, again.status());
        assertEquals("", again.response().body());
        assertEquals(tag, again.header("ETag"));
        var page = get("/rules/" + HASH, "Accept", "text/html", "If-None-Match", tag);
        assertEquals(200, page.status(), "the page is another content");
    }

    @Test
    void hidesDraftsAndUnknownRules() throws Exception {
        for (String path :
                List.of("/rules/" + DRAFT_HASH, "/rules/x", "/rules/" + HASH + "/none", "/rules/" + HASH + "x")) {
            var none = get(path);
            assertEquals(404, none.status(), path);
            assertEquals("rules.unknown", none.code());
            assertTrue(page(path, 404).contains("ضوابطی با این شناسه وجود ندارد"));
        }
    }

    private interface Method {
        Object call(Object[] args);
    }

    private static <T> T fake(Class<T> type, Map<String, Method> methods) {
        return Stubs.intercept(
                type, (proxy, m, args) -> methods.get(m.getName()).call(args));
    }
}
