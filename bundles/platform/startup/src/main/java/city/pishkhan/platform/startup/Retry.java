package city.pishkhan.platform.startup;

import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts a component in the calling thread and, if that fails, retries in a background thread with growing delays. Each new
 * cause is logged once.
 */
public final class Retry implements StartState, AutoCloseable {

    /** Starts the component completely, or throws an exception and leaves nothing of the component behind. */
    @FunctionalInterface
    public interface Start {
        void run() throws Exception;
    }

    private static final Logger LOG = LoggerFactory.getLogger(Retry.class);
    private static final Duration FIRST_DELAY = Duration.ofSeconds(1);
    private static final Duration LAST_DELAY = Duration.ofSeconds(30);
    private static final Duration END_LIMIT = Duration.ofSeconds(30);

    private final String name;
    private final Start start;
    private final Duration first;
    private final Thread thread;
    private volatile String problem = "not started yet";

    /**
     * @param name name of the component, for the log
     * @param start starts the component
     */
    public Retry(String name, Start start) {
        this(name, start, FIRST_DELAY);
    }

    Retry(String name, Start start, Duration first) {
        this.name = name;
        this.start = start;
        this.first = first;
        thread = new Thread(this::retry, "pishkhan-start-" + name);
        thread.setDaemon(true);
    }

    /**
     * Tries to start the component once before this method returns; after a failure the retries begin in the
     * background.
     */
    public Retry begin() {
        if (!tryStart()) {
            thread.start();
        }
        return this;
    }

    private boolean tryStart() {
        try {
            start.run();
            if (LOG.isInfoEnabled() && !problem.isEmpty()) {
                LOG.info("Started: {}", name);
            }
            problem = "";
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (Exception | LinkageError e) {
            String why = Causes.plain(e);
            if (!why.equals(problem)) {
                LOG.error("{} cannot start and is retried: {}", name, why);
                LOG.debug("{}", name, e);
            }
            problem = why;
            return false;
        }
    }

    private void retry() {
        Duration delay = first;
        try {
            do {
                Thread.sleep(delay.toMillis());
                delay = delay.multipliedBy(2).compareTo(LAST_DELAY) < 0 ? delay.multipliedBy(2) : LAST_DELAY;
            } while (!tryStart() && !Thread.currentThread().isInterrupted());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // close() was called
        }
    }

    @Override
    public Optional<String> problem() {
        return Optional.of(problem).filter(p -> !p.isEmpty());
    }

    /** Ends the retries. When this method returns, the component is either started or will never be started. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(END_LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
