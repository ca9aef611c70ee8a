package city.pishkhan.cases.internal.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The present as PostgreSQL keeps it, to the microsecond: what is said at first is what is read later. */
public final class StoredTime {
    private StoredTime() {}

    public static Instant get() {
        return cut(Instant.now());
    }

    public static Instant cut(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }
}
