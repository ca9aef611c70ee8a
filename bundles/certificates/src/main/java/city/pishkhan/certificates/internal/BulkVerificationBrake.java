package city.pishkhan.certificates.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.security.Caller;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Rate limit of bulk verification per login: a maximum of lines per hour, and a much lower maximum of unknown certificates, which
 * indicate guessing. The number of tracked logins is bounded. Each node counts separately. Thread-safe.
 */
final class BulkVerificationBrake {
    static final int MOST_LINES = 20_000;
    static final int MOST_UNKNOWN = 500;
    private static final Duration WINDOW = Duration.ofHours(1);
    private static final int CAPACITY = 10_000;

    private record Count(int lines, int unknown, Instant first) {}

    private final Clock clock;
    private final Map<String, Count> byLogin = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
            return size() > CAPACITY;
        }
    };

    BulkVerificationBrake(Clock clock) {
        this.clock = clock;
    }

    /** @throws Refusal {@code TOO_MANY} with code {@code certificate.check-brake} if these lines exceed the limit */
    synchronized void check(Caller caller, int lines) {
        Count count = current(caller);
        if (count.lines + lines > MOST_LINES || count.unknown >= MOST_UNKNOWN) {
            throw Refusal.of(Refusal.Kind.TOO_MANY, "certificate.check-brake", null);
        }
    }

    synchronized void checked(Caller caller, int lines, int unknown) {
        Count count = current(caller);
        byLogin.put(caller.principal(), new Count(count.lines + lines, count.unknown + unknown, count.first));
    }

    private Count current(Caller caller) {
        Count count = byLogin.get(caller.principal());
        return count == null || !clock.instant().isBefore(count.first.plus(WINDOW))
                ? new Count(0, 0, clock.instant())
                : count;
    }
}
