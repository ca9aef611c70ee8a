package city.pishkhan.procedures.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.rules.Procedures.Version;
import city.pishkhan.api.rules.RuleSet;
import city.pishkhan.api.rules.RuleTexts;
import city.pishkhan.api.security.Caller;
import city.pishkhan.persistence.TestStore;
import city.pishkhan.procedures.internal.files.RuleFiles;
import city.pishkhan.stubs.Stubs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests staged, current and past rule sets. */
class ProcedureServiceTest {
    private static final Caller CHAIR = new Caller("chair", Set.of("chair"));
    private static final String TABLE = "building-permit-agencies";

    @TempDir
    Path etc;

    private final List<Map<String, Object>> journaled = new ArrayList<>();
    private TestStore database;
    private ProcedureService rules;

    @BeforeEach
    void start() throws IOException {
        ShippedRules.copyTo(etc);
        database = TestStore.start();
        rules = createService();
    }

    @AfterEach
    void stop() {
        database.close();
    }

    @Test
    void noRulesAreInForceInitially() {
        Refusal refusal = assertThrows(Refusal.class, () -> rules.inForce());
        assertEquals("rules.none-in-force", refusal.code());
        assertEquals(503, refusal.kind().status());
        assertEquals(List.of(), rules.problems());
        Version staged = rules.versions().get(0);
        assertEquals("staged", staged.status());
        assertEquals(0, staged.number());
        assertNull(staged.since());
    }

    @Test
    void decisionEnactsStagedFilesAndIsJournaled() {
        Version version = enact("S-1405-0007");
        assertEquals(ShippedRules.files().hash(), version.hash());
        assertEquals(1, version.number());
        assertEquals("in-force", version.status());
        assertEquals("chair", version.by());
        assertEquals("S-1405-0007", version.decision());
        assertEquals(version.hash(), rules.inForce().hash());
        assertEquals(List.of(version), rules.versions());
        assertEquals(1, journaled.size());
        assertEquals("rules.enacted", journaled.get(0).get("event"));
        assertEquals(version.hash(), journaled.get(0).get("ruleSet"));
        assertEquals("S-1405-0007", journaled.get(0).get("decision"));
    }

    @Test
    void changedFileIsOnlyStaged() throws IOException {
        enact("first");
        replace("building-permit-agencies.dmn", "&gt; 6", "&gt; 9");
        assertEquals(
                4,
                rules.inForce()
                        .decide(TABLE, ShippedRules.facts(8, "residential", 900))
                        .rows()
                        .size());
        assertEquals(
                List.of("staged", "in-force"),
                rules.versions().stream().map(Version::status).toList());
    }

    @Test
    void stagedTextIsReadableOnlyAsCandidate() throws IOException {
        String inForce = enact("first").hash();
        replace("building-permit-agencies.dmn", "&gt; 6", "&gt; 9");
        String hash = staged();
        assertTrue(rules.text(hash).isEmpty());
        RuleTexts.Text text = rules.candidateText(hash);
        assertEquals(hash, text.hash());
        assertEquals("> 9", first(text));
        assertEquals("> 6", first(rules.candidateText(inForce)));
        assertEquals(
                "rules.unknown",
                assertThrows(Refusal.class, () -> rules.candidateText("0".repeat(64)))
                        .code());
        replace("building-permit-agencies.dmn", "&gt; 9", "&gt; &gt; 9");
        String broken = staged();
        assertEquals(
                "rules.invalid",
                assertThrows(Refusal.class, () -> rules.candidateText(broken)).code());
    }

    private static String first(RuleTexts.Text text) {
        return text.tables().stream()
                .filter(table -> table.name().equals(TABLE))
                .findFirst()
                .orElseThrow()
                .rules()
                .get(0)
                .tests()
                .get(0);
    }

    @Test
    void personalFactsApplyToOlderRuleSets() throws IOException {
        String before = enact("first").hash();
        assertEquals(Set.of(), rules.ruleSet(before).personal());
        replace("vocabulary.yaml", "vin:             {", "vin:             {personal: true, ");
        String after = enact("second").hash();
        assertEquals(after, rules.inForce().hash());
        assertEquals(Set.of("vin", "certifiedVin"), rules.ruleSet(before).personal());
        assertEquals(
                Set.of("vin", "certifiedVin"), createService().ruleSet(before).personal(), "after a restart too");
    }

