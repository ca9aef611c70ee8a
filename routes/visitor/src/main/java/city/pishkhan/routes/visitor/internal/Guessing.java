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
 * Limits unknown codes, and complaints, of one network for all nodes. A known code is served whatever others behind the same address have
 * named: it holds 75 random bits or more, and one read by an index finds it. Only an unknown code is an attempt, which is counted before the answer
 * says so. While all networks together are above their limit, each of them has one attempt.
 */
final class Guessing {
    private final AttemptLimiter limiter;
    private final Kind kind;
    private final int most;
    private final Duration window;
    private final String code;

    /** @param most unknown codes of one network within {@code window} */
    Guessing(AttemptLimiter limiter, int most, Duration window) {
        this(limiter, Kind.PUBLIC_CODE, most, window, "code.guessing");
    }

    /** The same limit of complaints. */
    static Guessing complaints(AttemptLimiter limiter, int most, Duration window) {
        return new Guessing(limiter, Kind.COMPLAINT, most, window, "complaint.too-many");
    }

    private Guessing(AttemptLimiter limiter, Kind kind, int most, Duration window, String code) {
        this.limiter = limiter;
        this.kind = kind;
        this.most = most;
        this.window = window;
        this.code = code;
    }

    /**
     * Finds by a code.
     *
     * @param unknown refusal of a code that names nothing
     * @throws Refusal {@code unknown}, or TOO_MANY instead of it
     */
    <T> T found(String address, Supplier<Optional<T>> query, Supplier<Refusal> unknown) {
        return query.get().orElseThrow(() -> {
            Attempt attempt = reserve(SourceNetwork.of(address));
            return attempt.isPermitted() ? unknown.get() : refusal(attempt);
        });
    }

    /**
     * Counts before the work is done, so that parallel calls are limited too. Work that fails is not counted.
     *
     * @throws Refusal TOO_MANY until the window is over
     */
    <T> T counted(String source, Supplier<T> work) {
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
