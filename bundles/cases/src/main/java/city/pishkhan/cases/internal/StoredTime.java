package city.pishkhan.cases.internal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The present as PostgreSQL keeps it, to the microsecond: what is said at first is what is read later. */
final class StoredTime {
    private StoredTime() {}

    static Instant get() {
        return cut(Instant.now());
    }

    static Instant cut(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }
}
