package city.pishkhan.contracts.visitor;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.time.Instant;

/**
 * Public state of a complaint.
 *
 * @param state    {@code received}, {@code hearing}, {@code heard}, {@code deciding}, {@code decided} or {@code dismissed}
 * @param received time of receipt; UTC, ISO 8601
 * @param closed   time of closing; UTC, ISO 8601; absent while open
 * @param measure  {@code warn}, {@code suspend} or {@code reinstate} once decided
 * @param decision number of the committee's decision
 */
public record ComplaintStanding(
        @OneOf({"received", "hearing", "heard", "deciding", "decided", "dismissed"}) String state,
        Instant received,
        @Nullable Instant closed,
        @Nullable @OneOf({"warn", "suspend", "reinstate"}) String measure,
        @Nullable String decision) {}
