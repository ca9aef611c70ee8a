package city.pishkhan.certificates.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.security.Caller;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The brake on bulk checks, for each login: so many lines an hour, and far fewer that name nothing, for who tries numbers out is no
 * notary. Holds a bounded number of logins; each node counts for itself.
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

    /** @throws Refusal TOO_MANY {@code certificate.check-brake} if these lines are too many now */
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
