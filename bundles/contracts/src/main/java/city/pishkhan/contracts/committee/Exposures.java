package city.pishkhan.contracts.committee;

import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/**
 * What the decisions say of services and offices; the later one of those that concern an office counts.
 *
 * @param items  by service, in the order in which they count
 * @param missing what keeps offices from working at all, one line each
 */
public record Exposures(List<Exposure> items, List<String> missing) {

    /**
     * One decision that opens or closes a service.
     *
     * @param service  e.g. {@code building-permit}
     * @param exposed  whether it opens the service
     * @param offices  codes of those concerned; empty for all
     * @param quota    cases a day that each may open; absent for any number
     * @param decision number of the decision
     * @param inForce  from when it counts, ISO 8601
     * @param coming   whether its day has not come yet
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
