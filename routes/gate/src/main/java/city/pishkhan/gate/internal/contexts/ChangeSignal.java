package city.pishkhan.gate.internal.contexts;

/**
 * Counts changes and lets threads wait for the next one. A thread that reads the count before it checks its condition
 * misses no change. Thread-safe.
 */
public final class ChangeSignal {
    private long count;

    /** Reports a change and wakes all waiting threads. */
    public synchronized void send() {
        count++;
        notifyAll();
    }

    /** Number of changes so far. */
    public synchronized long count() {
        return count;
    }

    /**
     * Waits for a change.
     * @param seen  number of changes that the caller has seen
     * @param nanos maximum waiting time, in nanoseconds
     * @return number of changes so far
     */
    public synchronized long await(long seen, long nanos) throws InterruptedException {
        long end = System.nanoTime() + nanos;
        long left = nanos;
        while (count == seen && left > 0) {
            // at least a millisecond, because zero waits without a limit
            wait(left / 1_000_000 + 1);
            left = end - System.nanoTime();
        }
        return count;
    }
}
