package city.pishkhan.routes.oversight.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doReturn;

import city.pishkhan.access.internal.AccessTable;
import city.pishkhan.api.Page;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.Cases;
import city.pishkhan.api.cases.EvidenceFiles;
import city.pishkhan.api.cases.Oversight;
import city.pishkhan.api.journal.EventTerms;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.rules.RuleWatch;
import city.pishkhan.contracts.oversight.OversightApi;
import city.pishkhan.doors.Door;
import city.pishkhan.doors.FakeRules;
import city.pishkhan.doors.TestDoor;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.stubs.Stubs;
import jakarta.ws.rs.GET;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The oversight door in REST, with services that record their calls. */
class OversightRestTest {
    private static final String OVERSIGHT = "oversight-1 oversight";
    private static final UUID CASE = UUID.fromString("01970000-0000-7000-8000-000000000001");
    private static final String SHA = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae";

    private final FakeOversight watch = new FakeOversight();
    private TestDoor door;

    /** One case, one line of statistics, three entries. */
    private static final class FakeOversight implements Oversight {
        private Facets facets;
        private Instant from;
        private Instant to;

        @Override
        public Page<Cases.Summary> search(Facets wanted, String cursor, int limit) {
            facets = wanted;
            return new Page<>(
                    List.of(new Cases.Summary(
                            CASE,
                            "22-1405-0000123-2",
                            "building-permit",
                            "22-3-17-4-1-0-0",
                            "1204",
                            22,
                            Cases.State.WAITING,
                            "inquiries",
                            Instant.EPOCH,
                            null)),
                    "next");
        }

        @Override
        public CaseView find(UUID id) {
            if (!id.equals(CASE)) {
                throw new Refusal(
                        Refusal.Kind.NOT_FOUND, "case.unknown", null, "No such case.", "پرونده" + " یافت نشد.");
            }
            return new CaseView(
                    CASE,
                    "22-1405-0000123-2",
                    null,
                    "building-permit",
                    "22-3-17-4-1-0-0",
                    22,
                    "1204",
                    Cases.State.WAITING,
                    "inquiries",
                    3,
                    SHA,
                    1,
                    List.of("agency:fire"),
                    null,
                    null,
                    List.of(new Cases.Applicant("owner", null, null, null)),
                    null,
                    Map.of("floors", 8L),
                    List.of(),
                    List.of(),
                    List.of(),
                    null,
                    Instant.EPOCH,
                    null,
                    null,
                    "S-1405-0007",
                    "citizen",
                    null,
                    CaseView.ArchiveAccess.NONE);
        }

        @Override
        public List<Figures> figures(Grouping by, Instant begin, Instant end, PaperBaseline paper) {
            from = begin;
            to = end;
            return List.of(new Figures(
                    "22", 3, 1, 1, 0, 1, Duration.ofMinutes(90), 7, 6, 5, 1, Duration.ofSeconds(1800), 21, null, null));
        }
    }

    private static Journal journal() {
        Journal journal = Stubs.strict(Journal.class);
        doReturn(List.of(entry(1), entry(2))).when(journal).entries(any());
        doAnswer(call -> Stream.iterate(call.<Long>getArgument(0) + 1, n -> n < 4, n -> n + 1)
                        .limit(call.<Integer>getArgument(1))
                        .map(OversightRestTest::entry)
                        .toList())
                .when(journal)
                .entriesAfter(anyLong(), anyInt());
        return journal;
    }

    private static Journal.Entry entry(long sequence) {
        return new Journal.Entry(
                sequence,
                CASE,
                CASE,
                sequence,
                Instant.EPOCH,
                "inquiry.asked",
                "clerk",
                "{\"agency\":\"fire\"}",
                SHA,
                SHA);
    }

    /** Returns the rule sets of a day: two on the first day of the Persian year, one on any other day. */
    private static RuleWatch.Day rules(LocalDate day) {
        boolean two = day.equals(LocalDate.parse("2026-03-21"));
        return new RuleWatch.Day(
                day,
                SHA,
                List.of(
                        new RuleWatch.District(1, Map.of(SHA, 7L)),
                        new RuleWatch.District(22, two ? Map.of(SHA, 1L, "0", 2L) : Map.of(SHA, 3L))));
    }

    @BeforeEach
    void open() throws Exception {
        OversightResource oversightResource = new OversightResource(
                watch,
                journal(),
                (look, seal) ->
                        new EvidenceFiles.EvidenceFile("evidence-" + look.get().number() + ".zip", 7, new byte[9]),
                () -> List.of(new EventTerms.EventTerm("inquiry.asked", "inquiry sent", "استعلام ارسال شد")),
                OversightRestTest::rules,
                new Oversight.PaperBaseline(Map.of(), Map.of()),
                FakeRules.procedures());
        door = new TestDoor(new OversightDoor(new Door(new AccessTable(), new TestDoor.Memory()), oversightResource));
    }

