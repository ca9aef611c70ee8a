package city.pishkhan.violations.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.access.internal.AccessTable;
import city.pishkhan.api.Page;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.MunicipalCases.Order;
import city.pishkhan.api.governance.ViolationReports.Filing;
import city.pishkhan.api.governance.ViolationReports.Filter;
import city.pishkhan.api.governance.ViolationReports.Line;
import city.pishkhan.api.governance.ViolationReports.Own;
import city.pishkhan.api.governance.ViolationReports.Place;
import city.pishkhan.api.governance.ViolationReports.Source;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.messaging.Idempotency;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.Vault;
import city.pishkhan.identifiers.TrackingCode;
import city.pishkhan.journal.internal.SqlJournal;
import city.pishkhan.persistence.TestStore;
import city.pishkhan.persistence.internal.SqlIdempotency;
import city.pishkhan.vault.internal.TestVault;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A report, from its submission to the end of its case. */
class ReportsTest {
    private static final String PROPERTY = "22-3-17-4-1-0-0";
    private static final String TEXT = "همسایه طبقه پنجم را بدون پروانه می‌سازد";
    private static final Caller OFFICER = new Caller("officer", Set.of("district:22"));
    private static final Filter ANY = new Filter(null, null, null, null);

    private final Engine engine = new Engine();
    private final TestPhotos photos = new TestPhotos();
    private final UUID person = UUID.randomUUID();
    private final Caller citizen = citizen(person);
    private TestStore database;
    private Vault vault;
    private SqlJournal journal;
    private ViolationReportService violationReportService;
    private ReportScheduler sweep;

    @BeforeEach
    void start() {
        database = TestStore.start();
        journal = new SqlJournal(database.tx(), database.schemas());
        vault = TestVault.create(database.tx(), database.schemas());
        violationReportService = new ViolationReportService(
                database.tx(),
                database.schemas(),
                new AccessTable(),
                vault,
                journal,
                engine,
                new ReportKindCatalogue(new ReportableRules()),
                photos,
                new PhotoLimits(3, 6),
                5,
                Duration.ZERO);
        sweep = sweep(Duration.ZERO);
    }

    @AfterEach
    void stop() {
        database.close();
    }

    private ReportScheduler sweep(Duration pause) {
        return new ReportScheduler(
                database.tx(),
                new ReportSealer(vault),
                engine,
                new ReportCaseAssignment(engine, journal),
                violationReportService::sweepPhotos,
                pause);
    }

    private static Caller citizen(UUID id) {
        return citizen(id, "0123456789abcdef0123456789abcdef");
    }

    /** Returns a citizen who has proved this number. */
    private static Caller citizen(UUID id, String number) {
        return new Caller("citizen:" + id, Set.of(Caller.citizenRole(id, number)));
    }

    private static Filing filing(String property) {
        return new Filing(property, "extra-floor", TEXT);
    }

    private Own file(String property) {
        return violationReportService.file(citizen, filing(property));
    }

    private static void refused(String code, String field, org.junit.jupiter.api.function.Executable call) {
        Refusal refusal = assertThrows(Refusal.class, call);
        assertEquals(code, refusal.code(), refusal.english());
        assertEquals(field, refusal.field());
        assertFalse(refusal.persian().isBlank());
    }

    private List<Journal.Entry> entries() {
        return database.tx()
                .required(sql -> sql.createQuery("select id, event, actor, details from journal.entry order by id")
                        .map((row, context) -> new Journal.Entry(
                                null,
                                row.getObject("id", UUID.class),
                                null,
                                1,
                                null,
                                row.getString("event"),
                                row.getString("actor"),
                                row.getString("details"),
                                null,
                                null))
                        .list());
    }

    /** Returns all rows of the schema, with binary values decoded as text. */
    private String rows() {
        List<String> rows = database.tx()
                .required(sql -> sql.createQuery("select row_to_json(r)::text, text from violations.report r")
                        .map((row, context) -> read(row))
                        .list());
        return String.join("\n", rows);
    }

    /** Returns a row as JSON, and its binary column decoded in two charsets. */
    private static String read(ResultSet row) throws SQLException {
        return row.getString(1)
                + new String(row.getBytes(2), StandardCharsets.UTF_8)
                + new String(row.getBytes(2), StandardCharsets.ISO_8859_1);
    }

