package city.pishkhan.api.security;

import java.time.Duration;
import java.util.List;

/**
 * Limits attempts at secrets that can be guessed. Attempts are counted in the database for all nodes. The caller reserves an attempt, tries
 * the secret, and releases the attempt if the secret was right: parallel attempts are counted before any of them is tried.
 */
public interface AttemptLimiter {

    /** Kind of an attempt. Each kind has a limit in total, which {@code etc/city.pishkhan.sessions.attempts.cfg} sets. */
    enum Kind {
        /** passwords of logins */
        PASSWORD,
        /** one-time codes of citizens, codes at a counter and PINs of slips */
        CODE,
        /** unknown tracking codes and certificate codes */
        PUBLIC_CODE,
        /** complaints, which anybody may make */
        COMPLAINT
    }

    /**
     * A counter of attempts and its limit.
     *
     * @param counter what is counted, e.g. {@code password of fire from 203.0.113.0/24}; stored as a keyed digest
     * @param most    attempts that are free
     * @param strict  the same while the kind is above its limit in total
     * @param period  the window of a fixed limit; the longest delay of a growing one
     * @param growing {@code true}: beyond {@code most} each attempt delays the next one, for a second at first and twice as long each
     *                time. {@code false}: no attempt beyond {@code most} until the window ends
     * @param cleared whether a right secret sets the counter to zero; else it takes back its own attempt
     */
    record Limit(String counter, int most, int strict, Duration period, boolean growing, boolean cleared) {

        /** {@code most} attempts in a window. */
        public static Limit window(String counter, int most, Duration window) {
            return new Limit(counter, most, most, window, false, false);
        }

        /** Delays that grow after {@code most} attempts; a counter that is quiet for {@code longest} after its last delay starts at zero. */
        public static Limit growing(String counter, int most, Duration longest) {
            return new Limit(counter, most, most, longest, true, false);
        }

        /** The same with fewer attempts while the kind is above its limit in total. */
        public Limit strict(int fewer) {
            return new Limit(counter, most, Math.min(most, fewer), period, growing, cleared);
        }

        /** The same, set to zero by a right secret. */
        public Limit clearedBySuccess() {
            return new Limit(counter, most, strict, period, growing, true);
        }
    }

    /** A reserved attempt, or the answer that none is permitted now. */
    interface Attempt {

        /** Time until the next attempt is permitted; zero if this one is. */
        Duration delay();

        /** Whether the caller may try the secret. */
        default boolean isPermitted() {
            return delay().isZero();
        }

        /** Takes the attempt back: the secret was right, or nothing was tried. Joins the caller's transaction. */
        void release();
    }

    /**
     * Counts an attempt against each of the limits, unless one of them is exceeded: then it counts nothing. One statement, which joins the
     * caller's transaction.
     *
     * @throws city.pishkhan.api.Refusal UNAVAILABLE if the database does not answer: nothing may be tried then
     */
    Attempt reserve(Kind kind, List<Limit> limits);

    /** As {@link #reserve}, but counts and permits the attempt even above the limits: for networks from which the account has logged in before. */
    Attempt reserveAnyway(Kind kind, List<Limit> limits);

    /** Whether the kind was above its limit in total within the last hour. */
    boolean isAlarmed(Kind kind);
}
