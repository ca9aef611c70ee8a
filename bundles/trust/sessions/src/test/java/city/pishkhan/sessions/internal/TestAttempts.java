package city.pishkhan.sessions.internal;

import city.pishkhan.api.security.AttemptLimiter;
import city.pishkhan.api.security.AttemptLimiter.Kind;
import city.pishkhan.api.security.Vault;
import city.pishkhan.persistence.TestStore;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Counted attempts for tests: the hub's own limiter on the test's database. */
public final class TestAttempts {
    private static final int MANY = 1_000;

    private TestAttempts() {}

    /** Returns a limiter with the database's clock and total limits that no test reaches. */
    public static AttemptLimiter create(TestStore database, Vault vault) {
        return create(database, vault, MANY, () -> null);
    }

    /**
     * @param total limit of each kind
     * @param clock returns {@code null} to use the database's clock
     */
    public static AttemptLimiter create(TestStore database, Vault vault, int total, Supplier<Instant> clock) {
        return new AttemptLimiterService(
                database.tx(),
                database.schemas(),
                vault,
                Stream.of(Kind.values()).collect(Collectors.toMap(kind -> kind, kind -> total)),
                clock);
    }
}
