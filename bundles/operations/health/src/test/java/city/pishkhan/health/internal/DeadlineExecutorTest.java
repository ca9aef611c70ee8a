package city.pishkhan.health.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import city.pishkhan.health.internal.DeadlineExecutor.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeadlineExecutorTest {
    private static final Duration DEADLINE = Duration.ofMillis(200);

    private final DeadlineExecutor<String, String> threads = new DeadlineExecutor<>("test", DEADLINE);
    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicInteger begun = new AtomicInteger();

    @AfterEach
    void close() {
        end.countDown();
        threads.close();
    }

    private String hang() {
        begun.incrementAndGet();
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return "late";
    }

    @Test
    void hangingTaskDoesNotBlockAndRunsOnce() {
        Map<String, Supplier<String>> work = Map.of("a", this::hang, "b", () -> "quick");
        Map<String, Outcome<String>> first = threads.runAll(work);
        Map<String, Outcome<String>> second = threads.runAll(work);
        assertEquals(Optional.of("quick"), second.get("b").value());
        Instant since = first.get("a").pending().orElseThrow();
        assertEquals(since, second.get("a").pending().orElseThrow(), "it is still the first");
        assertEquals(1, begun.get());
        end.countDown();
        Awaitility.await().until(() -> threads.runAll(work).get("a").value().equals(Optional.of("late")));
    }

    @Test
    void returnsFailureOfTask() {
        IllegalStateException cause = new IllegalStateException("broken");
        Outcome<String> outcome = threads.runAll(Map.of("a", () -> {
                    throw cause;
                }))
                .get("a");
        assertSame(cause, outcome.failure().orElseThrow());
    }

    @Test
    void runsCompletedTaskAgainOnNextCall() {
        Map<String, Supplier<String>> work = Map.of("a", () -> String.valueOf(begun.incrementAndGet()));
        for (int i = 1; i <= 200; i++) {
            assertEquals(
                    String.valueOf(i), threads.runAll(work).get("a").value().orElseThrow());
        }
    }
}
