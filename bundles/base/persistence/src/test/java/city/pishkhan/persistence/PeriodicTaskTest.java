package city.pishkhan.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import city.pishkhan.platform.startup.Participation;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class PeriodicTaskTest {

    @Test
    void fullBatchStartsNextRunImmediately() {
        AtomicInteger turns = new AtomicInteger();
        try (PeriodicTask rounds = new PeriodicTask("test", 5, () -> turns.incrementAndGet() < 4 ? 5 : 2)) {
            rounds.startEvery(Duration.ofMillis(50));
            Awaitility.await().until(() -> turns.get() >= 4);
        }
    }

    @Test
    void suspendedNodeDoesNotRunTasks() {
        AtomicInteger turns = new AtomicInteger();
        Participation.suspend(true);
        try (PeriodicTask rounds =
                PeriodicTask.of("test", turns::incrementAndGet).startEvery(Duration.ofMillis(10))) {
            Awaitility.await().during(Duration.ofMillis(200)).until(() -> turns.get() == 0);
            Participation.suspend(false);
            Awaitility.await().until(() -> turns.get() > 0);
        } finally {
            Participation.suspend(false);
        }
    }

    @Test
    void onlyPermittedTasksRunInQuarantine() {
        AtomicInteger turns = new AtomicInteger();
        AtomicInteger local = new AtomicInteger();
        Participation.quarantine(true);
        try (PeriodicTask suspended =
                        PeriodicTask.of("test", turns::incrementAndGet).startEvery(Duration.ofMillis(10));
                PeriodicTask permitted = PeriodicTask.of("test", local::incrementAndGet)
                        .allowInQuarantine()
                        .startEvery(Duration.ofMillis(10))) {
            Awaitility.await().until(() -> local.get() > 5);
            assertEquals(0, turns.get());
            Participation.quarantine(false);
            Awaitility.await().until(() -> turns.get() > 0);
        } finally {
            Participation.quarantine(false);
        }
    }

    /** A run that was due before the hub decided to participate runs right after the decision, not an hour later. */
    @Test
    void runDueBeforeDecisionStartsAfterIt() throws Exception {
        AtomicInteger turns = new AtomicInteger();
        // another test of this JVM may have decided
        Method reset = Participation.class.getDeclaredMethod("reset");
        reset.setAccessible(true);
        reset.invoke(null);
        Participation.awaitDecision();
        try (PeriodicTask rounds = PeriodicTask.of("test", turns::incrementAndGet)
                .startEvery(Duration.ofMillis(10), Duration.ofHours(1))) {
            Awaitility.await().during(Duration.ofMillis(200)).until(() -> turns.get() == 0);
            Participation.quarantine(false);
            Awaitility.await().until(() -> turns.get() == 1);
        } finally {
            Participation.quarantine(false);
        }
    }

    @Test
    void failedRunIsRepeated() {
        AtomicInteger turns = new AtomicInteger();
        try (PeriodicTask rounds = new PeriodicTask("test", 5, () -> {
            if (turns.incrementAndGet() == 1) {
                throw new IllegalStateException("the database is away");
            }
            return 0;
        })) {
            rounds.startEvery(Duration.ofMillis(10));
            Awaitility.await().until(() -> turns.get() >= 3);
        }
    }

    @Test
    void runsTaskOncePerInterval() {
        AtomicInteger turns = new AtomicInteger();
        try (PeriodicTask rounds = PeriodicTask.of("test", turns::incrementAndGet)
                .startEvery(Duration.ofMillis(10), Duration.ofHours(1))) {
            Awaitility.await().until(() -> turns.get() == 1);
            Awaitility.await().during(Duration.ofMillis(100)).until(() -> turns.get() == 1);
        }
    }
}
