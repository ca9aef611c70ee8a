package city.pishkhan.archive.internal.fixity;

import java.time.Duration;

/** How many sheets are read again in a second: as set, or as many as a round over all of them may take. */
final class FixityRate {
    /** Within that every sheet is to be read once. */
    static final Duration LONGEST = Duration.ofDays(90);

    /** Some days are left for a hub that is down, a store that is away. */
    private static final Duration PLANNED = Duration.ofDays(75);

    private final double set;

    /** @param set sheets in a second; 0 = by how many there are */
    FixityRate(double set) {
        if (set < 0) {
            throw new IllegalArgumentException("fixity.sheetsPerSecond is below 0");
        }
        this.set = set;
    }

    /** @param sheets how many there are, about */
    double perSecond(long sheets) {
        return set > 0 ? set : Math.max(1, (double) sheets / PLANNED.toSeconds());
    }

    /** How long a round takes. */
    Duration round(long sheets) {
        return Duration.ofSeconds((long) (sheets / perSecond(sheets)));
    }
}
