package city.pishkhan.deployment.internal.model;

import city.pishkhan.deployment.internal.model.HubState.ComponentState;
import city.pishkhan.deployment.internal.model.HubState.Part;
import city.pishkhan.runtime.RouteContexts;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** Reads the state of the hub. */
public final class HubWatch {
    private static final String ROUTES = "org.apache.camel.RoutesBuilder";
    private static final Pattern THROWN =
            Pattern.compile("^(?:Caused by: )?((?:[a-z_$][\\w$]*\\.)++[A-Z][\\w$]*(?:: .*)?)$", Pattern.MULTILINE);

    private final ServiceComponentRuntime components;
    private final Supplier<RouteContexts> contexts;
    private final Supplier<Object> changes;
    private volatile Map<String, Part> failing = Map.of();
    private @Nullable Object remembered;

    /**
     * @param components the component runtime
     * @param changes returns the component runtime's {@code service.changecount}
     * @param contexts returns {@code null} if no routes are run
     */
    public HubWatch(ServiceComponentRuntime components, Supplier<Object> changes, Supplier<RouteContexts> contexts) {
        this.components = components;
        this.changes = changes;
        this.contexts = contexts;
    }

    /**
     * Records failed components if anything changed; called periodically.
     *
     * @param quiet returns {@code true} if no deployment began during the call
     */
    public synchronized void recordFailures(BooleanSupplier quiet) {
        // the change count is read first, so that a change during the check is noticed the next time
        Object now = changes.get();
        if (now != null && now.equals(remembered)) {
            return;
        }
        Map<String, Part> failed = new TreeMap<>(readParts(new TreeSet<>()));
        failed.values().removeIf(part -> part.state() != ComponentState.FAILED);
        if (quiet.getAsBoolean()) {
            failing = failed;
            remembered = now;
        }
    }

    /** Returns the state before a deployment. A component that failed and is being retried counts as failed. */
    public HubState before() {
        Set<String> active = new TreeSet<>();
        Map<String, Part> parts = readParts(active);
        failing.forEach((key, part) -> {
            if (!active.contains(key)) {
                parts.put(key, part);
            }
        });
        return state(parts);
    }

    public HubState now() {
        return state(readParts(new TreeSet<>()));
    }

    /** @param active receives the keys of the components that are active */
    private Map<String, Part> readParts(Set<String> active) {
        Map<String, Part> parts = new TreeMap<>();
        for (ComponentDescriptionDTO component : components.getComponentDescriptionDTOs()) {
            boolean routes = Arrays.asList(component.serviceInterfaces).contains(ROUTES);
            for (ComponentConfigurationDTO one : components.getComponentConfigurationDTOs(component)) {
                Object pid = one.properties.get("service.pid");
                String key = component.bundle.symbolicName + "/" + component.name + (pid == null ? "" : " " + pid);
                if (one.state == ComponentConfigurationDTO.ACTIVE) {
                    active.add(key);
                }
                parts.put(
                        key,
                        new Part(component.bundle.symbolicName, componentState(one), lacks(one), cause(one), routes));
            }
        }
        return parts;
    }

    private HubState state(Map<String, Part> parts) {
        RouteContexts running = contexts.get();
        Map<String, RouteContexts.Info> infos = new TreeMap<>();
        if (running != null) {
            running.contexts().forEach(info -> infos.put(info.name(), info));
        }
        return new HubState(parts, infos, running == null || running.isSettled());
    }

    private static ComponentState componentState(ComponentConfigurationDTO one) {
        return switch (one.state) {
            case ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION -> ComponentState.UNCONFIGURED;
            case ComponentConfigurationDTO.UNSATISFIED_REFERENCE -> ComponentState.WAITS;
            case ComponentConfigurationDTO.FAILED_ACTIVATION -> ComponentState.FAILED;
            default -> ComponentState.WELL;
        };
    }

    private static Set<String> lacks(ComponentConfigurationDTO one) {
        Set<String> lacks = new TreeSet<>();
        if (one.unsatisfiedReferences != null) {
            Arrays.stream(one.unsatisfiedReferences)
                    .map(reference -> reference.name + (reference.target == null ? "" : " " + reference.target))
                    .forEach(lacks::add);
        }
        return lacks;
    }

    /** Returns the innermost exception of a failed component; empty if the component has not failed. */
    private static String cause(ComponentConfigurationDTO one) {
        Matcher thrown = THROWN.matcher(one.failure == null ? "" : one.failure);
        String cause = "";
        while (thrown.find()) {
            cause = thrown.group(1);
        }
        return cause;
    }
}
