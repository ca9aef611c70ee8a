package city.pishkhan.spi;

import city.pishkhan.spi.ContractWatch.Departure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps one partner's contract violations for an hour and logs the first, with the partner's name. Thread-safe. */
public final class DepartureLog {
    private static final Logger LOG = LoggerFactory.getLogger(DepartureLog.class);
    /** time for which a violation is reported; it ends even if the partner has not been called since */
    private static final Duration KEPT = Duration.ofHours(1);

    private final String partner;
    private final Clock clock;
    private Departure known;

    /** Creates a log that uses the system clock. */
    public DepartureLog(String partner) {
        this(partner, Clock.systemUTC());
    }

    public DepartureLog(String partner, Clock clock) {
        this.partner = partner;
        this.clock = clock;
    }

    /**
     * Records a violation.
     *
     * @param what error in the reply, without secrets or personal data
     */
    public synchronized void note(String what) {
        Instant now = clock.instant();
        Optional<Departure> before = lately();
        if (before.isEmpty()) {
            LOG.warn("Partner {} violates its contract: {}", partner, what);
        }
        known = new Departure(
                partner,
                before.map(Departure::since).orElse(now),
                now,
                before.map(Departure::count).orElse(0L) + 1,
                what);
    }

    /** The violations of the last hour; empty if there were none. A correct reply does not clear them. */
    public synchronized Optional<Departure> lately() {
        return Optional.ofNullable(known)
                .filter(one -> one.last().isAfter(clock.instant().minus(KEPT)));
    }
}
