package city.pishkhan.spi;

import city.pishkhan.spi.ContractWatch.ContractViolation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps one partner's contract violations for an hour and logs the first, with the partner's name. Thread-safe. */
public final class ContractViolationLog {
    private static final Logger LOG = LoggerFactory.getLogger(ContractViolationLog.class);
    /** time for which a violation is reported; the report ends even if the partner has not been called since */
    private static final Duration KEPT = Duration.ofHours(1);

    private final String partner;
    private final Clock clock;
    private @Nullable ContractViolation known;

    /** Creates a log that uses the system clock. */
    public ContractViolationLog(String partner) {
        this(partner, Clock.systemUTC());
    }

    public ContractViolationLog(String partner, Clock clock) {
        this.partner = partner;
        this.clock = clock;
    }

    /**
     * Records a violation.
     *
     * @param what error in the reply, without secrets or personal data
     */
    public synchronized void record(@Nullable String what) {
        Instant now = clock.instant();
        Optional<ContractViolation> before = findRecent();
        if (before.isEmpty()) {
            LOG.warn("Partner {} violates its contract: {}", partner, what);
        }
        known = new ContractViolation(
                partner,
                before.map(ContractViolation::since).orElse(now),
                now,
                before.map(ContractViolation::count).orElse(0L) + 1,
                what);
    }

    /** The violations of the last hour; empty if there were none. A correct reply does not clear them. */
    public synchronized Optional<ContractViolation> findRecent() {
        return Optional.ofNullable(known)
                .filter(one -> one.last().isAfter(clock.instant().minus(KEPT)));
    }
}
