package city.pishkhan.cases.internal.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Current time in the precision of PostgreSQL, microseconds, so that a value is equal before and after it is stored. */
public final class StoredTime {
    private StoredTime() {}

    public static Instant get() {
        return truncate(Instant.now());
    }

    public static Instant truncate(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }
}
