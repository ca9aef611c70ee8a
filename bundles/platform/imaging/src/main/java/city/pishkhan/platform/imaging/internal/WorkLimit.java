package city.pishkhan.platform.imaging.internal;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Ends a process that uses too much processor time for a request. Time in which the process waits for a processor or a
 * slow disk does not count; a separate limit covers the elapsed time.
 */
final class WorkLimit implements AutoCloseable {
    /** Resolution with which the system measures processor time. */
    private static final long STEP = TimeUnit.MILLISECONDS.toNanos(10);

    /**
     * Delay of the first check. Most requests have ended by then, which saves the query of the system's processor time.
     * That query costs as much as a small request.
     */
    private static final long FIRST = TimeUnit.MILLISECONDS.toNanos(200);

    private final Process process;
    private final ScheduledExecutorService clock;
    private final long maxTime;
    private final long patience;
    private final long begun = System.nanoTime();
    /** Processor time of the process before the request, in nanoseconds; {@code null} until the first check. */
    private Long worked;

    private ScheduledFuture<?> nextCheck;
    private boolean spent;

    /**
     * @param maxTime maximum processor time of the request
     * @param patience maximum elapsed time
     */
    WorkLimit(Process process, ScheduledExecutorService clock, Duration maxTime, Duration patience) {
        this.process = process;
        this.clock = clock;
        this.maxTime = maxTime.toNanos();
        this.patience = patience.toNanos();
        long first = Math.min(FIRST, Math.min(this.maxTime, this.patience) / 2);
        nextCheck = clock.schedule(this::check, first, TimeUnit.NANOSECONDS);
    }

    /** Processor time in nanoseconds, or elapsed time if the system does not report it. */
    private long workedNanos() {
        return process.info().totalCpuDuration().map(Duration::toNanos).orElseGet(() -> System.nanoTime() - begun);
    }

    private synchronized void check() {
        if (nextCheck == null) {
            return;
        }
        long elapsed = System.nanoTime() - begun;
        long now = workedNanos();
        if (worked == null) {
            // counts the time until the planned first check as processor time of the request, but not a delay of that
            // check on a busy machine
            worked = now - Math.min(elapsed, FIRST);
        }
        long left = maxTime - (now - worked);
        spent = left <= 0;
        long rest = patience - elapsed;
        if (spent || rest <= 0) {
            process.destroyForcibly();
        } else {
            nextCheck = clock.schedule(this::check, Math.max(STEP, Math.min(left, rest)), TimeUnit.NANOSECONDS);
        }
    }

    /** Returns {@code true} if the process was ended because of its processor time. */
    synchronized boolean isSpent() {
        return spent;
    }

    @Override
    public synchronized void close() {
        nextCheck.cancel(false);
        nextCheck = null;
    }
}
