package city.pishkhan.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Two ways to bring work: as much as goes, and at a fixed rate whatever comes back. */
public final class Load {

    /** One piece of work. */
    @FunctionalInterface
    public interface Work {
        void run() throws Exception;
    }

    private static final long DRAIN_SECONDS = 1_200;

    private final AtomicLong failed = new AtomicLong();
    private volatile Exception first;

    /** How many pieces of work failed. */
    public long failed() {
        return failed.get();
    }

    /** The first failure, or {@code null}. */
    public Exception firstFailure() {
        return first;
    }

    /**
     * Closed loop: so many workers, each with the next piece as soon as it has done one.
     *
     * @return pieces a second that were done within the time; those under way at its end are finished and not counted
     */
    public double saturate(int workers, long seconds, Work work) throws InterruptedException {
        AtomicLong done = new AtomicLong();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        parallel(workers, () -> {
            while (System.nanoTime() < end) {
                if (tried(work) && System.nanoTime() < end) {
                    done.incrementAndGet();
                }
            }
        });
        return (double) done.get() / seconds;
    }

    /** Does a piece of work so many times, with so many workers. */
    public void times(int workers, int times, Work work) throws InterruptedException {
        AtomicLong left = new AtomicLong(times);
        parallel(workers, () -> {
            while (left.getAndDecrement() > 0) {
                tried(work);
            }
        });
    }

    /**
     * Open loop: a piece is due every {@code 1/perSecond}, whether or not those before are done. Its time counts from when it was due, so a
     * stall is in the time of every piece that it kept waiting.
     *
     * @param times   of the pieces that went well
     * @param started is told how late each piece began
     */
    public void arrive(double perSecond, long seconds, Times times, Times started, Work work)
            throws InterruptedException {
        long pieces = Math.max(1, Math.round(perSecond * seconds));
        double interval = 1e9 / perSecond;
        long begin = System.nanoTime();
        ExecutorService threads = Executors.newCachedThreadPool();
        List<Future<?>> all = new ArrayList<>();
        for (long i = 0; i < pieces; i++) {
            long due = begin + (long) (i * interval);
            for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            all.add(threads.submit(() -> {
                started.add(System.nanoTime() - due);
                if (tried(work)) {
                    times.add(System.nanoTime() - due);
                }
            }));
        }
        await(threads, all);
    }

    private boolean tried(Work work) {
        try {
            work.run();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (Exception e) {
            if (failed.getAndIncrement() == 0) {
                first = e;
            }
            return false;
        }
    }

    private void parallel(int workers, Runnable task) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(workers);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            all.add(threads.submit(task));
        }
        await(threads, all);
    }

    private static void await(ExecutorService threads, List<Future<?>> all) throws InterruptedException {
        threads.shutdown();
        try {
            for (Future<?> one : all) {
                one.get(DRAIN_SECONDS, TimeUnit.SECONDS);
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("the load does not come to an end", e);
        }
    }
}
