package city.pishkhan.platform.startup;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The first pieces of work of a hub go one at a time, for they load the classes that all need: thirty at once, who had waited for a hub to
 * start, would only stand in each other's way.
 */
public final class WarmUp {
    private final Semaphore turn = new Semaphore(1, true);
    private final AtomicInteger left;
    private final long patienceMs;

    /**
     * @param pieces     that go one at a time; 0: none
     * @param patienceMs how long one waits for its turn before it goes without, so that nobody who is slow keeps the others out
     */
    public WarmUp(int pieces, long patienceMs) {
        this.left = new AtomicInteger(pieces);
        this.patienceMs = patienceMs;
    }

    /** @return to be closed when the piece of work is done */
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
        boolean held = alone;
        return () -> {
            left.decrementAndGet();
            if (held) {
                turn.release();
            }
        };
    }

    /** One's turn. */
    @FunctionalInterface
    public interface Turn extends AutoCloseable {
        @Override
        void close();
    }
}
