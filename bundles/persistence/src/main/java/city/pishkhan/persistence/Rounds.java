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
 * Looks from time to time for rows whose time has come, batch by batch until one is not full. Every node goes its rounds; that no two take the
 * same rows is the query's affair ({@code for update skip locked}, or an advisory lock where one node only may work, as
 * {@code city.pishkhan.journal.internal.Numbering}). A round that fails is only
 * late; one of a node that takes no part ({@link Participation}) is left out, except {@link #local} ones in quarantine.
 */
public final class Rounds implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    private final String name;
    private final int batch;
    private final IntSupplier turn;
    private final ScheduledExecutorService timer;
    private boolean local;

    /**
     * @param name  of the thread, and for the log
     * @param batch rows that a turn takes at most
     * @param turn  takes what is due, and says how many that were
     */
    public Rounds(String name, int batch, IntSupplier turn) {
        this.name = name;
        this.batch = batch;
        this.turn = turn;
        timer = Executors.newSingleThreadScheduledExecutor(DetachedThreads.named(name));
    }

    /** Of a task that does all that is due at once. */
    public static Rounds of(String name, Runnable task) {
        return new Rounds(name, Integer.MAX_VALUE, () -> {
            task.run();
            return 0;
        });
    }

    /**
     * Lets these rounds go on in quarantine ({@link Participation#quarantined}): they write to this installation alone, send nothing and decide
     * nothing in a case. Call it before {@link #every}.
     */
    public Rounds local() {
        local = true;
        return this;
    }

    /** @param pause between two rounds, and before the first */
    public Rounds every(Duration pause) {
        return every(pause, pause);
    }

    /** @param first before the first round */
    public Rounds every(Duration first, Duration pause) {
        timer.scheduleWithFixedDelay(this::quietly, first.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    private void quietly() {
        if (Participation.suspended() && !(local && Participation.quarantined())) {
            return;
        }
        try {
            while (turn.getAsInt() == batch) {
                LOG.debug("{}: more than {} are due", name, batch);
            }
        } catch (RuntimeException e) {
            LOG.warn("{} comes round again later: {}", name, e.toString());
            LOG.debug("Cause", e);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
