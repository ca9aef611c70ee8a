package city.pishkhan.deployment.internal.model;

import city.pishkhan.runtime.RouteContexts;
import java.util.Map;
import java.util.Set;

/**
 * What runs in the hub at one moment.
 *
 * @param components by bundle, name and PID
 * @param contexts   by name
 * @param settled    whether all routes that were published had their turn to start
 */
public record HubState(Map<String, Part> components, Map<String, RouteContexts.Info> contexts, boolean settled) {

    /** How a component stands. */
    public enum Stand {
        WELL,
        /** for a service */
        WAITS,
        /** nobody has configured it */
        UNCONFIGURED,
        FAILED
    }

    /**
     * One component.
     *
     * @param bundle symbolic name
     * @param lacks  names of the services that it waits for
     * @param cause  why it failed
     * @param routes whether it publishes routes
     */
    public record Part(String bundle, Stand stand, Set<String> lacks, String cause, boolean routes) {}
}
