package city.pishkhan.persistence;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks from time to time for rows whose time has come, batch by batch until one is not full. Every node goes its rounds; that no two take the
 * same rows is the query's affair ({@code for update skip locked}). A round that fails is only late.
 */
public final class Rounds implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    private final String name;
    private final int batch;
    private final IntSupplier turn;
    private final ScheduledExecutorService timer;

    /**
     * @param name  of the thread, and for the log
     * @param batch rows that a turn takes at most
     * @param turn  takes what is due, and says how many that were
     */
    public Rounds(String name, int batch, IntSupplier turn) {
        this.name = name;
        this.batch = batch;
        this.turn = turn;
        timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** @param pause between two rounds, and before the first */
    public void every(Duration pause) {
        timer.scheduleWithFixedDelay(this::quietly, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void quietly() {
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