    @Test
    void reportBecomesMunicipalCase() {
        Own own =
                violationReportService.file(citizen, new Filing("۲۲-03-17-4-1-0-0", "extra-floor", "  " + TEXT + "\n"));
        assertEquals("case", own.state());
        assertEquals(PROPERTY, own.property());
        assertEquals("طبقهٔ اضافه", own.kind().titleFa());
        assertEquals("Inspection", own.stageEn());
        assertEquals("بازدید", own.stageFa());
        assertNotNull(own.taken());
        assertNull(own.text(), "what is kept for repetitions tells no words");
        assertEquals(own.number(), TrackingCode.parse(own.number()).value());
        assertEquals(
                List.of(new Order("violation-report", PROPERTY, Map.of("reported", "extra-floor"), TEXT)),
                engine.orders);
        Own found =
                violationReportService.find(citizen, own.number().toLowerCase().replace("-", ""));
        assertEquals(TEXT, found.text());
        assertEquals(
                List.of(own.number()),
                violationReportService.listOwn(citizen, null, 10).items().stream()
                        .map(Own::number)
                        .toList());
    }

    @Test
    void secondReportJoinsOpenCase() {
        Own first = file(PROPERTY);
        Own second = violationReportService.file(citizen(UUID.randomUUID()), new Filing(PROPERTY, "unsafe", TEXT));
        assertEquals(List.of(TEXT), engine.told, "the expert reads what both saw");
        assertEquals(1, engine.orders.size());
        List<Line> lines = violationReportService
                .list(new Caller("hq", Set.of("headquarters")), ANY, null, 10)
                .items();
        assertEquals(
                List.of(second.number(), first.number()),
                lines.stream().map(Line::number).toList());
        assertEquals(1, lines.stream().map(Line::caseNumber).distinct().count());
        engine.end(PROPERTY);
        file(PROPERTY);
        assertEquals(2, engine.orders.size(), "the next one after the end is a case of its own");
    }

