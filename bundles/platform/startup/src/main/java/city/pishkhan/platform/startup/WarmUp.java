package city.pishkhan.platform.startup;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs the first pieces of work of a hub one at a time, because simultaneous pieces load the same classes and block
 * each other.
 */
public final class WarmUp {
    private final Semaphore turn = new Semaphore(1, true);
    private final AtomicInteger left;
    private final long patienceMs;

    /**
     * @param pieces number of pieces that run one at a time; 0 for none
     * @param patienceMs milliseconds after which a piece of work stops waiting and runs concurrently, so that one slow
     *     piece does not block all others
     */
    public WarmUp(int pieces, long patienceMs) {
        this.left = new AtomicInteger(pieces);
        this.patienceMs = patienceMs;
    }

    /**
     * Waits for a turn while the first pieces run one at a time, up to the patience. Later pieces do not wait.
     *
     * @return a turn, to be closed when the piece of work is done
     */
    public Turn enter() {
        if (left.get() <= 0) {
            return () -> {};
        }
        boolean alone = false;
        try {
            alone = turn.tryAcquire(patienceMs, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (alone && left.get() <= 0) {
            turn.release();
            return () -> {};
        }
        boolean holdsTurn = alone;
        return () -> {
            left.decrementAndGet();
            if (holdsTurn) {
                turn.release();
            }
        };
    }

    /** Permission to run a piece of work. */
    @FunctionalInterface
    public interface Turn extends AutoCloseable {
        @Override
        void close();
    }
}
