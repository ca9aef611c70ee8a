package city.pishkhan.spi;

import city.pishkhan.spi.ContractWatch.Departure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remembers for an hour in what one partner departed from its contract; the first such reply is logged, with the partner's name. */
public final class DepartureLog {
    private static final Logger LOG = LoggerFactory.getLogger(DepartureLog.class);
    /** it may have been asked nothing since */
    private static final Duration KEPT = Duration.ofHours(1);

    private final String partner;
    private final Clock clock;
    private Departure known;

    public DepartureLog(String partner) {
        this(partner, Clock.systemUTC());
    }

    public DepartureLog(String partner, Clock clock) {
        this.partner = partner;
        this.clock = clock;
    }

    /** @param what of the reply is wrong, without secrets or personal data */
    public synchronized void note(String what) {
        Instant now = clock.instant();
        Optional<Departure> before = lately();
        if (before.isEmpty()) {
            LOG.warn("Partner {} does not keep its contract: {}", partner, what);
        }
        known = new Departure(
                partner,
                before.map(Departure::since).orElse(now),
                now,
                before.map(Departure::count).orElse(0L) + 1,
                what);
    }

    /** Empty if it kept to its contract for the last hour, or was asked nothing. One good reply mends no contract. */
    public synchronized Optional<Departure> lately() {
        return Optional.ofNullable(known)
                .filter(one -> one.last().isAfter(clock.instant().minus(KEPT)));
    }
}
