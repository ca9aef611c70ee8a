package city.pishkhan.contracts.operator;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/**
 * The Camel contexts of the node that answers, each with the sum of its routes.
 *
 * @param items by name
 */
public record ContextList(List<Context> items) {

    /**
     * One context.
     *
     * @param name      of a bundle, an agency's routes or a route file
     * @param kind      {@code door} if callers come in by it, {@code agency} if it carries inquiries, else {@code other}
     * @param state     {@code running}, {@code waiting} for a component, or {@code failed}
     * @param routes    how many it has
     * @param stopped   how many of them operators stopped
     * @param exchanges messages that they took since they were made
     * @param inflight  messages that are under way in them
     * @param from      what they begin with, but for what they call each other by; ten at most, without parameters
     * @param started   UTC, ISO 8601; absent if it did not start
     * @param problem   why it does not run; absent if it does
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
