package city.pishkhan.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

class LoadTest {

    private final Load load = new Load();

    @Test
    void stallCountsTowardsEveryDelayedUnit() throws Exception {
        Times times = new Times();
        ReentrantLock one = new ReentrantLock(true);
        AtomicInteger piece = new AtomicInteger();
        // 100 units, one every 10 ms; the first one blocks all others for half a second
        load.arrive(100, 1, times, new Times(), () -> {
            one.lock();
            try {
                if (piece.getAndIncrement() == 0) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
                }
            } finally {
                one.unlock();
            }
        });
        assertEquals(100, times.count());
        // the units of the first half second waited between 10 and 500 ms; a closed loop would report one slow unit in
        // a hundred
        assertTrue(times.percentile(75) > 150, "p75 " + times.percentile(75));
    }

    @Test
    void arrivalsDoNotWaitForEachOther() throws Exception {
        Times started = new Times();
        long begin = System.nanoTime();
        load.arrive(50, 1, new Times(), started, () -> LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300)));
        assertTrue(System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(14));
        assertEquals(50, started.count());
        assertTrue(started.percentile(50) < 2_000, "p50 of being late " + started.percentile(50));
    }

    @Test
    void saturationCountsCompletedUnitsPerSecond() throws Exception {
        double perSecond = load.saturate(4, 1, () -> LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20)));
        assertTrue(perSecond > 40 && perSecond <= 200, "4 workers of 20 ms each: " + perSecond);
    }

    @Test
    void countsFailuresSeparately() throws Exception {
        AtomicInteger piece = new AtomicInteger();
        Times times = new Times();
        load.arrive(100, 1, times, new Times(), () -> {
            if (piece.getAndIncrement() % 2 == 0) {
                throw new IllegalStateException("even");
            }
        });
        assertEquals(50, load.failed());
        assertEquals(50, times.count());
        assertEquals("even", load.firstFailure().getMessage());
    }

    @Test
    void runsGivenNumberOfUnits() throws Exception {
        AtomicInteger pieces = new AtomicInteger();
        load.times(3, 10, pieces::incrementAndGet);
        assertEquals(10, pieces.get());
    }
}
