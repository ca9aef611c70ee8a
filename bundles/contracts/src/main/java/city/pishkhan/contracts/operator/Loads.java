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
     * @param overdue    how many did not reach the agency by their deadline
     * @param unreached  since when one of them could not reach it; UTC, ISO 8601; absent if all could
     * @param undated    how many have no deadline because the working calendar ends too early
     */
    public record Load(
            String agency,
            long queued,
            long dispatched,
            long delivered,
            @Nullable Instant oldest,
            long overdue,
            @Nullable Instant unreached,
            long undated) {}
}
