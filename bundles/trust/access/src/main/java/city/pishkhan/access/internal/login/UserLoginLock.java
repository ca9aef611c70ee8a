package city.pishkhan.access.internal.login;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Serializes password checks of one user from familiar networks, in order of arrival. A wrong password delays the next check.
 * An attacker on such a network gets a few attempts a second, and the real user still gets a turn.
 */
final class UserLoginLock {
    private static final int STRIPES = 64;
    private static final int MOST_WAITING = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Duration pause;
    private final Semaphore[] turns =
            Stream.generate(() -> new Semaphore(1, true)).limit(STRIPES).toArray(Semaphore[]::new);

    /** @param pause pause after a wrong password */
    UserLoginLock(Duration pause) {
        this.pause = pause;
    }

    interface PasswordCheck<T> {
        T check() throws PasswordQueue.Busy;
    }

    /**
     * Runs a check when its turn comes.
     *
     * @throws PasswordQueue.Busy if too many checks wait, or this one has waited too long
     */
    <T> T check(String user, PasswordCheck<T> passwordCheck) throws PasswordQueue.Busy {
        Semaphore turn = turns[Math.floorMod(user.hashCode(), STRIPES)];
        try {
            if (turn.getQueueLength() >= MOST_WAITING || !turn.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new PasswordQueue.Busy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PasswordQueue.Busy();
        }
        boolean right = false;
        try {
            T found = passwordCheck.check();
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
