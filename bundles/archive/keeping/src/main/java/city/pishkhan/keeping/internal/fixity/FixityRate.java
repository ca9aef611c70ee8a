package city.pishkhan.keeping.internal.fixity;

import java.time.Duration;

/** Rate of the verification in sheets per second: the configured rate, or the rate needed for a cycle over all sheets. */
final class FixityRate {
    /** Maximum time between two verifications of a sheet. */
    static final Duration LONGEST = Duration.ofDays(90);

    /** Planned duration of a cycle, which leaves some days for downtimes of nodes and stores. */
    private static final Duration PLANNED = Duration.ofDays(75);

    private final double set;

    /** @param set sheets per second; 0 = derived from the number of sheets */
    FixityRate(double set) {
        if (set < 0) {
            throw new IllegalArgumentException("fixity.sheetsPerSecond must not be negative");
        }
        this.set = set;
    }

    /** @param sheets approximate number of sheets */
    double perSecond(long sheets) {
        return set > 0 ? set : Math.max(1, (double) sheets / PLANNED.toSeconds());
    }

    Duration cycleDuration(long sheets) {
        return Duration.ofSeconds((long) (sheets / perSecond(sheets)));
    }
}
