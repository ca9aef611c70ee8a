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

/** Load generator with two modes: closed loop (saturation) and open loop (fixed arrival rate). */
public final class Load {

    /** A unit of work whose repetitions make the load, e.g. one permit. */
    @FunctionalInterface
    public interface Work {
        void run() throws Exception;
    }

    private static final long DRAIN_SECONDS = 1_200;

    private final AtomicLong failed = new AtomicLong();
    private volatile Exception first;

    /** Returns the number of failed units of work. */
    public long failed() {
        return failed.get();
    }

    /** Returns the first failure, or {@code null}. */
    public Exception firstFailure() {
        return first;
    }

    /**
     * Runs a closed loop: each worker begins the next unit when it has finished the previous unit.
     *
     * @return completed units per second; units that finish after the end are not counted
     */
    public double saturate(int workers, long seconds, Work work) throws InterruptedException {
        AtomicLong done = new AtomicLong();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        parallel(workers, () -> {
            while (System.nanoTime() < end) {
                if (attempt(work) && System.nanoTime() < end) {
                    done.incrementAndGet();
                }
            }
        });
        return (double) done.get() / seconds;
    }

    /** Runs a number of units with a number of workers. */
    public void times(int workers, int times, Work work) throws InterruptedException {
        AtomicLong left = new AtomicLong(times);
        parallel(workers, () -> {
            while (left.getAndDecrement() > 0) {
                attempt(work);
            }
        });
    }

    /**
     * Runs an open loop: a unit is due every {@code 1/perSecond} seconds, independently of earlier units. Latency is measured from the due
     * time, so a stall counts for every unit that it delays.
     *
     * @param times   receives the latencies of successful units
     * @param started receives the delays between due time and start
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
                if (attempt(work)) {
                    times.add(System.nanoTime() - due);
                }
            }));
        }
        await(threads, all);
    }

    private boolean attempt(Work work) {
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
            throw new IllegalStateException("the load did not end in time", e);
        }
    }
}
