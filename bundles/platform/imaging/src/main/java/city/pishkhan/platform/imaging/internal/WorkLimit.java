package city.pishkhan.platform.imaging.internal;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Ends a process that works for longer at a request than it may. What counts is its processor time: on a busy machine, or while a disk is slow,
 * no sheet is to blame for the wait, which has an end of its own.
 */
final class WorkLimit implements AutoCloseable {
    /** The system counts processor time in such steps. */
    private static final long STEP = TimeUnit.MILLISECONDS.toNanos(10);

    private final Process process;
    private final ScheduledExecutorService clock;
    private final long most;
    private final long patience;
    private final long worked;
    private final long begun = System.nanoTime();
    private ScheduledFuture<?> look;
    private boolean spent;

    /**
     * @param most     processor time of the request
     * @param patience time that it is waited for, whatever it does
     */
    WorkLimit(Process process, ScheduledExecutorService clock, Duration most, Duration patience) {
        this.process = process;
        this.clock = clock;
        this.most = most.toNanos();
        this.patience = patience.toNanos();
        this.worked = worked();
        look = clock.schedule(this::look, Math.min(this.most, this.patience), TimeUnit.NANOSECONDS);
    }

    /** ns; where the system does not say so, all time counts */
    private long worked() {
        return process.info().totalCpuDuration().map(Duration::toNanos).orElseGet(() -> System.nanoTime() - begun);
    }

    private synchronized void look() {
        if (look == null) {
            return;
        }
        long left = most - (worked() - worked);
        spent = left <= 0;
        long rest = patience - (System.nanoTime() - begun);
        if (spent || rest <= 0) {
            process.destroyForcibly();
        } else {
            look = clock.schedule(this::look, Math.max(STEP, Math.min(left, rest)), TimeUnit.NANOSECONDS);
        }
    }

    /** Whether it was ended for what it worked. */
    synchronized boolean spent() {
        return spent;
    }

    @Override
    public synchronized void close() {
        look.cancel(false);
        look = null;
    }
}
