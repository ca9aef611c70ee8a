package city.pishkhan.platform.startup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WarmUpTest {
    private static final int PIECES = 10;

    private final ExecutorService workers = Executors.newFixedThreadPool(2 * PIECES);

    @AfterEach
    void stop() {
        workers.shutdownNow();
    }

    private void run(WarmUp warmUp, int pieces, Callable<Void> piece) throws Exception {
        List<Callable<Void>> work = Collections.nCopies(pieces, () -> {
            try (WarmUp.Turn turn = warmUp.enter()) {
                return piece.call();
            }
        });
        for (Future<Void> one : workers.invokeAll(work)) {
            one.get();
        }
    }

    @Test
    void firstTasksRunSeriallyLaterTasksInParallel() throws Exception {
        WarmUp warmUp = new WarmUp(PIECES, 60_000);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        run(warmUp, PIECES, () -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            Thread.yield();
            inside.decrementAndGet();
            return null;
        });
        assertEquals(1, most.get());
        CountDownLatch all = new CountDownLatch(PIECES);
        run(warmUp, PIECES, () -> {
            all.countDown();
            assertTrue(all.await(20, TimeUnit.SECONDS), "each waits for all the others to be inside");
            return null;
        });
    }

    @Test
    void slowTaskBlocksLaterTasksBriefly() throws Exception {
        WarmUp warmUp = new WarmUp(PIECES, 50);
        CountDownLatch both = new CountDownLatch(2);
        run(warmUp, 2, () -> {
            both.countDown();
            assertTrue(both.await(20, TimeUnit.SECONDS), "the second comes in while the first is there");
            return null;
        });
    }
}
