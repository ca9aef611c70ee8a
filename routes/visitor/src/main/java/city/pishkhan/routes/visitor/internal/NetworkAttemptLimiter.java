package city.pishkhan.routes.visitor.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.security.AttemptLimiter;
import city.pishkhan.api.security.AttemptLimiter.Attempt;
import city.pishkhan.api.security.AttemptLimiter.Kind;
import city.pishkhan.api.security.AttemptLimiter.Limit;
import city.pishkhan.api.security.SourceNetwork;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Limits unknown codes and complaints per network, across all nodes. A known code is always served, regardless of other attempts from the
 * same address: it has at least 75 random bits and needs one index look-up. Only an unknown code counts as an attempt, and it is counted
 * before the reply. While all networks together exceed their limit, each network has one attempt.
 */
final class NetworkAttemptLimiter {
    private final AttemptLimiter limiter;
    private final Kind kind;
    private final int most;
    private final Duration window;
    private final String code;

    /** @param most maximum number of unknown codes of one network within {@code window} */
    NetworkAttemptLimiter(AttemptLimiter limiter, int most, Duration window) {
        this(limiter, Kind.PUBLIC_CODE, most, window, "code.guessing");
    }

    /** Creates a limit for complaints. */
    static NetworkAttemptLimiter complaints(AttemptLimiter limiter, int most, Duration window) {
        return new NetworkAttemptLimiter(limiter, Kind.COMPLAINT, most, window, "complaint.too-many");
    }

    private NetworkAttemptLimiter(AttemptLimiter limiter, Kind kind, int most, Duration window, String code) {
        this.limiter = limiter;
        this.kind = kind;
        this.most = most;
        this.window = window;
        this.code = code;
    }

    /**
     * Finds an object by a code.
     * @param unknown creates the refusal for an unknown code
     * @throws Refusal {@code unknown}, or TOO_MANY instead of it
     */
    <T> T find(String address, Supplier<Optional<T>> query, Supplier<Refusal> unknown) {
        return query.get().orElseThrow(() -> {
            Attempt attempt = reserve(SourceNetwork.of(address));
            return attempt.isPermitted() ? unknown.get() : refusal(attempt);
        });
    }

    /**
     * Runs work as a counted attempt. The attempt is counted before the work runs, so that parallel calls are limited
     * too. If the work fails, the count is undone.
     * @throws Refusal TOO_MANY until the window has passed
     */
    <T> T runCounted(String source, Supplier<T> work) {
        Attempt attempt = reserve(source);
        if (!attempt.isPermitted()) {
            throw refusal(attempt);
        }
        try {
            return work.get();
        } catch (RuntimeException e) {
            release(attempt, e);
            throw e;
        }
    }

    private static void release(Attempt attempt, RuntimeException cause) {
        try {
            attempt.release();
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    private Attempt reserve(String source) {
        return limiter.reserve(
                kind,
                List.of(Limit.window(kind + " from " + source, most, window).strict(1)));
    }

    private Refusal refusal(Attempt attempt) {
        return Refusal.tooMany(code, attempt.delay().plusMillis(999).toSeconds());
    }
}
