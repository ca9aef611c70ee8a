package city.pishkhan.camel.internal;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The first piece of work of a hub goes alone: it loads the classes that all need. Where the workers of all queues began at once, each asked
 * the framework again and again for classes that another was about to define, and took the processors from it.
 */
final class FirstWork {
    private final Semaphore turn = new Semaphore(1, true);
    private final long patienceMs;
    private volatile boolean done;

    /** @param patienceMs how long others wait for it: it may take as long as its partner likes, its classes are there sooner */
    FirstWork(long patienceMs) {
        this.patienceMs = patienceMs;
    }

    /** @return whether it has the turn, which {@link #left} gives back */
    boolean entered() {
        if (done) {
            return false;
        }
        try {
            boolean alone = turn.tryAcquire(patienceMs, TimeUnit.MILLISECONDS);
            if (alone && done) {
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
        done = true;
        if (alone) {
            turn.release();
        }
    }
}
