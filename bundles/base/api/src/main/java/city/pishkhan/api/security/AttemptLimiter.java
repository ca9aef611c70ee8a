package city.pishkhan.api.security;

import java.time.Duration;
import java.util.List;

/**
 * Limits attempts at secrets that can be guessed. Attempts are counted in the database for all nodes. The caller reserves an
 * attempt, tries the secret, and releases the attempt if the secret was right: parallel attempts are counted before any of them
 * is tried.
 */
public interface AttemptLimiter {

    /**
     * Kind of an attempt. Each kind has a limit for all its counters together, which {@code
     * etc/city.pishkhan.sessions.attempts.cfg} sets.
     */
    enum Kind {
        /** passwords of logins */
        PASSWORD,
        /** one-time codes of citizens, codes at a counter and PINs of slips */
        CODE,
        /** unknown tracking codes and certificate codes */
        PUBLIC_CODE,
        /** complaints, which anyone may file */
        COMPLAINT,
        /** unknown certificates in bulk verification, whose numbers can be guessed */
        CERTIFICATE,
        /** one-time codes that are sent as text messages */
        CODE_SENDING
    }

    /**
     * A counter of attempts and its limit.
     *
     * @param counter name of the counter, e.g. {@code password of fire from 203.0.113.0/24}; stored as a keyed digest
     * @param max     number of attempts that are permitted before the limit applies
     * @param strict  the same number while all counters of the kind together are above the kind's limit
     * @param period  the window of a fixed limit; the longest delay of a growing limit
     * @param growing {@code true}: beyond {@code max}, each attempt delays the next, first for a second and then twice
     *     as long each time. {@code false}: no attempt beyond {@code max} until the window ends
     * @param cleared whether a right secret resets the counter to zero; otherwise it releases only its own attempt
     */
    record Limit(String counter, int max, int strict, Duration period, boolean growing, boolean cleared) {

        /** Creates a limit of {@code max} attempts in a window. */
        public static Limit window(String counter, int max, Duration window) {
            return new Limit(counter, max, max, window, false, false);
        }

        /**
         * Creates a limit with growing delays after {@code max} attempts. The counter restarts at zero if no attempt is
         * made for the duration {@code longest} after the last delay.
         */
        public static Limit growing(String counter, int max, Duration longest) {
            return new Limit(counter, max, max, longest, true, false);
        }

        /** Returns a copy that permits fewer attempts while the kind is above its limit in total. */
        public Limit strict(int fewer) {
            return new Limit(counter, max, Math.min(max, fewer), period, growing, cleared);
        }

        /** Returns a copy whose counter is reset to zero by a right secret. */
        public Limit clearedBySuccess() {
            return new Limit(counter, max, strict, period, growing, true);
        }
    }

    /** Result of a reservation: a reserved attempt, or the delay until the next attempt is permitted. */
    interface Attempt {

        /** Time until the next attempt is permitted; zero if this attempt is permitted. */
        Duration delay();

        /** Returns {@code true} if the caller may try the secret. */
        default boolean isPermitted() {
            return delay().isZero();
        }

        /** Releases the attempt because the secret was right or was not tried. Joins the caller's transaction. */
        void release();

        /**
         * Replaces the reserved attempt by several counted attempts, if one call tries several secrets. Joins the
         * caller's transaction. The counters stay locked until that transaction ends, so parallel calls cannot exceed a
         * limit by more than one call.
         *
         * @param counts number of attempts for each limit, in the order of the limits; the last number is also counted
         *               for the kind in total
         */
        void settle(int... counts);
    }

    /**
     * Counts an attempt for each of the limits, unless one of them is exceeded: then nothing is counted. A single statement,
     * which joins the caller's transaction.
     *
     * @throws city.pishkhan.api.Refusal UNAVAILABLE if the database does not answer; no secret may be tried then
     */
    Attempt reserve(Kind kind, List<Limit> limits);

    /**
     * As {@link #reserve}, but counts and permits the attempt even above the limits: for networks from which the account has
     * logged in before.
     */
    Attempt reserveAnyway(Kind kind, List<Limit> limits);

    /** Returns {@code true} if the kind was above its limit in total within the last hour. */
    boolean isAlarmed(Kind kind);
}
