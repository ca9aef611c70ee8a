package city.pishkhan.contracts.operator;

import jakarta.annotation.Nullable;
import java.util.List;

/**
 * Routes of a Camel context on the answering node.
 *
 * @param items routes in their order
 */
public record RouteList(List<Route> items) {

    /**
     * One route.
     *
     * @param id        id of the route in Camel
     * @param from      endpoint from which it consumes, without parameters
     * @param state     {@code started} or {@code stopped}, as reported by Camel
     * @param exchanges number of messages received since the route was created
     * @param inflight  number of messages in progress
     * @param stoppedBy operator who stopped it; absent if no operator did
     */
    public record Route(
            String id, String from, String state, long exchanges, long inflight, @Nullable String stoppedBy) {}
}
