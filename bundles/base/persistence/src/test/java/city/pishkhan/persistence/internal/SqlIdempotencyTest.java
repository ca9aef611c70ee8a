package city.pishkhan.persistence.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.messaging.Idempotency.Claim;
import city.pishkhan.api.messaging.Idempotency.Outcome;
import city.pishkhan.api.security.Caller;
import city.pishkhan.persistence.TestStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SqlIdempotencyTest {
    static final Caller CLERK = new Caller("clerk", Set.of("office:1204"));
    static TestStore store;
    static SqlIdempotency idempotency;
    static final FakeVault vault = new FakeVault();

    @BeforeAll
    static void start() {
        store = TestStore.start();
        idempotency = new SqlIdempotency(store.tx(), store.schemas(), vault);
    }

    @AfterAll
    static void stop() {
        store.close();
    }

    @Test
    void repeatedCallReturnsStoredResult() {
        AtomicInteger runs = new AtomicInteger();
        var first = idempotency.once(CLERK, "open", "k1", "d", () -> plain("r" + runs.incrementAndGet()));
        var second = idempotency.once(CLERK, "open", "k1", "d", () -> plain("r" + runs.incrementAndGet()));
        assertEquals("r1", second.value());
        assertFalse(first.replayed());
        assertTrue(second.replayed());
    }

    @Test
    void rejectsSameKeyWithOtherBody() {
        idempotency.once(CLERK, "open", "k2", "d1", () -> plain("r"));
        Refusal refusal =
                assertThrows(Refusal.class, () -> idempotency.once(CLERK, "open", "k2", "d2", () -> plain("r")));
        assertEquals("idempotency.other-body", refusal.code());
    }

    @Test
    void otherCallerMayUseSameKey() {
        idempotency.once(CLERK, "open", "k3", "d1", () -> plain("mine"));
        var other = idempotency.once(new Caller("other", Set.of()), "open", "k3", "d2", () -> plain("theirs"));
        assertEquals("theirs", other.value());
    }

    /**
     * A repeated call gets the stored answer only if the citizen logged in with the same mobile number, because another
     * number may give access to fewer cases.
     */
    @Test
    void citizenResultsDependOnMobileNumber() {
        java.util.UUID person = java.util.UUID.randomUUID();
        Caller mine = new Caller("citizen:" + person, Set.of(Caller.citizenRole(person, "a".repeat(32))));
        Caller thiefs = new Caller("citizen:" + person, Set.of(Caller.citizenRole(person, "b".repeat(32))));
        idempotency.once(mine, "report", "k-number", "d", () -> plain("mine"));
        var other = idempotency.once(thiefs, "report", "k-number", "d", () -> plain("theirs"));
        assertEquals("theirs", other.value());
    }

    @Test
    void failedCallMayBeRepeated() {
        assertThrows(
                IllegalStateException.class,
                () -> idempotency.once(CLERK, "open", "k4", "d", () -> {
                    throw new IllegalStateException();
                }));
        assertEquals(
                "r",
                idempotency.once(CLERK, "open", "k4", "d", () -> plain("r")).value());
    }

    @Test
    void concurrentEqualCallsRunOnce() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        List<Callable<String>> calls = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            calls.add(() -> idempotency
                    .once(CLERK, "open", "k5", "d", () -> plain("r" + runs.incrementAndGet()))
                    .value());
        }
        ExecutorService pool = Executors.newFixedThreadPool(50);
        try {
            for (Future<String> result : pool.invokeAll(calls)) {
                assertEquals("r1", result.get());
            }
        } finally {
            pool.shutdown();
        }
        assertEquals(1, runs.get());
    }

    @Test
    void concurrentOptimisticCallsKeepOneResult() throws Exception {
        store.tx().run(sql -> sql.execute("create table done (run text)"));
        AtomicInteger runs = new AtomicInteger();
        Callable<String> call = () -> idempotency
                .onceOptimistic(CLERK, "paper", "o1", "d", () -> {
                    String run = "r" + runs.incrementAndGet();
                    store.tx().run(sql -> sql.execute("insert into done values (?)", run));
                    return plain(run);
                })
                .value();
        ExecutorService pool = Executors.newFixedThreadPool(20);
        try {
            Set<String> results = new HashSet<>();
            for (Future<String> result : pool.invokeAll(Collections.nCopies(20, call))) {
                results.add(result.get());
            }
            assertEquals(results, Set.copyOf(store.tx().required(sql -> sql.createQuery("select run from done")
                    .mapTo(String.class)
                    .list())));
            assertEquals(1, results.size());
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void failingOptimisticCallReturnsEarlierResult() {
        idempotency.onceOptimistic(CLERK, "paper", "o2", "d", () -> plain("first"));
        var again = idempotency.onceOptimistic(CLERK, "paper", "o2", "d", () -> {
            throw Refusal.invalid("idempotency.key-form", "x");
        });
        assertEquals("first", again.value());
        assertTrue(again.replayed());
        Refusal other = assertThrows(
                Refusal.class, () -> idempotency.onceOptimistic(CLERK, "paper", "o2", "other", () -> plain("never")));
        assertEquals("idempotency.other-body", other.code());
        Refusal first = assertThrows(
                Refusal.class,
                () -> idempotency.onceOptimistic(CLERK, "paper", "o3", "d", () -> {
                    throw Refusal.invalid("idempotency.key-form", "x");
                }));
        assertEquals("idempotency.key-form", first.code(), "there was no call before it");
    }

    @Test
    void detachedCallRunsOutsideTransaction() {
        var result = idempotency.onceDetached(
                CLERK, "pay", "k6", "d", () -> plain("active=" + store.tx().isActive()));
        assertEquals("active=false", result.value());
        assertTrue(idempotency
                .onceDetached(CLERK, "pay", "k6", "d", () -> plain("again"))
                .replayed());
    }

    private static Outcome runInTwoSteps(Claim claim, AtomicInteger begun, String value) {
        store.tx().run(sql -> {
            begun.incrementAndGet();
            claim.recordRunning();
        });
        assertFalse(store.tx().isActive(), "it may call outside");
        store.tx().run(sql -> claim.recordOutcome(plain(value)));
        return plain(value);
    }

    @Test
    void claimedResultIsWrittenWithinItsTransaction() {
        AtomicInteger begun = new AtomicInteger();
        List<String> writes = new ArrayList<>();
        var first = idempotency.onceClaimed(CLERK, "pay", "c1", "d", claim -> {
            Outcome outcome = runInTwoSteps(claim, begun, "first");
            writes.add(rows());
            return outcome;
        });
        assertFalse(first.replayed());
        assertTrue(writes.get(0).contains("\"first\""), "before the work was over");
        var again = idempotency.onceClaimed(CLERK, "pay", "c1", "d", claim -> runInTwoSteps(claim, begun, "again"));
        assertEquals("first", again.value());
        assertTrue(again.replayed());
        assertEquals(
                "idempotency.other-body",
                assertThrows(
                                Refusal.class,
                                () -> idempotency.onceClaimed(
                                        CLERK, "pay", "c1", "other", claim -> runInTwoSteps(claim, begun, "x")))
                        .code());
    }

    /** The first step of the second call is rolled back when its claim conflicts with the first call. */
    @Test
    void repeatedClaimedCallIsRolledBack() {
        AtomicInteger outside = new AtomicInteger();
        java.util.function.Function<Claim, Outcome> work = claim -> {
            UUID attempt = UUID.randomUUID();
            store.tx().run(sql -> {
                sql.execute("insert into outbox.message values (?, 'work.claimed', ?)", attempt, attempt);
                claim.recordRunning();
            });
            return plain("r" + outside.incrementAndGet());
        };
        new SqlOutbox(store.tx(), store.schemas());
        assertEquals(
                "r1", idempotency.onceClaimed(CLERK, "pay", "c2", "d", work).value());
        assertEquals(
                "r1", idempotency.onceClaimed(CLERK, "pay", "c2", "d", work).value());
        assertEquals(1, outside.get());
        int rows = store.tx()
                .required(sql -> sql.createQuery("select count(*) from outbox.message where queue = 'work.claimed'")
                        .mapTo(Integer.class)
                        .one());
        assertEquals(1, rows);
    }

    @Test
    void rejectsRunningClaimAndResumesDeadClaim() {
        AtomicInteger begun = new AtomicInteger();
        var outcome = idempotency.onceClaimed(CLERK, "pay", "c3", "d", claim -> {
            store.tx().run(sql -> claim.recordRunning());
            Refusal running = assertThrows(
                    Refusal.class,
                    () -> idempotency.onceClaimed(CLERK, "pay", "c3", "d", other -> runInTwoSteps(other, begun, "x")));
            assertEquals("idempotency.in-progress", running.code());
            // simulates a node that failed long ago
            store.tx()
                    .run(sql ->
                            sql.execute("update idempotency.call set at = now() - interval '1 hour' where key = 'c3'"));
            return runInTwoSteps(
                    new Claim() {
                        @Override
                        public void recordRunning() {}

                        @Override
                        public void recordOutcome(Outcome given) {}
                    },
                    begun,
                    idempotency
                            .onceClaimed(CLERK, "pay", "c3", "d", other -> runInTwoSteps(other, begun, "taken up"))
                            .value());
        });
        assertEquals("taken up", outcome.value());
    }

    @Test
    void failedClaimedCallMayBeRepeated() {
        AtomicInteger begun = new AtomicInteger();
        for (boolean held : new boolean[] {true, false}) {
            assertThrows(
                    IllegalStateException.class,
                    () -> idempotency.onceClaimed(CLERK, "pay", "c4", "d", claim -> {
                        if (held) {
                            store.tx().run(sql -> claim.recordRunning());
                        }
                        throw new IllegalStateException("the bank is away");
                    }));
        }
        assertEquals(
                "done",
                idempotency
                        .onceClaimed(CLERK, "pay", "c4", "d", claim -> runInTwoSteps(claim, begun, "done"))
                        .value());
        assertEquals(
                "never held",
                idempotency
                        .onceClaimed(CLERK, "pay", "c5", "d", claim -> plain("never held"))
                        .value());
        assertTrue(idempotency
                .onceClaimed(CLERK, "pay", "c5", "d", claim -> plain("x"))
                .replayed());
    }

    @Test
    void rejectsMissingKey() {
        Refusal refusal =
                assertThrows(Refusal.class, () -> idempotency.once(CLERK, "open", null, "d", () -> plain("r")));
        assertEquals(428, refusal.kind().status());
    }

    @Test
    void caseResultIsEncryptedAndErasedWithKey() {
        UUID about = UUID.randomUUID();
        idempotency.once(CLERK, "open", "k7", "d", () -> new Outcome("{\"name\":\"Zahra\"}", about));
        var again = idempotency.once(CLERK, "open", "k7", "d", () -> plain("never"));
        assertEquals("{\"name\":\"Zahra\"}", again.value());
        assertTrue(again.replayed());
        assertFalse(rows().contains("Zahra"), rows());
        assertFalse(rows().contains("\"body_digest\":\"d\""), "the digest of a body is keyed");

        vault.destroy(List.of(about));
        assertErased("k7");
    }

    @Test
    void erasedCallIsNotRepeated() {
        UUID about = UUID.randomUUID();
        idempotency.onceDetached(CLERK, "open", "k8", "d", () -> new Outcome("x", about));
        idempotency.erase(UUID.randomUUID(), "0499370899", List.of(about, UUID.randomUUID()));
        assertErased("k8");
        Refusal other = assertThrows(
                Refusal.class, () -> idempotency.onceDetached(CLERK, "open", "k8", "other", () -> plain("never")));
        assertEquals("idempotency.other-body", other.code());
    }

    private static void assertErased(String key) {
        Refusal gone =
                assertThrows(Refusal.class, () -> idempotency.once(CLERK, "open", key, "d", () -> plain("never")));
        assertEquals("idempotency.erased", gone.code());
        assertEquals(410, gone.kind().status());
    }

    private static String rows() {
        return store.tx().required(sql -> sql.createQuery("select json_agg(c)::text from idempotency.call c")
                .mapTo(String.class)
                .one());
    }

    private static Outcome plain(String value) {
        return new Outcome(value, null);
    }
}
