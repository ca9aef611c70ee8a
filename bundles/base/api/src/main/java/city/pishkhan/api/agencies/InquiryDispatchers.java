package city.pishkhan.api.agencies;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Routes on this node that consume the agencies' queues and dispatch inquiries. */
public interface InquiryDispatchers {

    /** Maximum number of consumers for one agency on one node. */
    int MAX_CONSUMERS = 64;

    /** Maximum number of inquiries per second to one agency from one node. */
    int MAX_PER_SECOND = 10_000;

    /** Agencies whose inquiries a running route dispatches now. */
    Set<String> agencies();

    /**
     * For each agency, the name of the Camel context that consumes its inquiries on this node. Only one context can
     * consume them.
     */
    default Map<String, String> contexts() {
        return Map.of();
    }

    /**
     * Thrown when a route starts for an agency that another route already serves. The two routes would receive the
     * agency's inquiries at random. The earlier route continues.
     */
    final class AgencyAlreadyServed extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        /** @param message the existing and the rejected route, for the author of the routes */
        public AgencyAlreadyServed(String message) {
            super(message);
        }
    }

    /** Dispatch state of one agency; empty if no route on this node dispatches its inquiries. */
    Optional<DispatchState> dispatchState(String agency);

    /** If the agency's circuit breaker is open, lets one inquiry through now. */
    void tryNow(String agency);

    /**
     * Sets the operators' overrides of the routes' limits, by agency; an agency that is not in the map uses its routes' limits.
     * Effective at once, also for routes that start later. Surplus consumers stop after their current inquiry.
     */
    void setLimits(Map<String, Limit> limits);

    /**
     * Limits of an agency; {@code null} means the value of the route.
     *
     * @param consumers consumers of each route that dispatches inquiries to the agency
     * @param perSecond maximum inquiries per second; 0 for no limit
     */
    record Limit(@Nullable Integer consumers, @Nullable Integer perSecond) {}

    /** State of an agency's circuit breaker. */
    enum Breaker {
        CLOSED,
        /** No inquiry is sent until the waiting time ends. */
        OPEN,
        /** One inquiry tests whether the agency is reachable again. */
        HALF_OPEN
    }

    /**
     * Dispatch state of one agency.
     *
     * @param consumers number of inquiries that are dispatched concurrently
     * @param perSecond maximum inquiries per second; 0 for no limit
     * @param until     time at which an open breaker lets one inquiry through; {@code null} if it is not open
     * @param latency   median of the latest successful calls; {@code null} before the first
     * @param lastError error of the last failed call since the routes started; {@code null} if none failed
     */
    record DispatchState(
            int consumers,
            int perSecond,
            Breaker breaker,
            @Nullable Instant until,
            @Nullable Duration latency,
            @Nullable String lastError) {}
}