    @Test
    void invalidFileNeverReplacesRulesInForce() throws IOException {
        String before = enact("first").hash();
        replace("building-permit-agencies.dmn", "&gt; 6", "&gt; sixish");
        assertEquals(
                List.of("building-permit-agencies.dmn:20:44: 'sixish' is neither a fact nor data"), rules.problems());
        String bad = staged();
        Refusal refusal = assertThrows(Refusal.class, () -> rules.store(bad));
        assertEquals("rules.invalid", refusal.code());
        assertTrue(refusal.english().contains("building-permit-agencies.dmn:20:44"));
        assertEquals(before, rules.inForce().hash());
        assertEquals(before, createService().inForce().hash());
        assertEquals(1, rules.versions().size());
        assertEquals(1, journaled.size());
        assertEquals(1, count("rule_set"));
    }

    @Test
    void caseKeepsRuleSetOfItsOpening() throws IOException {
        RuleSet old = enact("first").hash().transform(rules::ruleSet);
        replace("building-permit-agencies.dmn", "&gt; 6", "&gt; 9");
        Version second = enact("threshold raised");
        assertEquals(2, second.number());
        assertNotEquals(old.hash(), second.hash());
        Map<String, Object> facts = ShippedRules.facts(8, "residential", 900);
        ProcedureService restarted = createService();
        assertEquals(3, restarted.inForce().decide(TABLE, facts).rows().size());
        RuleSet pinned = restarted.ruleSet(old.hash());
        assertEquals(
                "fire asked: floors = 8 > 6, rule fire-1, version 1",
                pinned.decide(TABLE, facts).explanation().get(0));
        assertSame(pinned, restarted.ruleSet(old.hash()));
    }

    @Test
    void reenactedRuleSetKeepsItsNumber() throws IOException {
        String first = enact("first").hash();
        replace("data/duties.yaml", "45000", "50000");
        enact("fee raised");
        replace("data/duties.yaml", "50000", "45000");
        Version back = enact("fee was wrong");
        assertEquals(first, back.hash());
        assertEquals(1, back.number());
        assertEquals(
                List.of(1, 2, 1), rules.versions().stream().map(Version::number).toList());
        assertEquals(
                List.of("in-force", "past", "past"),
                rules.versions().stream().map(Version::status).toList());
        assertEquals(2, count("rule_set"));
    }

    @Test
    void otherNodeSeesActivationAtOnce() throws IOException {
        ProcedureService other = createService();
        enact("first");
        assertEquals(1, other.inForce().number());
        replace("data/duties.yaml", "45000", "50000");
        enact("second");
        assertEquals(2, other.inForce().number());
    }

    @Test
    void changedHolidaysMakeNewRuleSet() throws IOException {
        String first = enact("first").hash();
        Path calendar = etc.resolve(RuleFiles.CALENDAR);
        Files.writeString(
                calendar, Files.readString(calendar).replace("version  sim-1404-1406-1", "version  sim-1404-1406-2"));
        assertNotEquals(first, enact("new calendar").hash());
        assertEquals("sim-1404-1406-2", rules.inForce().calendar().version());
        assertEquals("sim-1404-1406-1", rules.ruleSet(first).calendar().version());
    }

    @Test
    void refusesToEnactUnknownRuleSet() {
        String unknown = "0".repeat(64);
        assertThrows(IllegalStateException.class, () -> rules.ruleSet(unknown));
        assertThrows(IllegalStateException.class, () -> rules.enact(CHAIR, unknown, Instant.now(), "S-1"));
        assertEquals(
                "rules.unknown",
                assertThrows(Refusal.class, () -> rules.store(unknown)).code());
        assertEquals(List.of(), journaled);
    }

