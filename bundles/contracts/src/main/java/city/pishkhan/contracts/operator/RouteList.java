package city.pishkhan.contracts.operator;

import jakarta.annotation.Nullable;
import java.util.List;

/**
 * The routes of one context of the node that answers.
 *
 * @param items in their order
 */
public record RouteList(List<Route> items) {

    /**
     * One route.
     *
     * @param id        as Camel has it
     * @param from      what it begins with, without parameters
     * @param state     {@code started} or {@code stopped}, as Camel says
     * @param exchanges messages that it took since it was made
     * @param inflight  messages that are under way in it
     * @param stoppedBy the operator who stopped it; absent if none did
     */
    public record Route(
            String id, String from, String state, long exchanges, long inflight, @Nullable String stoppedBy) {}
}
