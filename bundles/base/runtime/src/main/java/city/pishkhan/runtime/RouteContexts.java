package city.pishkhan.runtime;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Live Camel contexts: one per route bundle, per named group of a bundle's routes, and per route file. */
public interface RouteContexts {

    /** Component property of a service that publishes the routes of a door. The hub is not ready without these routes. */
    String DOOR = "pishkhan.door:Boolean=true";

    /**
     * Property of a published {@code RoutesBuilder}: name of the context in which its routes run. Without it, the routes run in the context
     * of their bundle.
     */
    String CONTEXT = "pishkhan.context";

    /** Life cycle state of a context. */
    enum State {
        /** the routes of the context run */
        RUNNING,
        /** a required component is missing: none of the context's routes runs, or only those that were added earlier */
        WAITING,
        /** the context did not start; {@link Info#problem()} gives the reason */
        FAILED
    }

    /**
     * State of one context.
     * @param name    symbolic name of the bundle, context name of the routes, or file name
     * @param state   life cycle state
     * @param routes  ids of the running routes
     * @param started time of the last start, or {@code null} if the context does not exist
     * @param problem missing component or reason of the failure; empty while the context runs
     */
    record Info(String name, State state, List<String> routes, @Nullable Instant started, String problem) {
        public Info {
            routes = List.copyOf(routes);
        }
    }

    /** Returns {@code true} if no start or stop of routes is pending. */
    boolean isSettled();

    /** All contexts, sorted by name. */
    List<Info> contexts();

    /**
     * Counts contexts and class loaders of stopped routes that are still reachable after a garbage collection. A lasting count of more than
     * one or two indicates a leak.
     */
    int unreleased();
}
