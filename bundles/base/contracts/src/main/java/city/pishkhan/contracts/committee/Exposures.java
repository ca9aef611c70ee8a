package city.pishkhan.contracts.committee;

import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/**
 * Decisions that open or close services for offices. If several concern an office, the latest one counts.
 *
 * @param items   decisions by service, in the order in which they count
 * @param missing obstacles that keep offices from working at all, one line each
 */
public record Exposures(List<Exposure> items, List<String> missing) {

    /**
     * One decision that opens or closes a service.
     *
     * @param service  e.g. {@code building-permit}
     * @param exposed  {@code true} if it opens the service
     * @param offices  codes of the offices concerned; empty for all
     * @param quota    number of cases that each office may open per day; absent for no limit
     * @param decision number of the decision
     * @param inForce  time at which it takes effect, ISO 8601
     * @param coming   {@code true} if this time is in the future
     */
    public record Exposure(
            String service,
            boolean exposed,
            List<String> offices,
            @Nullable Integer quota,
            String decision,
            Instant inForce,
            boolean coming) {}
}
