package city.pishkhan.contracts.operator;

import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/**
 * Waiting inquiries by agency.
 *
 * @param items one line per agency
 */
public record Loads(List<Load> items) {

    /**
     * Numbers of inquiries by state.
     *
     * @param agency     e.g. {@code fire}
     * @param queued     inquiries not dispatched yet
     * @param dispatched inquiries dispatched and not acknowledged yet
     * @param delivered  inquiries received by the agency and not answered yet
     * @param oldest     time of the oldest of these inquiries; UTC, ISO 8601; absent if none waits
     * @param overdue    inquiries that did not reach the agency before their deadline
     * @param unreached  time since which an inquiry could not reach the agency; UTC, ISO 8601; absent if all could
     * @param undated    inquiries without a deadline because the working calendar ends too early
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
