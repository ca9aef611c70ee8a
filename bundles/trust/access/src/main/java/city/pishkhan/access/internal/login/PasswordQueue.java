package city.pishkhan.access.internal.login;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Limits the number of concurrent password checks, because each hash occupies a core for a noticeable part of a second. Users
 * from familiar networks have priority, so that many wrong passwords do not delay them. The length of the queue and the
 * waiting time are limited, because each waiting login blocks a thread.
 */
final class PasswordQueue {
    /** Number of familiar logins in a row after which an unfamiliar one is checked. */
    private static final int IN_A_ROW = 3;

    private final int mostWaiting;
    private final long patienceMillis;
    private final Deque<CountDownLatch> familiar = new ArrayDeque<>();
    private final Deque<CountDownLatch> strangers = new ArrayDeque<>();
    private int free;
    private int inARow;

    /**
     * @param checks number of concurrent checks
     * @param mostWaiting maximum number of waiting unfamiliar logins, and of waiting familiar logins
     * @param patienceMillis maximum waiting time in milliseconds
     */
    PasswordQueue(int checks, int mostWaiting, long patienceMillis) {
        free = checks;
        this.mostWaiting = mostWaiting;
        this.patienceMillis = patienceMillis;
    }

    /** Reports that too many logins are being checked. */
    static final class Busy extends Exception {
        private static final long serialVersionUID = 1L;
    }

    interface Check<T> {
        T check();
    }

    /**
     * Runs a check when its turn comes.
     *
     * @param isFamiliar {@code true} if the user has logged in from this network before; evaluated only if the check has to
     *     wait
     * @throws Busy if too many checks wait, or this one has waited too long
     */
    <T> T check(BooleanSupplier isFamiliar, Check<T> check) throws Busy {
        if (!tryEnter()) {
            await(isFamiliar.getAsBoolean() ? familiar : strangers);
        }
        try {
            return check.check();
        } finally {
            release();
        }
    }

    private synchronized boolean tryEnter() {
        if (free == 0) {
            return false;
        }
        free--;
        return true;
    }

    private void await(Deque<CountDownLatch> queue) throws Busy {
        CountDownLatch turn = new CountDownLatch(1);
        synchronized (this) {
            if (free > 0) {
                free--;
                return;
            }
            if (queue.size() >= mostWaiting) {
                throw new Busy();
            }
            queue.add(turn);
        }
        boolean isMine = false;
        try {
            isMine = turn.await(patienceMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            // if the latch is no longer in the queue, this thread got its turn just before the time ran out
            if (!isMine && queue.remove(turn)) {
                throw new Busy();
            }
        }
    }

    synchronized int waiting() {
        return familiar.size() + strangers.size();
    }

    private synchronized void release() {
        boolean isStrangersTurn = familiar.isEmpty() || inARow >= IN_A_ROW && !strangers.isEmpty();
        CountDownLatch next = (isStrangersTurn ? strangers : familiar).poll();
        inARow = isStrangersTurn ? 0 : inARow + 1;
        if (next == null) {
            free++;
        } else {
            next.countDown();
        }
    }
}
