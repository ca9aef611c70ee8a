package city.pishkhan.persistence.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Caller;
import city.pishkhan.api.Idempotency;
import city.pishkhan.api.Refusal;
import city.pishkhan.persistence.TestStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
    static Idempotency idempotency;

    @BeforeAll
    static void start() {
        store = TestStore.start();
        idempotency = new SqlIdempotency(store.tx(), store.schemas());
    }

    @AfterAll
    static void stop() {
        store.close();
    }

    @Test
    void theSameCallGetsTheSameResultAndRunsOnce() {
        AtomicInteger runs = new AtomicInteger();
        var first = idempotency.once(CLERK, "open", "k1", "d", () -> "r" + runs.incrementAndGet());
        var second = idempotency.once(CLERK, "open", "k1", "d", () -> "r" + runs.incrementAndGet());
        assertEquals("r1", second.value());
        assertFalse(first.replayed());
        assertTrue(second.replayed());
    }

    @Test
    void anotherBodyIsRefused() {
        idempotency.once(CLERK, "open", "k2", "d1", () -> "r");
        Refusal refusal = assertThrows(Refusal.class, () -> idempotency.once(CLERK, "open", "k2", "d2", () -> "r"));
        assertEquals("idempotency.other-body", refusal.code());
    }

    @Test
    void anotherCallerMayUseTheSameKey() {
        idempotency.once(CLERK, "open", "k3", "d1", () -> "mine");
        var other = idempotency.once(new Caller("other", Set.of()), "open", "k3", "d2", () -> "theirs");
        assertEquals("theirs", other.value());
    }

    @Test
    void aFailureLeavesNoTrace() {
        assertThrows(
                IllegalStateException.class,
                () -> idempotency.once(CLERK, "open", "k4", "d", () -> {
                    throw new IllegalStateException();
                }));
        assertEquals("r", idempotency.once(CLERK, "open", "k4", "d", () -> "r").value());
    }

    @Test
    void fiftyAtOnceRunOnce() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        List<Callable<String>> calls = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            calls.add(() -> idempotency
                    .once(CLERK, "open", "k5", "d", () -> "r" + runs.incrementAndGet())
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
    void detachedWorkRunsOutsideATransaction() {
        var result = idempotency.onceDetached(
                CLERK, "pay", "k6", "d", () -> "active=" + store.tx().active());
        assertEquals("active=false", result.value());
        assertTrue(
                idempotency.onceDetached(CLERK, "pay", "k6", "d", () -> "again").replayed());
    }

    @Test
    void aMissingKeyIsNamed() {
        Refusal refusal = assertThrows(Refusal.class, () -> idempotency.once(CLERK, "open", null, "d", () -> "r"));
        assertEquals(428, refusal.kind().status());
    }
}
