package city.pishkhan.contracts.operator;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/**
 * Camel contexts of the answering node, each with the totals of its routes.
 *
 * @param items contexts, sorted by name
 */
public record ContextList(List<Context> items) {

    /**
     * One context.
     *
     * @param name      name of a bundle, of an agency's routes or of a route file
     * @param kind      {@code door} if it receives callers' requests, {@code agency} if it dispatches inquiries, otherwise {@code other}
     * @param state     {@code running}, {@code waiting} for a component, or {@code failed}
     * @param routes    number of routes
     * @param stopped   number of routes stopped by operators
     * @param exchanges number of messages received since the routes were created
     * @param inflight  number of messages in progress
     * @param from      endpoints from which the routes consume, without internal ones and without parameters; up to ten
     * @param started   start; UTC, ISO 8601; absent if it did not start
     * @param problem   reason why it does not run; absent if it runs
     */
    public record Context(
            String name,
            @OneOf({"door", "agency", "other"}) String kind,
            @OneOf({"running", "waiting", "failed"}) String state,
            int routes,
            int stopped,
            long exchanges,
            long inflight,
            List<String> from,
            @Nullable Instant started,
            @Nullable String problem) {}
}
