package city.pishkhan.access.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Checks few passwords at a time, because each hash costs a good part of a second of one core. Users who come from a network that they have
 * logged in from go before strangers, so that many wrong passwords do not hold them up. The number of those that wait, and their time, is
 * limited, because each of them holds a thread.
 */
final class PasswordQueue {
    /** After so many familiar logins in a row a stranger has its turn. */
    private static final int IN_A_ROW = 3;

    private final int mostWaiting;
    private final long patienceMillis;
    private final Deque<CountDownLatch> familiar = new ArrayDeque<>();
    private final Deque<CountDownLatch> strangers = new ArrayDeque<>();
    private int free;
    private int inARow;

    /**
     * @param checks         passwords that are checked at a time
     * @param mostWaiting    strangers that wait, and as many familiar logins
     * @param patienceMillis how long one waits
     */
    PasswordQueue(int checks, int mostWaiting, long patienceMillis) {
        free = checks;
        this.mostWaiting = mostWaiting;
        this.patienceMillis = patienceMillis;
    }

    /** A check of a password. */
    interface Check<T> {
        T check();
    }

    /**
     * Checks a password when it has its turn.
     *
     * @param isFamiliar whether the user has logged in from there before; asked only if the check has to wait
     * @throws RealmLogin.Busy if too many wait already, or this one has waited too long
     */
    <T> T check(BooleanSupplier isFamiliar, Check<T> check) throws RealmLogin.Busy {
        if (!tryEnter()) {
            await(isFamiliar.getAsBoolean() ? familiar : strangers);
        }
        try {
            return check.check();
        } finally {
            leave();
        }
    }

    private synchronized boolean tryEnter() {
        if (free == 0) {
            return false;
        }
        free--;
        return true;
    }

    private void await(Deque<CountDownLatch> queue) throws RealmLogin.Busy {
        CountDownLatch turn = new CountDownLatch(1);
        synchronized (this) {
            if (free > 0) {
                free--;
                return;
            }
            if (queue.size() >= mostWaiting) {
                throw new RealmLogin.Busy();
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
            // who is no longer in the queue got the turn at the last moment
            if (!isMine && queue.remove(turn)) {
                throw new RealmLogin.Busy();
            }
        }
    }

    synchronized int waiting() {
        return familiar.size() + strangers.size();
    }

    private synchronized void leave() {
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
