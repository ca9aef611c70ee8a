package city.pishkhan.contracts.operator;

import java.time.Instant;
import java.util.List;

/** What waits, per agency. */
public record Loads(List<Load> items) {

    /** Counts by state. @param oldest when the oldest of them was asked */
    public record Load(String agency, long queued, long dispatched, long delivered, Instant oldest) {}
}
