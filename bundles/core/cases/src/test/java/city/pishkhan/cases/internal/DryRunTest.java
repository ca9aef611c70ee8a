package city.pishkhan.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.Cases.Applicant;
import city.pishkhan.api.cases.Cases.OpenCase;
import city.pishkhan.api.cases.Cases.Paper;
import city.pishkhan.api.cases.Cases.PaperNeed;
import city.pishkhan.api.cases.Cases.Part;
import city.pishkhan.api.cases.Cases.Request;
import city.pishkhan.api.cases.Cases.State;
import city.pishkhan.api.rules.DryRuns.AgencyLine;
import city.pishkhan.api.rules.DryRuns.DutyLine;
import city.pishkhan.api.rules.DryRuns.PaperLine;
import city.pishkhan.api.rules.DryRuns.Result;
import city.pishkhan.api.rules.DryRuns.Span;
import city.pishkhan.api.rules.DryRuns.Tally;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.cases.internal.simulation.DryRunService;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.persistence.TestStore;
import city.pishkhan.spi.Answer;
import city.pishkhan.spi.Verdict;
import city.pishkhan.stubs.Stubs;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** A dry run predicts the effect of the rules that are then put in force. Uses the shipped rules and its own database. */
class DryRunTest {
    private static final String PERMIT = "building-permit";
    private static final Applicant PROXY = new Applicant("proxy", "0790419904", "حسن", null);

    @TempDir
    Path etc;

    private StagedTestRules rules;
    private Procedures book;
    private CasesHarness hub;
    private DryRunService dryRunService;
    private final LocalDate today = LocalDate.now(PersianDate.TEHRAN);

    @BeforeEach
    void start() throws Exception {
        rules = new StagedTestRules(etc);
        DataSource source = TestStore.start().dataSource();
        hub = new CasesHarness(source, (tx, journal) -> book = rules.open(tx, journal, source));
        dryRunService = new DryRunService(hub.store, book);
        rules.enact();
    }

    private Span span() {
        return new Span(today.minusDays(1), today, null, null);
    }

    /** Requests that cover all inputs of the tables: storeys, uses and proxies. Ten storeys are refused. */
    private static List<OpenCase> requests(CasesHarness hub) {
        List<OpenCase> requests = new ArrayList<>();
        for (int floors : new int[] {1, 2, 4, 5, 6, 7, 8, 9, 10}) {
            for (String use : List.of("residential", "commercial", "zoo")) {
                List<Applicant> people = floors % 2 == 0 ? List.of(PermitCase.OWNER) : List.of(PermitCase.OWNER, PROXY);
                requests.add(new OpenCase(
                        PERMIT,
                        PermitCase.property(hub),
                        people,
                        new Request(floors, List.of(new Part(use, 100L * floors, floors)))));
            }
        }
        return requests;
    }

    /** Runs a real case: all papers are added, planning answers and every agency approves. */
    private CaseView runCase(OpenCase request) {
        UUID id = hub.cases.open(CasesHarness.OFFICE, request).id();
        PermitCase permit = new PermitCase(hub, id);
        permit.view().needs().stream()
                .map(PaperNeed::kind)
                .forEach(kind -> hub.cases.addPaper(CasesHarness.OFFICE, id, permit.version(), kind, kind + "@" + id));
        permit.submit();
        hub.inquiries.answer(
                CasesHarness.agency("planning"),
                Answer.data(
                        permit.shown("planning"),
                        Map.of(
                                "allowedFloors",
                                9L,
                                "permittedUses",
                                List.of("residential", "commercial", "zoo"),
                                "density",
                                900L,
                                "landArea",
                                new BigDecimal("400.5"),
                                "regionalPrice",
                                4_420_080L,
                                "orderRevision",
                                "r1")));
        permit.view().inquiries().stream()
                .filter(i -> !i.agency().equals("planning"))
                .forEach(i -> permit.answer(i.agency(), Verdict.APPROVE, null));
        return permit.view();
    }

    private static Set<String> asked(CaseView view) {
        return view.inquiries().stream().map(i -> i.agency()).collect(Collectors.toSet());
    }

    /** Kinds of the papers that were added. */
    private static Set<String> addedKinds(CaseView view) {
        return view.papers().stream().map(Paper::kind).collect(Collectors.toSet());
    }

    private long amountDue(CaseView view, String duty) {
        return hub.payments.bills(view.id()).stream()
                .flatMap(b -> b.duties().stream())
                .filter(d -> d.code().equals(duty))
                .mapToLong(d -> d.amount())
                .sum();
    }

