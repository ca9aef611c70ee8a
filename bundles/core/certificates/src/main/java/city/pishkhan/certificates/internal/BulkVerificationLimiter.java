package city.pishkhan.certificates.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.security.AttemptLimiter;
import city.pishkhan.api.security.AttemptLimiter.Attempt;
import city.pishkhan.api.security.AttemptLimiter.Kind;
import city.pishkhan.api.security.AttemptLimiter.Limit;
import city.pishkhan.api.security.Caller;
import java.time.Duration;
import java.util.List;

/**
 * Rate limit of bulk verification per login: a maximum of lines per hour, and a much lower maximum of unknown certificates, which
 * indicate guessing. All nodes count together.
 */
final class BulkVerificationLimiter {
    static final int MOST_LINES = 20_000;
    static final int MOST_UNKNOWN = 500;
    private static final Duration WINDOW = Duration.ofHours(1);

    private final AttemptLimiter limiter;

    BulkVerificationLimiter(AttemptLimiter limiter) {
        this.limiter = limiter;
    }

    /**
     * Reserves a check, before any line is looked up. Further checks of the login wait until the caller's transaction ends.
     *
     * @return the attempt, to be settled with the number of lines and the number of unknown certificates
     * @throws Refusal {@code TOO_MANY} with code {@code certificate.check-brake} if the login has exceeded a limit
     */
    Attempt reserve(Caller caller) {
        Attempt attempt = limiter.reserve(
                Kind.CERTIFICATE,
                List.of(
                        Limit.window("lines of certificates of " + caller.principal(), MOST_LINES, WINDOW),
                        Limit.window("unknown certificates of " + caller.principal(), MOST_UNKNOWN, WINDOW)));
        if (!attempt.isPermitted()) {
            throw Refusal.tooMany("certificate.check-brake", attempt.delay().toSeconds() + 1);
        }
        return attempt;
    }
}
