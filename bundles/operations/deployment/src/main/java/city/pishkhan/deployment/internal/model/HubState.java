package city.pishkhan.deployment.internal.model;

import city.pishkhan.runtime.RouteContexts;
import java.util.Map;
import java.util.Set;

/**
 * State of the hub at one time.
 *
 * @param components by bundle, name and PID
 * @param contexts by name
 * @param settled {@code true} if all published routes have been started or have failed
 */
public record HubState(Map<String, Part> components, Map<String, RouteContexts.Info> contexts, boolean settled) {

    /** State of a component. */
    public enum ComponentState {
        WELL,
        /** Waits for a service. */
        WAITS,
        /** Has no configuration. */
        UNCONFIGURED,
        FAILED
    }

    /**
     * One component.
     *
     * @param bundle symbolic name
     * @param lacks names of the missing services
     * @param cause reason of the failure
     * @param routes {@code true} if it publishes routes
     */
    public record Part(String bundle, ComponentState state, Set<String> lacks, String cause, boolean routes) {}
}