    @AfterEach
    void close() {
        door.close();
    }

    private TestDoor.Answer get(String path) throws Exception {
        return door.send("GET", "/oversight/v1" + path, OVERSIGHT, (String) null);
    }

    @Test
    void hasOnlyReadOperations() throws Exception {
        assertTrue(Stream.of(OversightApi.class.getMethods()).allMatch(m -> m.isAnnotationPresent(GET.class)));
        for (String method : List.of("POST", "PUT", "DELETE", "PATCH")) {
            var refused = door.send(method, "/oversight/v1/cases/" + CASE, OVERSIGHT, "{}");
            assertEquals(405, refused.status(), method);
        }
    }

    @Test
    void returnsEvidenceByCaseIdAndNumber() throws Exception {
        for (String named : List.of(CASE.toString(), "22-1405-0000123-2")) {
            var given = get("/cases/" + named + "/evidence");
            assertEquals(200, given.status(), given.response().body());
            assertEquals("application/zip", given.header("Content-Type"));
            assertEquals("\"7\"", given.header("ETag"));
        }
        assertEquals(
                404, get("/cases/01970000-0000-7000-8000-00000000000f/evidence").status());
        assertEquals("seal.shape", get("/cases/" + CASE + "/evidence?seal=-1").code());
    }

    @Test
    void searchesByEveryFacet() throws Exception {
        var found = get("/cases?number=22-1405-0000123-2&subject=22-3-17-4-1-0-0&service=building-permit&office=1204"
                + "&district=۲۲&state=waiting&stage=inquiries&agency=fire&ruleSet=" + SHA
                + "&openedFrom=1405/01/01&openedTo=2026-11-25&endedFrom=2026-11-25&endedTo=1405-09-04");
        assertEquals(200, found.status(), found.response().body());
        assertEquals("next", found.json().path("next").asText());
        assertEquals(
                new Oversight.Facets(
                        "22-1405-0000123-2",
                        "22-3-17-4-1-0-0",
                        "building-permit",
                        "1204",
                        22,
                        Cases.State.WAITING,
                        "inquiries",
                        "fire",
                        SHA,
                        Instant.parse("2026-03-20T20:30:00Z"),
                        Instant.parse("2026-11-25T20:30:00Z"),
                        Instant.parse("2026-11-24T20:30:00Z"),
                        Instant.parse("2026-11-25T20:30:00Z")),
                watch.facets);
    }

    @ParameterizedTest
    @CsvSource({
        "/cases?number=22-1405-0000123-6, number, case-number.check-digit",
        "/cases?subject=23-1-1-1-1-1-1, subject, renovation-code.district",
        "/cases?district=23, district, number.range",
        "/cases?state=lost, state, value.unknown",
        "/cases?ruleSet=zz, ruleSet, sha256.shape",
        "/cases?openedFrom=yesterday, openedFrom, date.shape",
        "/cases?openedFrom=1405/13/01, openedFrom, date.shape",
        "/cases?openedFrom=1405/02/02&openedTo=1405/02/01, openedTo, days.order",
        "/cases?limit=201, limit, limit.range",
        "/entries?after=-1, after, sequence.shape",
        "/statistics?by=clerk, by, value.unknown",
        "/statistics, by, field.missing",
        "/statistics?by=day&from=1404/02/02&to=1405/12/01, from, days.too-many",
        "/statistics?by=office&from=1405/02/02&to=1405/02/01, to, days.order",
    })
    void rejectsInvalidParametersNamingField(String path, String field, String code) throws Exception {
        var refused = get(path);
        assertEquals(422, refused.status(), refused.response().body());
        assertEquals(code, refused.code());
        assertEquals(field, refused.json().path("field").asText());
    }

    @Test
    void showsCaseWithoutPersonalData() throws Exception {
        var shown = get("/cases/" + CASE).json();
        assertEquals("[\"owner\"]", shown.path("applicants").toString());
        assertEquals("waiting", shown.path("state").asText());
        assertEquals(404, get("/cases/" + UUID.randomUUID()).status());
        assertEquals(404, get("/cases/" + UUID.randomUUID() + "/history").status());
        assertEquals(2, get("/cases/" + CASE + "/history").json().path("items").size());
    }

    @Test
    void listsEventTerms() throws Exception {
        var term = get("/terms").json().path("items").get(0);
        assertEquals("inquiry.asked", term.path("code").asText());
        assertEquals("استعلام ارسال شد", term.path("titleFa").asText());
        assertEquals(
                200, get("/statistics?by=day&from=1404/02/02&to=1405/02/01").status());
    }

