package city.pishkhan.persistence;

import city.pishkhan.platform.startup.DetachedThreads;
import city.pishkhan.platform.startup.Participation;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a task periodically in batches until a batch is not full. Every node runs the task; the task's query must keep
 * two nodes from processing the same rows ({@code for update skip locked}, or an advisory lock if only one node may
 * work, as in {@code city.pishkhan.journal.internal.EntryNumberer}). A failed run is repeated at the next interval. A
 * suspended node ({@link Participation}) skips its runs, except that {@link #allowInQuarantine} tasks continue in
 * quarantine. A run that is due before a starting hub has decided whether to participate is done right after the
 * decision.
 */
public final class PeriodicTask implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PeriodicTask.class);

    /** Interval at which a waiting run checks whether a starting hub has decided to participate. */
    private static final Duration AFTER_DECISION = Duration.ofSeconds(1);

    private final String name;
    private final int batch;
    private final IntSupplier batchTask;
    private final ScheduledExecutorService timer;
    private boolean local;
    /** {@code true} while a run waits for the decision of a starting hub; only used in the timer's thread */
    private boolean isWaiting;

    /**
     * Creates a timer with its own thread.
     *
     * @param name name of the thread, also used in the log
     * @param batch maximum number of rows of a batch
     * @param batchTask processes one batch and returns its number of rows
     */
    public PeriodicTask(String name, int batch, IntSupplier batchTask) {
        this.name = name;
        this.batch = batch;
        this.batchTask = batchTask;
        timer = Executors.newSingleThreadScheduledExecutor(DetachedThreads.named(name));
    }

    /** Creates a timer for a task that processes all pending work in one run. */
    public static PeriodicTask of(String name, Runnable task) {
        return new PeriodicTask(name, Integer.MAX_VALUE, () -> {
            task.run();
            return 0;
        });
    }

    /**
     * Lets this task continue in quarantine ({@link Participation#isQuarantined}). Only for tasks that write to this
     * installation alone, send nothing and decide nothing in a case. Call it before {@link #startEvery}.
     */
    public PeriodicTask allowInQuarantine() {
        local = true;
        return this;
    }

    /**
     * Starts the timer.
     *
     * @param pause time before the first run and between two runs
     */
    public PeriodicTask startEvery(Duration pause) {
        return startEvery(pause, pause);
    }

    /**
     * Starts the timer.
     *
     * @param first time before the first run
     * @param pause time between two runs
     */
    public PeriodicTask startEvery(Duration first, Duration pause) {
        timer.scheduleWithFixedDelay(this::runBatches, first.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    private void runBatches() {
        if (Participation.isSuspended() && !(local && Participation.isQuarantined())) {
            if (Participation.isUndecided() && !isWaiting) {
                // schedule an extra run right after the decision, because the next regular run may be a day later
                isWaiting = true;
                timer.schedule(this::runAfterWait, AFTER_DECISION.toMillis(), TimeUnit.MILLISECONDS);
            }
            return;
        }
        try {
            while (batchTask.getAsInt() == batch) {
                LOG.debug("{}: more than {} are due", name, batch);
            }
        } catch (RuntimeException e) {
            LOG.warn("{} is retried in the next round: {}", name, e.toString());
            LOG.debug("Cause", e);
        }
    }

    private void runAfterWait() {
        isWaiting = false;
        runBatches();
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