    /**
     * Counts the cases that two rule sets treat differently.
     *
     * @param differ returns {@code true} for the index of such a case
     */
    private static Tally tally(List<CaseView> cases, Predicate<Integer> differ) {
        List<String> numbers = IntStream.range(0, cases.size())
                .boxed()
                .filter(differ)
                .map(i -> cases.get(i).number())
                .toList();
        return new Tally(numbers.size(), numbers.subList(0, Math.min(20, numbers.size())));
    }

    private void changeRules() throws Exception {
        rules.replace("building-permit-agencies.dmn", "&gt; 6", "&gt; 4");
        rules.replace(
                "building-permit-agencies.dmn",
                "<inputEntry id=\"gas-1-in-1\"><text>-</text>",
                "<inputEntry id=\"gas-1-in-1\"><text>&lt; 8</text>");
        rules.replace("building-permit-check.dmn", "&gt; allowedFloors", "&gt;= allowedFloors");
        rules.replace(
                "building-permit-papers.dmn",
                "<inputEntry id=\"paper-7-in-1\"><text>-</text>",
                "<inputEntry id=\"paper-7-in-1\"><text>true</text>");
        rules.replace("building-permit-duties.dmn", "round half up(0.8 *", "round half up(0.7 *");
        rules.replace("data/duties.yaml", "45000", "50000");
        rules.replace("building-permit.yaml", "workingDays: 15", "workingDays: 12");
    }

    @Test
    void dryRunPredictsEffectOfRules() throws Exception {
        List<CaseView> before = requests(hub).stream().map(this::runCase).toList();
        changeRules();
        String staged = rules.staged();
        Map<String, String> rows = rows();
        Result dry = dryRunService.run(staged, span());
        assertEquals(rows, rows(), "a dry run changes no row");
        assertEquals(dry, dryRunService.run(staged, span()), "the same cases give the same");

        assertEquals(staged, rules.enact());
        List<CaseView> after = requests(hub).stream().map(this::runCase).toList();
        assertEquals(staged, after.get(0).ruleSet());

        assertEquals(before.size(), dry.cases());
        assertEquals(before.size(), dry.compared());
        assertEquals(tally(before, i -> isRefused(after.get(i)) && !isRefused(before.get(i))), dry.refused());
        assertEquals(3, dry.refused().cases());
        assertEquals(0, dry.allowed().cases());
        List<String> differing = new ArrayList<>();
        for (AgencyLine line : dry.agencies()) {
            Predicate<Integer> was = i -> asked(before.get(i)).contains(line.agency());
            Predicate<Integer> is = i -> asked(after.get(i)).contains(line.agency());
            assertEquals(tally(before, was).cases(), line.before(), line.agency());
            assertEquals(tally(before, is).cases(), line.after(), line.agency());
            assertEquals(tally(before, is.and(was.negate())), line.besides(), line.agency());
            assertEquals(tally(before, was.and(is.negate())), line.noLonger(), line.agency());
            boolean other = line.agency().equals("fire");
            assertEquals(tally(before, i -> other && was.and(is).test(i)), line.otherwise(), line.agency());
            if (line.besides().cases() + line.noLonger().cases() > 0) {
                differing.add(line.agency());
            }
        }
        assertEquals(List.of("electricity", "fire", "gas", "water"), differing);
        for (PaperLine line : dry.papers()) {
            Predicate<Integer> was = i -> addedKinds(before.get(i)).contains(line.paper());
            Predicate<Integer> is = i -> addedKinds(after.get(i)).contains(line.paper());
            assertEquals(tally(before, is.and(was.negate())), line.besides(), line.paper());
            assertEquals(tally(before, was.and(is.negate())), line.noLonger(), line.paper());
        }
        for (DutyLine line : dry.duties()) {
            assertEquals(
                    before.stream().mapToLong(v -> amountDue(v, line.duty())).sum(), line.before(), line.duty());
            assertEquals(
                    after.stream().mapToLong(v -> amountDue(v, line.duty())).sum(), line.after(), line.duty());
            assertEquals(
                    tally(before, i -> amountDue(after.get(i), line.duty()) < amountDue(before.get(i), line.duty())),
                    line.lowered());
            assertEquals(
                    tally(before, i -> amountDue(after.get(i), line.duty()) > amountDue(before.get(i), line.duty())),
                    line.raised());
        }
        assertEquals(3, dry.duties().size(), "the office's fee among them");
    }

    private static boolean isRefused(CaseView view) {
        return view.state() == State.OPEN && view.note() != null;
    }

