package city.pishkhan.api.deployment;

import city.pishkhan.api.Refusal;
import java.time.Instant;
import java.util.List;

/**
 * The Camel contexts of this node and their routes, for operators: what runs, and stopped and started by hand. What was stopped so starts again with the
 * hub, or when its bundle or file changes.
 */
public interface RouteControl {

    /**
     * @param name    of a bundle, an agency's routes or a route file
     * @param state   {@code running}, {@code waiting} for a component, or {@code failed}
     * @param routes  how many it has
     * @param started or {@code null}
     * @param problem why it does not run; empty if it does
     */
    record Context(String name, String state, int routes, Instant started, String problem) {}

    /**
     * @param from      what it begins with, without its parameters, which may hold secrets
     * @param state     {@code started} or {@code stopped}, as Camel says
     * @param exchanges messages that it took since it was made
     * @param inflight  those that are under way
     * @param stoppedBy the operator who stopped it, or {@code null}
     */
    record Route(
            String context, String id, String from, String state, long exchanges, long inflight, String stoppedBy) {}

    /** All, by name. */
    List<Context> contexts();

    /** @param context its name, or {@code null} for all @throws Refusal NOT_FOUND {@code context.unknown} */
    List<Route> routes(String context);

    /**
     * Stops a route, or all of a context; what is under way ends, for ten seconds.
     *
     * @param operator who does it, as the journal names them
     * @param route    its id, or {@code null} for all
     * @throws Refusal NOT_FOUND {@code context.unknown} or {@code route.unknown}; CONFLICT {@code route.unmoved} if Camel refuses
     */
    void stop(String operator, String context, String route);

    /** Starts it again. @throws Refusal as {@link #stop} */
    void start(String context, String route);
}
