package city.pishkhan.access.internal;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Lets those who try one user's password from a network that the user knows go one after another, in the order in which they came. A wrong
 * password makes the next wait a little: who guesses there gets a few tries a second, and the right password its turn among them.
 */
final class LoginTurns {
    private static final int STRIPES = 64;
    private static final int MOST_WAITING = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Duration pause;
    private final Semaphore[] turns =
            Stream.generate(() -> new Semaphore(1, true)).limit(STRIPES).toArray(Semaphore[]::new);

    /** @param pause after a wrong password */
    LoginTurns(Duration pause) {
        this.pause = pause;
    }

    /** A look at a password. */
    interface Look<T> {
        T look() throws RealmLogin.Busy;
    }

    /** @throws RealmLogin.Busy if too many wait already, or for too long */
    <T> T take(String user, Look<T> look) throws RealmLogin.Busy {
        Semaphore turn = turns[Math.floorMod(user.hashCode(), STRIPES)];
        try {
            if (turn.getQueueLength() >= MOST_WAITING || !turn.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new RealmLogin.Busy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RealmLogin.Busy();
        }
        boolean right = false;
        try {
            T found = look.look();
            right = true;
            return found;
        } finally {
            if (!right) {
                LockSupport.parkNanos(pause.toNanos());
            }
            turn.release();
        }
    }
}
