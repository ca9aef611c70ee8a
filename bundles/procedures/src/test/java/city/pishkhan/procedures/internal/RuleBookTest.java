package city.pishkhan.procedures.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Caller;
import city.pishkhan.api.Journal;
import city.pishkhan.api.Procedures.RuleSet;
import city.pishkhan.api.Procedures.Version;
import city.pishkhan.api.Refusal;
import city.pishkhan.persistence.TestStore;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** What is staged, what is in force, and what was. */
class RuleBookTest {
    private static final Caller OPERATOR = new Caller("operator", Set.of("operator"));
    private static final String TABLE = "building-permit-agencies";

    @TempDir
    Path etc;

    private final List<Map<String, Object>> journaled = new ArrayList<>();
    private TestStore database;
    private RuleBook rules;

    @BeforeEach
    void start() throws IOException {
        Shipped.copyTo(etc);
        database = TestStore.start();
        rules = book();
    }

    @AfterEach
    void stop() {
        database.close();
    }

    @Test
    void nothingIsInForceBeforeAnOperatorSaysSo() {
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
    void activationPutsTheStagedFilesInForceAndIsJournaled() {
        Version version = rules.activate(OPERATOR, "council decision 7");
        assertEquals(Shipped.files().hash(), version.hash());
        assertEquals(1, version.number());
        assertEquals("in-force", version.status());
        assertEquals("operator", version.by());
        assertEquals("council decision 7", version.reason());
        assertEquals(version.hash(), rules.inForce().hash());
        assertEquals(List.of(version), rules.versions());
        assertEquals(1, journaled.size());
        assertEquals("rules.activated", journaled.get(0).get("event"));
        assertEquals(version.hash(), journaled.get(0).get("ruleSet"));
        assertTrue(journaled.get(0).get("reason").toString().endsWith(":council decision 7"));
    }

    @Test
    void activatingTheSameAgainChangesNothing() {
        Version first = rules.activate(OPERATOR, "first");
        assertEquals(first, rules.activate(OPERATOR, "second"));
        assertEquals(1, journaled.size());
    }

    @Test
    void aChangedFileIsOnlyStaged() throws IOException {
        rules.activate(OPERATOR, "first");
        replace("building-permit-agencies.dmn", "&gt; 6", "&gt; 9");
        assertEquals(
                4,
                rules.inForce()
                        .decide(TABLE, Shipped.facts(8, "residential", 900))
                        .rows()
                        .size());
        assertEquals(
                List.of("staged", "in-force"),
                rules.versions().stream().map(Version::status).toList());
    }

    @Test
    void aBadFileNeverReplacesAGoodOne() throws IOException {
        String before = rules.activate(OPERATOR, "first").hash();
        replace("building-permit-agencies.dmn", "&gt; 6", "&gt; sixish");
        assertEquals(
                List.of("building-permit-agencies.dmn:20:44: 'sixish' is neither a fact nor data"), rules.problems());
        Refusal refusal = assertThrows(Refusal.class, () -> rules.activate(OPERATOR, "second"));
        assertEquals("rules.invalid", refusal.code());
        assertTrue(refusal.english().contains("building-permit-agencies.dmn:20:44"));
        assertEquals(before, rules.inForce().hash());
        assertEquals(before, book().inForce().hash());
        assertEquals(1, rules.versions().size());
        assertEquals(1, journaled.size());
        assertEquals(1, count("rule_set"));
    }

    @Test
    void aCaseKeepsTheRuleSetUnderWhichItWasOpened() throws IOException {
        RuleSet old = rules.activate(OPERATOR, "first").hash().transform(rules::ruleSet);
        replace("building-permit-agencies.dmn", "&gt; 6", "&gt; 9");
        Version second = rules.activate(OPERATOR, "threshold raised");
        assertEquals(2, second.number());
        assertNotEquals(old.hash(), second.hash());
        Map<String, Object> facts = Shipped.facts(8, "residential", 900);
        RuleBook restarted = book();
        assertEquals(3, restarted.inForce().decide(TABLE, facts).rows().size());
        RuleSet pinned = restarted.ruleSet(old.hash());
        assertEquals(
                "fire asked: floors = 8 > 6, rule fire-1, version 1",
                pinned.decide(TABLE, facts).explanation().get(0));
        assertSame(pinned, restarted.ruleSet(old.hash()));
    }

    @Test
    void goingBackToAnEarlierRuleSetKeepsItsNumber() throws IOException {
        String first = rules.activate(OPERATOR, "first").hash();
        replace("data/duties.yaml", "45000", "50000");
        rules.activate(OPERATOR, "fee raised");
        replace("data/duties.yaml", "50000", "45000");
        Version back = rules.activate(OPERATOR, "fee was wrong");
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
    void anotherNodeSeesTheActivationAtOnce() throws IOException {
        RuleBook other = book();
        rules.activate(OPERATOR, "first");
        assertEquals(1, other.inForce().number());
        replace("data/duties.yaml", "45000", "50000");
        rules.activate(OPERATOR, "second");
        assertEquals(2, other.inForce().number());
    }

    @Test
    void changedHolidaysAreAnotherRuleSet() throws IOException {
        String first = rules.activate(OPERATOR, "first").hash();
        Path calendar = etc.resolve(RuleFiles.CALENDAR);
        Files.writeString(
                calendar, Files.readString(calendar).replace("version  sim-1404-1406-1", "version  sim-1404-1406-2"));
        assertNotEquals(first, rules.activate(OPERATOR, "new calendar").hash());
        assertEquals("sim-1404-1406-2", rules.inForce().calendar().version());
        assertEquals("sim-1404-1406-1", rules.ruleSet(first).calendar().version());
    }

    @Test
    void onlyAnOperatorWithAReasonActivates() {
        Caller clerk = new Caller("clerk", Set.of("office:1204"));
        assertEquals(
                Refusal.Kind.FORBIDDEN,
                assertThrows(Refusal.class, () -> rules.activate(clerk, "x")).kind());
        for (String reason : new String[] {null, "", "  ", "x".repeat(501)}) {
            assertEquals(
                    "rules.reason",
                    assertThrows(Refusal.class, () -> rules.activate(OPERATOR, reason))
                            .code());
        }
        assertThrows(IllegalStateException.class, () -> rules.ruleSet("0".repeat(64)));
    }

    @Test
    void aMissingDirectoryIsAProblemAndNoCrash() throws IOException {
        rules.activate(OPERATOR, "first");
        Files.delete(etc.resolve(RuleFiles.CALENDAR));
        assertTrue(rules.problems().get(0).endsWith("no such file"));
        assertEquals(
                "rules.invalid",
                assertThrows(Refusal.class, () -> rules.activate(OPERATOR, "x")).code());
        assertEquals(1, rules.versions().size());
    }

    @Test
    void whatIsStoredCannotBeChangedOrTamperedWith() {
        String hash = rules.activate(OPERATOR, "first").hash();
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
        assertTrue(assertThrows(IllegalStateException.class, () -> book().ruleSet(hash))
                .getMessage()
                .contains("have the hash"));
    }

    @Test
    void ofManyActivationsAtOnceOneCounts() throws Exception {
        List<Callable<Version>> calls = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            RuleBook book = i % 2 == 0 ? rules : book();
            calls.add(() -> book.activate(OPERATOR, "race"));
        }
        Set<String> hashes = new java.util.HashSet<>();
        for (Future<Version> call : all(calls)) {
            hashes.add(call.get().hash() + call.get().since());
        }
        assertEquals(1, hashes.size());
        assertEquals(1, count("activation"));
        assertEquals(1, journaled.size());
    }

    @Test
    void manyThreadsDecideTheSame() throws Exception {
        rules.activate(OPERATOR, "first");
        List<Callable<Boolean>> calls = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            int floors = i % 12 + 1;
            calls.add(() -> {
                var decision = rules.inForce().decide(TABLE, Shipped.facts(floors, "residential", 100L * floors));
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

    private RuleBook book() {
        Journal journal = (Journal) Proxy.newProxyInstance(
                Journal.class.getClassLoader(), new Class<?>[] {Journal.class}, (proxy, method, args) -> {
                    if (method.getName().equals("commit")) {
                        return args[0] + ":" + args[1];
                    }
                    Map<String, Object> entry = new java.util.HashMap<>(cast(args[3]));
                    entry.put("event", args[1]);
                    database.tx().afterCommit(() -> journaled.add(entry));
                    return null;
                });
        return new RuleBook(database.tx(), database.schemas(), journal, new RuleBook.Config() {
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
                return RuleBook.Config.class;
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
