package city.pishkhan.runtime;

import java.time.Instant;
import java.util.List;

/** The live Camel contexts: one per route bundle, per name that a bundle gives to part of its routes, and per route file. */
public interface RouteContexts {

    /** Component property of what publishes the routes of a door: without them the hub does not serve. */
    String DOOR = "pishkhan.door:Boolean=true";

    /**
     * Property of a published {@code RoutesBuilder}: the name of the context that its routes run in. Those of one bundle that name none run in the
     * bundle's.
     */
    String CONTEXT = "pishkhan.context";

    /** How far a context has come. */
    enum State {
        /** its routes run */
        RUNNING,
        /** a component that its routes name is not there yet: none of them runs, or all but those that came last */
        WAITING,
        /** it did not start; {@link Info#problem()} says why */
        FAILED
    }

    /**
     * One context.
     *
     * @param name    symbolic name of the bundle, the name that its routes give, or the file's name
     * @param state   how far it has come
     * @param routes  ids of its routes that run
     * @param started when it was last started, or {@code null} while there is none
     * @param problem what it waits for or why it failed; empty while it runs
     */
    record Info(String name, State state, List<String> routes, Instant started, String problem) {
        public Info {
            routes = List.copyOf(routes);
        }
    }

    /** Whether all that was published so far has had its turn to start. */
    boolean settled();

    /** All of them, by name. */
    List<Info> contexts();

    /**
     * Contexts and class loaders of routes that have been stopped and yet are reachable after a garbage collection. More
     * than one or two that stay is a leak.
     */
    int unreleased();
}