    @Test
    void missingCalendarIsReportedAsProblem() throws IOException {
        enact("first");
        Files.delete(etc.resolve(RuleFiles.CALENDAR));
        assertTrue(rules.problems().get(0).endsWith("no such file"));
        assertEquals(
                "rules.invalid",
                assertThrows(Refusal.class, () -> rules.store("0".repeat(64))).code());
        assertEquals(1, rules.versions().size());
    }

    @Test
    void storedRulesCannotBeChanged() {
        String hash = enact("first").hash();
        for (String change : List.of(
                "update procedures.rule_file set content = ''",
                "delete from procedures.rule_file",
                "update procedures.rule_set set number = 9",
                "delete from procedures.activation",
                "truncate procedures.activation")) {
            assertThrows(JdbiException.class, () -> database.tx().run(sql -> sql.execute(change)), change);
        }
        database.tx().run(sql -> {
            sql.execute("alter table procedures.rule_file disable trigger all");
            sql.execute("update procedures.rule_file set content = '' where name = 'data/duties.yaml'");
        });
        assertTrue(
                assertThrows(IllegalStateException.class, () -> createService().ruleSet(hash))
                        .getMessage()
                        .contains("have the hash"));
    }

    @Test
    void concurrentStoresKeepOneRuleSet() throws Exception {
        String hash = staged();
        List<Callable<Boolean>> calls = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            ProcedureService procedureService = i % 2 == 0 ? rules : createService();
            calls.add(() -> {
                procedureService.store(hash);
                return true;
            });
        }
        for (Future<Boolean> call : all(calls)) {
            assertTrue(call.get());
        }
        assertEquals(1, count("rule_set"));
    }

    @Test
    void concurrentDecisionsAreCorrect() throws Exception {
        enact("first");
        List<Callable<Boolean>> calls = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            int floors = i % 12 + 1;
            calls.add(() -> {
                var decision = rules.inForce().decide(TABLE, ShippedRules.facts(floors, "residential", 100L * floors));
                String fire = "fire asked: floors = " + floors + " > 6, rule fire-1, version 1";
                return decision.rows().size() == (floors > 6 ? 4 : 3)
                        && decision.explanation().contains(fire) == floors > 6;
            });
        }
        for (Future<Boolean> call : all(calls)) {
            assertTrue(call.get());
        }
    }

    private static <T> List<Future<T>> all(List<Callable<T>> calls) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            return threads.invokeAll(calls);
        } finally {
            threads.shutdown();
        }
    }

    private String staged() {
        try {
            return RuleFiles.read(etc, etc.resolve(RuleFiles.CALENDAR)).hash();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Version enact(String decision) {
        String hash = staged();
        rules.store(hash);
        rules.enact(CHAIR, hash, Instant.now(), decision);
        return rules.versions().get(0);
    }

    private ProcedureService createService() {
        Journal journal = Stubs.strict(Journal.class);
        doAnswer(call -> call.getArgument(0) + ":" + call.getArgument(1))
                .when(journal)
                .commitment(any(), any());
        doAnswer(call -> {
                    Map<String, Object> entry = new java.util.HashMap<>(cast(call.getArgument(3)));
                    entry.put("event", call.getArgument(1));
                    database.tx().afterCommit(() -> journaled.add(entry));
                    return null;
                })
                .when(journal)
                .record(any(), any(), any(), any());
        return new ProcedureService(database.tx(), database.schemas(), journal, new ProcedureService.Config() {
            @Override
            public String directory() {
                return etc.toString();
            }

            @Override
            public String calendar() {
                return etc.resolve(RuleFiles.CALENDAR).toString();
            }

            @Override
            public Class<? extends java.lang.annotation.Annotation> annotationType() {
                return ProcedureService.Config.class;
            }
        });
    }

    @SuppressWarnings("unchecked") // the journal's details have text keys
    private static Map<String, Object> cast(Object details) {
        return (Map<String, Object>) details;
    }

    private int count(String table) {
        return database.tx().required(sql -> sql.createQuery("select count(*) from procedures." + table)
                .mapTo(Integer.class)
                .one());
    }

    private void replace(String file, String text, String by) throws IOException {
        Path path = etc.resolve(file);
        Files.writeString(path, Files.readString(path).replace(text, by));
    }
}