    @Test
    void comparesOnlyDecidableCases() throws Exception {
        OpenCase request = requests(hub).get(0);
        runCase(request);
        CaseView early = hub.cases.open(CasesHarness.OFFICE, requests(hub).get(0));
        rules.replace(
                "vocabulary.yaml",
                "  proxy:           {type",
                "  depth: {type: integer, title: {en: d, fa: عمق}}\n  proxy:           {type");
        rules.replace("building-permit-agencies.dmn", "<text>floors</text>", "<text>floors + depth</text>");
        Result dry = dryRunService.run(rules.staged(), span());
        assertEquals(
                List.of(2L, 0L, 2L),
                List.of(dry.cases(), dry.compared(), dry.undecided().cases()));
        assertEquals(List.of(), dry.agencies());
        rules.replace("building-permit-agencies.dmn", "<text>floors + depth</text>", "<text>floors</text>");
        Result known = dryRunService.run(rules.staged(), span());
        assertEquals(new Tally(1, List.of(early.number())), known.undecided());
        assertEquals(1, known.compared());
        assertNotEquals(dry.digest(), known.digest());
        Result elsewhere = dryRunService.run(rules.staged(), new Span(today, today, PERMIT, 7));
        assertEquals(0, elsewhere.cases());
        assertEquals(
                2,
                dryRunService
                        .run(rules.staged(), new Span(today, today, PERMIT, 22))
                        .cases());
        assertEquals(
                0,
                dryRunService
                        .run(rules.staged(), new Span(today, today, "no-service", 22))
                        .cases());
    }

    @Test
    void comparesCasesOfAllPages(TestReporter reporter) throws Exception {
        runCase(requests(hub).get(18));
        int cases = Integer.getInteger("dry.run.cases", 1_201);
        hub.tx.run(sql -> sql.createUpdate(
                        "insert into cases.case_file select (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(),"
                                + " 'number', 'copy-' || i, 'subject', 'copy-' || i, 'tracking', 'copy-' || i, 'facts', c.facts"
                                + " || jsonb_build_object('floors', 1 + i % 8)))).* from cases.case_file c, generate_series(1, :cases) i")
                .bind("cases", cases - 1)
                .execute());
        changeRules();
        long begin = System.nanoTime();
        Result dry = dryRunService.run(rules.staged(), span());
        reporter.publishEntry(
                "ms for a dry run over " + cases + " cases", "" + (System.nanoTime() - begin) / 1_000_000);
        assertEquals(cases, dry.compared());
        AgencyLine fire = dry.agencies().stream()
                .filter(a -> a.agency().equals("fire"))
                .findFirst()
                .orElseThrow();
        // the copies have one to eight storeys, and only the changed rules ask fire about five and six storeys
        assertEquals((cases + 2) / 4, fire.besides().cases(), 2);
        assertEquals(20, fire.besides().sample().size());
        DryRunService small = new DryRunService(hub.store, book, cases - 1);
        CasesHarness.assertRefused(Refusal.Kind.INVALID, "dry-run.too-many", () -> small.run(rules.staged(), span()));
    }

    @Test
    void rejectsInvalidDryRuns() throws Exception {
        CasesHarness.assertRefused(
                Refusal.Kind.INVALID, "rules.unknown", () -> dryRunService.run("0".repeat(64), span()));
        for (Span wrong : List.of(
                new Span(today, today.minusDays(1), null, null),
                new Span(today, today.plusDays(1), null, null),
                new Span(today.minusYears(1).minusDays(1), today, null, null))) {
            CasesHarness.assertRefused(
                    Refusal.Kind.INVALID, "dry-run.span", () -> dryRunService.run(rules.staged(), wrong));
        }
    }

    @Test
    void oneDryRunRunsAtATime() throws Exception {
        runCase(requests(hub).get(0));
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Procedures slow = Stubs.intercept(Procedures.class, (proxy, method, args) -> {
            if (method.getName().equals("ruleSet")) {
                started.countDown();
                go.await();
            }
            return method.invoke(book, args);
        });
        DryRunService slowService = new DryRunService(hub.store, slow);
        var first = CompletableFuture.supplyAsync(() -> slowService.run(rules.staged(), span()));
        started.await();
        CasesHarness.assertRefused(
                Refusal.Kind.TOO_MANY, "dry-run.busy", () -> slowService.run(rules.staged(), span()));
        go.countDown();
        assertEquals(1, first.join().compared());
        assertTrue(slowService.run(rules.staged(), span()).compared() == 1);
    }

    /** A digest of the rows of each table. */
    private Map<String, String> rows() {
        Map<String, String> rows = new TreeMap<>();
        hub.tx.run(sql -> {
            for (String table : sql.createQuery("select schemaname || '.' || tablename from pg_tables"
                            + " where schemaname not in ('pg_catalog', 'information_schema')")
                    .mapTo(String.class)
                    .list()) {
                rows.put(
                        table,
                        sql.createQuery("select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from "
                                        + table + " t")
                                .mapTo(String.class)
                                .one());
            }
        });
        return rows;
    }
}
