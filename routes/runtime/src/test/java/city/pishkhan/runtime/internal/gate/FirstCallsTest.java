package city.pishkhan.runtime.internal.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FirstCallsTest {
    private final FirstCalls calls = new FirstCalls(1_000);

    @Test
    void goOneAtATimeUntilThereWereSome() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        ExecutorService callers = Executors.newFixedThreadPool(FirstCalls.ALONE);
        try {
            List<Callable<Boolean>> work = Collections.nCopies(FirstCalls.ALONE, () -> {
                boolean alone = calls.entered();
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                Thread.yield();
                inside.decrementAndGet();
                calls.left(alone);
                return alone;
            });
            for (Future<Boolean> one : callers.invokeAll(work)) {
                assertTrue(one.get());
            }
        } finally {
            callers.shutdownNow();
        }
        assertEquals(1, most.get());
        assertFalse(calls.entered(), "the others go as they come");
    }

    @Test
    void whoKeepsItsTurnTooLongKeepsNobodyOut() {
        assertTrue(calls.entered());
        assertFalse(calls.entered(), "after a while without a turn");
        calls.left(false);
        calls.left(true);
        assertTrue(calls.entered());
    }
}
