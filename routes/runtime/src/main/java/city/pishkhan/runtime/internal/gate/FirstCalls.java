package city.pishkhan.runtime.internal.gate;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The first calls of a hub go one at a time. They load the classes that all need, and whoever wants a class that another thread is about to
 * define asks the framework for it again and again: where thirty callers waited for a hub to start, they took the processors from the one
 * that they waited for, for minutes.
 */
final class FirstCalls {
    static final int ALONE = 10;
    private final Semaphore turn = new Semaphore(1, true);
    private final AtomicInteger ended = new AtomicInteger();
    private final long patienceMs;

    FirstCalls() {
        this(20_000);
    }

    /** @param patienceMs how long a call waits for its turn, so that nobody who sends slowly keeps the others out */
    FirstCalls(long patienceMs) {
        this.patienceMs = patienceMs;
    }

    /** @return whether the call has the turn, which {@link #left} gives back */
    boolean entered() {
        if (ended.get() >= ALONE) {
            return false;
        }
        try {
            boolean alone = turn.tryAcquire(patienceMs, TimeUnit.MILLISECONDS);
            if (alone && ended.get() >= ALONE) {
                turn.release();
                return false;
            }
            return alone;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void left(boolean alone) {
        if (ended.get() < ALONE) {
            ended.incrementAndGet();
        }
        if (alone) {
            turn.release();
        }
    }
}
