package city.pishkhan.contracts.operator;

import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/**
 * What waits, per agency.
 *
 * @param items a line per agency
 */
public record Loads(List<Load> items) {

    /**
     * Counts by state.
     *
     * @param agency     e.g. {@code fire}
     * @param queued     inquiries that were not sent yet
     * @param dispatched inquiries that were sent, and not acknowledged yet
     * @param delivered  inquiries that the agency has, and has not answered yet
     * @param oldest     when the oldest of them was asked; UTC, ISO 8601; absent if none waits
     */
    public record Load(String agency, long queued, long dispatched, long delivered, @Nullable Instant oldest) {}
}