    @Test
    void concurrentReportsOpenOneCase() throws Exception {
        ExecutorService many = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Own>> calls = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                calls.add(() -> violationReportService.file(citizen(UUID.randomUUID()), filing(PROPERTY)));
            }
            for (Future<Own> each : many.invokeAll(calls)) {
                assertEquals("case", each.get().state());
            }
        } finally {
            many.shutdownNow();
        }
        assertEquals(1, engine.orders.size());
    }

    @Test
    void invalidReportIsRefusedAndNotStored() {
        refused("renovation-code.district", "property", () -> file("23-3-17-4-1-0-0"));
        refused("renovation-code.parts", "property", () -> file("x"));
        refused("renovation-code.missing", "property", () -> file(null));
        refused(
                "value.unknown",
                "kind",
                () -> violationReportService.file(citizen, new Filing(PROPERTY, "noise", TEXT)));
        for (String text : new String[] {null, "short", "   a b c d ", "x".repeat(2_001)}) {
            refused(
                    "text.length",
                    "text",
                    () -> violationReportService.file(citizen, new Filing(PROPERTY, "unsafe", text)));
        }
        engine.refusal = new Refusal(
                Refusal.Kind.INVALID, "service.unknown", "service", "No such service is in force.", "نیست.");
        refused("report.not-taken", null, () -> file(PROPERTY));
        engine.refusal = new Refusal(Refusal.Kind.INVALID, "property.unknown", "subject", "Unknown.", "ناشناخته.");
        refused("property.unknown", "property", () -> file(PROPERTY));
        assertEquals("", rows());
        assertEquals(List.of(), entries());
    }

    @Test
    void limitsReportsPerPersonAndDay() {
        for (int i = 1; i <= 5; i++) {
            file("22-3-17-" + i + "-1-0-0");
        }
        refused("report.too-many", null, () -> file(PROPERTY));
        assertEquals(
                "case",
                violationReportService
                        .file(citizen(UUID.randomUUID()), filing(PROPERTY))
                        .state(),
                "others may");
        database.tx().run(sql -> sql.execute("update violations.report set received = received - interval '1 day'"));
        assertEquals("case", file(PROPERTY).state(), "so may whoever did the day after");
    }

    @Test
    void reportsAreHiddenFromOtherCallers() {
        Own own = file(PROPERTY);
        Caller other = citizen(UUID.randomUUID());
        refused("report.unknown", null, () -> violationReportService.find(other, own.number()));
        refused(
                "report.unknown",
                null,
                () -> violationReportService.find(citizen, TrackingCode.next().value()));
        refused("report.unknown", null, () -> violationReportService.find(citizen, "x"));
        refused("report.unknown", null, () -> violationReportService.find(citizen, null));
        assertEquals(List.of(), violationReportService.listOwn(other, null, 10).items());
        for (String role :
                List.of("office:1204", "expert:1204", "district:22", "operator", "oversight", "discipline")) {
            Caller caller = new Caller("somebody", Set.of(role));
            refused("access.forbidden", null, () -> violationReportService.listOwn(caller, null, 10));
            refused("access.forbidden", null, () -> violationReportService.find(caller, own.number()));
            refused("access.forbidden", null, () -> violationReportService.file(caller, filing(PROPERTY)));
        }
    }

    @Test
    void districtsSeeOwnReportsWithoutReporter() {
        Own here = file(PROPERTY);
        Own there = file("7-3-17-4-1-0-0");
        Caller district = new Caller("d22", Set.of("district:22"));
        Page<Line> mine = violationReportService.list(district, ANY, null, 10);
        assertEquals(
                List.of(here.number()), mine.items().stream().map(Line::number).toList());
        assertFalse(mine.toString().contains(TEXT) || mine.toString().contains(person.toString()), mine::toString);
        assertEquals(
                List.of(),
                violationReportService
                        .list(district, new Filter(7, null, null, null), null, 10)
                        .items());
        for (String role : List.of("headquarters", "oversight")) {
            Caller all = new Caller("x", Set.of(role));
            Page<Line> first = violationReportService.list(all, ANY, null, 1);
            Page<Line> second = violationReportService.list(all, ANY, first.next(), 1);
            assertEquals(there.number(), first.items().get(0).number());
            assertEquals(here.number(), second.items().get(0).number());
            assertNull(second.next());
        }
        Caller hq = new Caller("x", Set.of("headquarters"));
        assertEquals(
                1,
                violationReportService
                        .list(hq, new Filter(7, "case", "extra-floor", null), null, 10)
                        .items()
                        .size());
        assertEquals(
                1,
                violationReportService
                        .list(hq, new Filter(null, null, null, PROPERTY), null, 10)
                        .items()
                        .size());
        assertEquals(
                0,
                violationReportService
                        .list(hq, new Filter(null, "ended", null, null), null, 10)
                        .items()
                        .size());
        refused("page.cursor", "cursor", () -> violationReportService.list(hq, ANY, "x", 10));
        for (String role : List.of("office:1204", "expert:1204", "operator", "institute", "citizen:" + person)) {
            refused(
                    "access.forbidden",
                    null,
                    () -> violationReportService.list(new Caller("x", Set.of(role)), ANY, null, 10));
        }
    }

    @Test
    void districtFilesVisitorAndOwnReports() {
        Caller district = new Caller("d22", Set.of("district:22"));
        Line told = violationReportService.fileAtDistrict(district, Source.VISITOR, filing(PROPERTY));
        Line seen =
                violationReportService.fileAtDistrict(district, Source.DISTRICT, new Filing(PROPERTY, "unsafe", TEXT));
        assertEquals(Source.VISITOR, told.source());
        assertEquals(Source.DISTRICT, seen.source());
        assertEquals(told.caseNumber(), seen.caseNumber());
        assertEquals(List.of(TEXT), engine.told);
        assertEquals(
                List.of("d22", "hub", "d22", "hub"),
                entries().stream().map(Journal.Entry::actor).toList());
        assertEquals(
                List.of(seen, told),
                violationReportService.list(district, ANY, null, 10).items());
        refused(
                "report.district",
                "property",
                () -> violationReportService.fileAtDistrict(district, Source.VISITOR, filing("7-3-17-4-1-0-0")));
        assertThrows(
                IllegalArgumentException.class,
                () -> violationReportService.fileAtDistrict(district, Source.CITIZEN, filing(PROPERTY)));
        refused(
                "text.length",
                "text",
                () -> violationReportService.fileAtDistrict(
                        district, Source.DISTRICT, new Filing(PROPERTY, "unsafe", "short")));
        for (String role : List.of("headquarters", "oversight", "office:1204", "expert:1204", "citizen:" + person)) {
            refused(
                    "access.forbidden",
                    null,
                    () -> violationReportService.fileAtDistrict(
                            new Caller("x", Set.of(role)), Source.VISITOR, filing(PROPERTY)));
        }
    }

    /**
     * An office can record a number of its own for a person. A login with that number sees none of the person's reports and does
     * not count towards the daily limit.
     */
    @Test
    void reportsAreShownOnlyToReportingNumber() {
        Own own = file(PROPERTY);
        Caller thief = citizen(person, "f".repeat(32));
        Caller unproved = new Caller("citizen:" + person, Set.of("citizen:" + person));
        assertEquals(List.of(), violationReportService.listOwn(thief, null, 10).items());
        refused("report.unknown", null, () -> violationReportService.find(thief, own.number()));
        refused("access.forbidden", null, () -> violationReportService.listOwn(unproved, null, 10));
        refused("access.forbidden", null, () -> violationReportService.file(unproved, filing(PROPERTY)));
        for (int i = 0; i < 5; i++) {
            violationReportService.file(thief, filing(PROPERTY));
        }
        refused("report.too-many", null, () -> violationReportService.file(thief, filing(PROPERTY)));
        file(PROPERTY);
        assertEquals(
                2, violationReportService.listOwn(citizen, null, 10).items().size());
        violationReportService.erase(person, "0790419904", List.of());
        assertFalse(rows().contains("f".repeat(32)), "nor does it stay when the person is erased");
    }

    @Test
    void reporterIsNotStoredInClear() {
        file(PROPERTY);
        String stored =
                rows() + entries() + engine.orders.stream().map(Order::facts).toList();
        assertFalse(stored.contains(person.toString()), stored);
        assertFalse(rows().contains("پروانه"), "words are sealed");
        assertFalse(entries().toString().contains("پروانه"), "the journal holds a commitment");
        assertEquals(
                List.of("report.received", "report.taken"),
                entries().stream().map(Journal.Entry::event).toList());
        assertEquals(
                List.of("hub"),
                entries().stream().map(Journal.Entry::actor).distinct().toList());
        assertEquals("Filing[]", filing(PROPERTY).toString());
    }

    @Test
    void reportWaitsForOfficeUntilSweep() {
        engine.nobody = true;
        Own own = file(PROPERTY);
        assertEquals("received", own.state());
        assertNull(own.stageEn());
        sweep.sweepIfDue();
        assertEquals(
                "received", violationReportService.find(citizen, own.number()).state());
        assertEquals(Optional.empty(), violationReportService.warning());
        database.tx().run(sql -> sql.execute("update violations.report set received = received - interval '25 hours'"));
        assertTrue(
                violationReportService.warning().orElseThrow().what().english().startsWith("1 violation report"),
                () -> violationReportService.warning().toString());
        engine.refusal = new Refusal(Refusal.Kind.CONFLICT, "rules.none", null, "No rules.", "ضوابط نیست.");
        sweep.sweepIfDue();
        assertEquals(
                "received", violationReportService.find(citizen, own.number()).state(), "what is refused waits on");
        engine.refusal = null;
        engine.nobody = false;
        sweep.sweepIfDue();
        assertEquals("case", violationReportService.find(citizen, own.number()).state());
        assertEquals(Optional.empty(), violationReportService.warning());
        assertEquals(TEXT, engine.orders.get(0).words());
        sweep.sweepIfDue();
        assertEquals(1, engine.orders.size());
    }

    @Test
    void waitingReportsOfPropertyShareCase() {
        engine.nobody = true;
        file(PROPERTY);
        file(PROPERTY);
        engine.nobody = false;
        sweep.sweepIfDue();
        assertEquals(1, engine.orders.size());
        Caller hq = new Caller("x", Set.of("headquarters"));
        assertEquals(
                2,
                violationReportService
                        .list(hq, new Filter(null, "case", null, null), null, 10)
                        .items()
                        .size());
    }

    @Test
    void oneNodeSweepsAtATime() {
        engine.nobody = true;
        file(PROPERTY);
        engine.nobody = false;
        database.tx().run(sql -> sql.execute("update violations.sweep set at = now()"));
        sweep(Duration.ofMinutes(1)).sweepIfDue();
        assertEquals(List.of(), engine.orders, "another node looked just now");
        database.tx().run(sql -> sql.execute("update violations.sweep set at = now() - interval '61 s'"));
        sweep(Duration.ofMinutes(1)).sweepIfDue();
        assertEquals(1, engine.orders.size());
    }

    @Test
    void reportEndsWithItsCase() {
        Own own = file(PROPERTY);
        engine.end(PROPERTY);
        Own found = violationReportService.find(citizen, own.number());
        assertEquals("ended", found.state(), "the reporter hears at once");
        assertEquals("Inspected", found.stageEn());
        sweep.sweepIfDue();
        Caller hq = new Caller("x", Set.of("headquarters"));
        Line line = violationReportService
                .list(hq, new Filter(null, "ended", null, null), null, 10)
                .items()
                .get(0);
        assertNotNull(line.ended());
        assertNotNull(line.caseNumber());
    }

    /** The data stored for repeated calls does not show who made a report. */
    @Test
    void idempotencyDataHidesReporter() {
        SqlIdempotency calls = new SqlIdempotency(database.tx(), database.schemas(), vault);
        Supplier<Idempotency.Outcome> work =
                () -> new Idempotency.Outcome(file(PROPERTY).number(), person);
        String first =
                calls.once(citizen, "citizen.report.file", "k", "digest", work).value();
        assertEquals(
                first,
                calls.once(citizen, "citizen.report.file", "k", "digest", work).value());
        assertEquals(
                1, violationReportService.listOwn(citizen, null, 10).items().size());
        List<String> kept = database.tx()
                .required(sql -> sql.createQuery("select row_to_json(c)::text, sealed from idempotency.call c")
                        .map((row, context) -> read(row))
                        .list());
        assertEquals(1, kept.size());
        assertFalse(kept.get(0).contains(first), kept::toString);
        vault.destroy(List.of(person));
        refused(
                "idempotency.erased",
                "Idempotency-Key",
                () -> calls.once(citizen, "citizen.report.file", "k", "digest", work));
        // after a refused call neither the call nor the report is stored
        engine.refusal = new Refusal(Refusal.Kind.INVALID, "service.unknown", "service", "None.", "نیست.");
        Caller other = citizen(UUID.randomUUID());
        refused(
                "report.not-taken",
                null,
                () -> calls.once(
                        other,
                        "citizen.report.file",
                        "k",
                        "digest",
                        () -> new Idempotency.Outcome(
                                violationReportService
                                        .file(other, filing("7-3-17-4-1-0-0"))
                                        .number(),
                                null)));
        assertFalse(rows().contains("7-3-17"));
    }

    @Test
    void erasureRemovesReporterAndText() {
        Own taken = file(PROPERTY);
        engine.nobody = true;
        Own waiting = file("7-3-17-4-1-0-0");
        byte[] before = database.tx()
                .required(sql -> sql.createQuery("select text from violations.report where number = :number")
                        .bind("number", taken.number())
                        .mapTo(byte[].class)
                        .one());
        UUID id = database.tx()
                .required(sql -> sql.createQuery("select id from violations.report where number = :number")
                        .bind("number", taken.number())
                        .mapTo(UUID.class)
                        .one());
        violationReportService.erase(person, "0499370899", List.of());
        assertEquals(Optional.empty(), vault.open(id, "report.text " + id, before), "a copy of the row opens no more");
        refused("report.unknown", null, () -> violationReportService.find(citizen, taken.number()));
        assertEquals(
                List.of(), violationReportService.listOwn(citizen, null, 10).items());
        Caller hq = new Caller("x", Set.of("headquarters"));
        assertEquals(2, violationReportService.list(hq, ANY, null, 10).items().size());
        engine.nobody = false;
        sweep.sweepIfDue();
        assertNull(engine.orders.get(1).words(), "what waits becomes a case without words");
        assertEquals(
                "case",
                violationReportService
                        .list(hq, new Filter(7, null, null, null), null, 10)
                        .items()
                        .get(0)
                        .state());
        assertFalse(rows().contains(new String(before, StandardCharsets.ISO_8859_1)));
        assertNotNull(waiting);
        vault.createKeys(List.of(person));
        vault.destroy(List.of(person));
        refused("person.erased", null, () -> file(PROPERTY));
    }

    private Own placed(Place place) {
        return violationReportService.file(citizen, new Filing(" ", "extra-floor", TEXT, place));
    }

    /** A citizen cannot know a neighbour's renovation code: the district finds the property, and only then is there a case. */
    @Test
    void reportWithPlaceWaitsForProperty() {
        Own own = placed(new Place(22, "خیابان یکم، پلاک 2", 35.7012345678, 51.4));
        assertNull(own.property());
        assertEquals("received", own.state());
        sweep.sweepIfDue();
        assertEquals(List.of(), engine.orders);

        Line waiting =
                violationReportService.list(OFFICER, ANY, null, 10).items().get(0);
        assertEquals(new Place(22, "خیابان یکم، پلاک 2", 35.70123, 51.4), waiting.place());
        Line watched = violationReportService
                .list(new Caller("watch", Set.of("oversight")), ANY, null, 10)
                .items()
                .get(0);
        assertNull(watched.place(), "only the district needs it");
        int clear = database.tx().required(sql -> sql.createQuery(
                        "select count(*) from violations.report where encode(place, 'escape') like '%35.7%'")
                .mapTo(Integer.class)
                .one());
        assertEquals(0, clear, "sealed");

        refused(
                "report.unknown",
                null,
                () -> violationReportService.locate(
                        new Caller("other", Set.of("district:1")), own.number(), "1-3-17-4-1-0-0"));
        refused(
                "report.district",
                "property",
                () -> violationReportService.locate(OFFICER, own.number(), "1-3-17-4-1-0-0"));
        Line located = violationReportService.locate(OFFICER, own.number(), PROPERTY);
        assertEquals(PROPERTY, located.property());
        assertEquals("case", located.state());
        assertNotNull(located.caseNumber());
        assertEquals(PROPERTY, engine.orders.get(0).subject());
        assertEquals(
                TEXT + "\nخیابان یکم، پلاک 2 (35.70123, 51.4)",
                engine.orders.get(0).words());
        refused("report.located", null, () -> violationReportService.locate(OFFICER, own.number(), PROPERTY));
        assertEquals(
                PROPERTY, violationReportService.find(citizen, own.number()).property());
        assertEquals(
                List.of("report.received", "report.located", "report.taken"),
                entries().stream().map(Journal.Entry::event).toList());
    }

    @Test
    void rejectsIncompletePlace() {
        refused("report.place.district", "district", () -> placed(new Place(null, "خیابان یکم", null, null)));
        refused("report.place.district", "district", () -> placed(new Place(23, "خیابان یکم", null, null)));
        refused("report.place.address", "address", () -> placed(new Place(22, "خ", null, null)));
        refused("report.place.address", "address", () -> placed(new Place(22, "خ".repeat(301), null, null)));
        refused("report.place.position", "longitude", () -> placed(new Place(22, "خیابان یکم", 35.7, null)));
        refused("report.place.position", "latitude", () -> placed(new Place(22, "خیابان یکم", Double.NaN, 51.4)));
        assertNull(placed(new Place(22, "خیابان یکم", null, null)).property());
    }

    @Test
    void erasureRemovesPlaceOfUnlocatedReport() {
        Own own = placed(new Place(22, "خیابان یکم، پلاک 2", 35.7, 51.4));
        violationReportService.erase(person, "0499370899", List.of());
        Line line = violationReportService.list(OFFICER, ANY, null, 10).items().get(0);
        assertEquals(own.number(), line.number());
        assertNull(line.place());
        assertEquals("ended", line.state(), "nobody can find the property any more");
        assertNotNull(line.ended());
        refused("report.erased", null, () -> violationReportService.locate(OFFICER, own.number(), PROPERTY));
    }

    @Test
    void erasureKeepsLocatedReport() {
        Own own = placed(new Place(22, "خیابان یکم، پلاک 2", 35.7, 51.4));
        violationReportService.locate(OFFICER, own.number(), PROPERTY);
        violationReportService.erase(person, "0499370899", List.of());
        Line line = violationReportService.list(OFFICER, ANY, null, 10).items().get(0);
        assertEquals("case", line.state());
        assertNotNull(line.caseNumber());
    }

    private UUID photo(Caller by) {
        return violationReportService.addPhoto(
                by, violationReportService.examinePhoto(by, () -> new java.io.ByteArrayInputStream(new byte[] {1})));
    }

    private static Filing withPhotos(Place place, UUID... ids) {
        return new Filing(place == null ? PROPERTY : null, "extra-floor", TEXT, place, List.of(ids));
    }

    @Test
    void photosBecomePapersOfCase() {
        UUID first = photo(citizen);
        UUID second = photo(citizen);
        Own own = violationReportService.file(citizen, withPhotos(null, second, first));
        assertEquals(2, own.photos());
        String number = violationReportService
                .list(new Caller("hq", Set.of("headquarters")), ANY, null, 10)
                .items()
                .get(0)
                .caseNumber();
        assertEquals(
                List.of(
                        number + " " + photos.kept.get(first).sha256(),
                        number + " " + photos.kept.get(second).sha256()),
                engine.attached);
        Caller neighbour = citizen(UUID.randomUUID());
        violationReportService.file(neighbour, withPhotos(null, photo(neighbour)));
        assertEquals(3, engine.attached.size(), "a report that joins the case brings its own");
        assertEquals(2, violationReportService.find(citizen, own.number()).photos());
        assertFalse(
                entries().toString().contains(first.toString()) || rows().contains(person.toString()),
                "the journal does not connect a photo with its reporter");
    }

    @Test
    void photosWaitForPropertyAndOffice() {
        Place place = new Place(22, "خیابان یکم، پلاک ۲", null, null);
        Own own = violationReportService.file(citizen, withPhotos(place, photo(citizen)));
        assertEquals(1, own.photos());
        assertEquals(List.of(), engine.attached);
        violationReportService.locate(OFFICER, own.number(), PROPERTY);
        assertEquals(1, engine.attached.size());
        engine.end(PROPERTY);
        engine.nobody = true;
        violationReportService.file(citizen, withPhotos(null, photo(citizen)));
        assertEquals(1, engine.attached.size());
        engine.nobody = false;
        sweep.sweepIfDue();
        assertEquals(2, engine.attached.size());
    }

    @Test
    void onlyOwnPhotosAreAcceptedOnce() {
        Caller other = citizen(UUID.randomUUID());
        UUID others = photo(other);
        UUID mine = photo(citizen);
        refused("report.photo.unknown", "photos", () -> violationReportService.file(citizen, withPhotos(null, others)));
        refused(
                "report.photo.unknown",
                "photos",
                () -> violationReportService.file(citizen, withPhotos(null, mine, UUID.randomUUID())));
        violationReportService.file(citizen, withPhotos(null, mine, mine));
        refused("report.photo.unknown", "photos", () -> violationReportService.file(citizen, withPhotos(null, mine)));
        assertEquals(1, engine.attached.size());
        for (String role : List.of("office:1204", "district:22", "operator", "citizen:" + person)) {
            Caller caller = new Caller("x", Set.of(role));
            refused("access.forbidden", null, () -> photo(caller));
        }
        assertEquals(2, photos.deposits);
    }

    @Test
    void limitsPhotosPerReportAndDay() {
        UUID[] many = {photo(citizen), photo(citizen), photo(citizen), photo(citizen)};
        refused("report.photo.count", "photos", () -> violationReportService.file(citizen, withPhotos(null, many)));
        photo(citizen);
        photo(citizen);
        refused("report.photo.too-many", null, () -> photo(citizen));
        assertEquals(6, photos.deposits, "what is refused is not drawn");
        photo(citizen(UUID.randomUUID()));
        database.tx().run(sql -> sql.execute("update violations.photo set received = received - interval '1 day'"));
        photo(citizen);
    }

    @Test
    void unsentPhotosAreErasedAfterOneDay() {
        UUID sent = photo(citizen);
        photo(citizen);
        violationReportService.file(citizen, withPhotos(null, sent));
        sweep.sweepIfDue();
        assertEquals(2, photos.kept.size());
        database.tx().run(sql -> sql.execute("update violations.photo set received = received - interval '25 hours'"));
        sweep(Duration.ZERO).sweepIfDue();
        assertEquals(Set.of(sent), photos.kept.keySet());
    }

    @Test
    void erasureOfReporterRemovesPhotos() {
        UUID kept = photo(citizen(UUID.randomUUID()));
        UUID sent = photo(citizen);
        violationReportService.file(citizen, withPhotos(null, sent));
        photo(citizen);
        violationReportService.erase(person, "0499370899", List.of());
        assertEquals(Set.of(kept), photos.kept.keySet());
        vault.createKeys(List.of(person));
        vault.destroy(List.of(person));
        refused("person.erased", null, () -> photo(citizen));
    }
}