    @Test
    void exportsFoundCasesAsCsv() throws Exception {
        var table = door.send(
                "GET",
                "/oversight/v1/cases.csv?district=22&state=waiting",
                OVERSIGHT,
                (String) null,
                "Accept-Language",
                "fa");
        assertEquals(200, table.status(), table.response().body());
        assertTrue(table.header("Content-Disposition").contains("pishkhan-cases.csv"));
        List<String> lines = table.response().body().lines().toList();
        assertTrue(lines.get(0).startsWith("\uFEFFپرونده,خدمت,"), lines.get(0));
        assertTrue(lines.get(1).startsWith("22-1405-0000123-2,پروانه ساختمانی,"), lines.get(1));
        assertTrue(lines.get(lines.size() - 1).contains("سطرهای دیگری نیز وجود دارد"), "this search never ends");
        assertEquals(22, watch.facets.district());
        assertEquals("date.shape", get("/cases.csv?openedTo=yesterday").code());
        assertEquals("request.unknown-parameter", get("/cases.csv?cursor=next").code());
    }

    @Test
    void returnsJournalInOrder() throws Exception {
        var first = get("/entries?limit=2").json();
        assertEquals(2, first.path("last").asLong());
        assertEquals(
                "fire",
                first.path("items").get(0).path("details").path("agency").asText());
        var rest = get("/entries?after=2").json();
        assertEquals(List.of("3"), rest.findValuesAsText("sequence"));
        assertTrue(get("/entries?after=3").json().path("last").isMissingNode());
    }

    @Test
    void counts() throws Exception {
        var figures =
                get("/statistics?by=district&from=1405/09/01&to=1405/09/04").json();
        assertEquals("2026-11-22", figures.path("from").asText());
        assertEquals(1.5, figures.path("items").get(0).path("medianCaseHours").asDouble());
        assertEquals(Instant.parse("2026-11-21T20:30:00Z"), watch.from);
        assertEquals(Instant.parse("2026-11-25T20:30:00Z"), watch.to);
        get("/statistics?by=district");
        assertEquals(Duration.ofDays(30), Duration.between(watch.from, watch.to));
    }

    @Test
    void exportsStatisticsAsCsv() throws Exception {
        var csv = get("/statistics.csv?by=district&from=1405/09/01&to=1405/09/04");
        assertEquals("text/csv;charset=utf-8", csv.header("Content-Type").toLowerCase(java.util.Locale.ROOT));
        String[] lines = csv.response().body().split("\r\n");
        assertTrue(lines[0].startsWith("\uFEFFkey,opened,approved"));
        assertEquals("22,3,1,1,0,1,1.5,7,6,5,1,0.5,21,,", lines[1]);
        assertTrue(csv.header("Content-Disposition").contains("pishkhan-district-2026-11-22-2026-11-25.csv"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"clerk office:1204", "fire agency:fire", "officer district:22", "op operator"})
    void rejectsOtherRoles(String caller) throws Exception {
        for (String path : List.of("/cases", "/cases.csv", "/cases/" + CASE, "/entries", "/statistics?by=office")) {
            var refused = door.send("GET", "/oversight/v1" + path, caller, (String) null);
            assertEquals(403, refused.status(), path);
            assertEquals("access.forbidden", refused.code());
            assertFalse(refused.response().body().contains("1405"));
        }
        assertNull(watch.facets);
    }

    @Test
    void publishesContract() throws Exception {
        var contract = get("/openapi.json");
        assertEquals(
                "/oversight/v1",
                contract.json().path("servers").get(0).path("url").asText());
    }

    @Test
    void checksRulesOfDay() throws Exception {
        var one = door.send("GET", "/oversight/v1/rules-check?day=1405/09/04", OVERSIGHT, (String) null);
        assertEquals(200, one.status(), one.response().body());
        assertTrue(one.json().get("one").asBoolean());
        assertEquals("2026-11-25", one.json().get("day").asText());
        assertEquals("1405/09/04", one.json().get("dayFa").asText());
        assertEquals(10, one.json().get("cases").asInt());
        var two = door.send("GET", "/oversight/v1/rules-check?day=2026-03-21", OVERSIGHT, (String) null);
        assertFalse(two.json().get("one").asBoolean());
        assertEquals(2, two.json().at("/districts/1/cases/0").asInt());
        assertEquals(
                LocalDate.now(PersianDate.TEHRAN).toString(),
                door.send("GET", "/oversight/v1/rules-check", OVERSIGHT, (String) null)
                        .json()
                        .get("day")
                        .asText());
        var wrong = door.send("GET", "/oversight/v1/rules-check?day=yesterday", OVERSIGHT, (String) null);
        assertEquals("date.shape", wrong.code());
        assertEquals(
                403,
                door.send("GET", "/oversight/v1/rules-check", "clerk office:1", (String) null)
                        .status());
    }
}
