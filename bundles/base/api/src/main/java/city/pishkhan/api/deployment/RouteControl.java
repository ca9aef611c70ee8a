package city.pishkhan.api.deployment;

import city.pishkhan.api.Refusal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets operators list, stop and start the Camel contexts and routes of this node. A stopped route starts again with the hub, or
 * when its bundle or file changes.
 */
public interface RouteControl {

    /**
     * A Camel context.
     *
     * @param name    name of a bundle, an agency's routes or a route file
     * @param state   {@code running}, {@code waiting} for a component, or {@code failed}
     * @param routes  number of routes
     * @param started start time, or {@code null}
     * @param problem reason why it does not run; empty if it runs
     */
    record Context(String name, String state, int routes, @Nullable Instant started, String problem) {}

    /**
     * A route.
     *
     * @param from      endpoint URI without parameters, which may contain secrets
     * @param state     {@code started} or {@code stopped}, as Camel reports
     * @param exchanges number of messages since it was created
     * @param inflight  number of messages in progress
     * @param stoppedBy operator who stopped it, or {@code null}
     */
    record Route(
            String context,
            String id,
            String from,
            String state,
            long exchanges,
            long inflight,
            @Nullable String stoppedBy) {}

    /** All contexts, by name. */
    List<Context> contexts();

    /**
     * Routes of one or all contexts.
     *
     * @param context name of a context, or {@code null} for all
     * @throws Refusal NOT_FOUND {@code context.unknown}
     */
    List<Route> routes(@Nullable String context);

    /**
     * Stops a route, or all routes of a context; messages in progress have ten seconds to complete.
     *
     * @param operator the operator, as the journal names operators
     * @param route    id of the route, or {@code null} for all
     * @throws Refusal NOT_FOUND {@code context.unknown} or {@code route.unknown}; CONFLICT {@code route.unmoved} if Camel refuses
     */
    void stop(String operator, String context, @Nullable String route);

    /**
     * Starts a stopped route, or all routes of a context.
     *
     * @throws Refusal as {@link #stop}
     */
    void start(String context, @Nullable String route);
}
