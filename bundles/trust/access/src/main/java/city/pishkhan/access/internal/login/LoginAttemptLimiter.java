package city.pishkhan.access.internal.login;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.security.AttemptLimiter;
import city.pishkhan.api.security.AttemptLimiter.Attempt;
import city.pishkhan.api.security.AttemptLimiter.Kind;
import city.pishkhan.api.security.AttemptLimiter.Limit;
import city.pishkhan.api.security.LoginNetworks;
import city.pishkhan.api.security.SourceNetwork;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * Limits password attempts across all nodes. Attempts count per user and network, per user over all networks, and per
 * network over all users; each limit delays the next attempt. A user can log in despite the limits from a network with
 * a successful login of that user within the last 30 days. Passwords from such a network are checked one after another,
 * see {@link UserLoginLock}.
 */
final class LoginAttemptLimiter {
    private static final int STRICT_PAIR = 1;
    /** Divisor of a network's number of free attempts while all networks together exceed the hub's limit. */
    private static final int STRICT_SHARE = 10;

    /**
     * Limits of free attempts.
     *
     * @param userFailures wrong passwords for one user from one network
     * @param userFailuresEverywhere wrong passwords for one user from all networks
     * @param addressFailures wrong passwords for all users from one network
     * @param longest maximum delay
     */
    record Limits(int userFailures, int userFailuresEverywhere, int addressFailures, Duration longest) {}

    private final Limits limits;
    private final Supplier<AttemptLimiter> limiter;
    private final Supplier<LoginNetworks> history;

    /**
     * @param limiter returns {@code null} if unavailable; then only the shell accepts passwords
     * @param history returns {@code null} if unavailable; then every network is unfamiliar
     */
    LoginAttemptLimiter(Limits limits, Supplier<AttemptLimiter> limiter, Supplier<LoginNetworks> history) {
        this.limits = limits;
        this.limiter = limiter;
        this.history = history;
    }

    /**
     * Counts an attempt.
     *
     * @throws Refusal UNAVAILABLE if attempts cannot be counted
     */
    Attempt reserve(String user, String address) {
        return limiter().reserve(Kind.PASSWORD, limits(user, SourceNetwork.of(address)));
    }

    /** Counts and permits the attempt regardless of the limits; for {@link #isFamiliar} networks. */
    Attempt reserveAnyway(String user, String address) {
        return limiter().reserveAnyway(Kind.PASSWORD, limits(user, SourceNetwork.of(address)));
    }

    private AttemptLimiter limiter() {
        AttemptLimiter now = limiter.get();
        if (now == null) {
            throw Refusal.of(Refusal.Kind.UNAVAILABLE, "login.uncounted", null);
        }
        return now;
    }

    private List<Limit> limits(String user, String network) {
        return List.of(
                Limit.growing("password of " + user + " from " + network, limits.userFailures, limits.longest)
                        .strict(STRICT_PAIR)
                        .clearedBySuccess(),
                Limit.growing("password of " + user, limits.userFailuresEverywhere, limits.longest),
                Limit.growing("passwords from " + network, limits.addressFailures, limits.longest)
                        .strict(Math.max(1, limits.addressFailures / STRICT_SHARE)));
    }

    /** Returns {@code true} if the user has logged in from this network within the last 30 days. */
    boolean isFamiliar(String user, String address) {
        LoginNetworks known = history.get();
        return known != null && known.isKnown(account(user), SourceNetwork.of(address));
    }

    void recordSuccess(String user, String address) {
        LoginNetworks known = history.get();
        if (known != null) {
            known.recordSuccess(account(user), SourceNetwork.of(address));
        }
    }

    private static String account(String user) {
        return "user " + user;
    }
}
