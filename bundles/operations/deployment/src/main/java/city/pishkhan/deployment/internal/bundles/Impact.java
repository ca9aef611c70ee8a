package city.pishkhan.deployment.internal.bundles;

import city.pishkhan.runtime.DoorPaths;
import city.pishkhan.runtime.RouteContexts;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.dto.ServiceReferenceDTO;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.ReferenceDTO;
import org.osgi.service.component.runtime.dto.SatisfiedReferenceDTO;

/**
 * Computes the effects of a stop. A component stops with its bundle, its configuration or a mandatory service. Its
 * published routes stop too, and so do the routes to an agency if the component is the agency's connector.
 */
public final class Impact {
    private static final String ROUTES = "org.apache.camel.RoutesBuilder";
    private static final String AGENCY = "agency";
    private static final String COMPONENT = "component.id";

    private final BundleContext framework;
    private final ServiceComponentRuntime runtime;
    private final Set<Long> bundles = new HashSet<>();
    private final Set<Long> components = new HashSet<>();
    private final Set<String> agencies = new TreeSet<>();
    private final Set<String> contexts = new TreeSet<>();
    private final Set<String> doors = new TreeSet<>();

    private Impact(BundleContext framework, ServiceComponentRuntime runtime) {
        this.framework = framework;
        this.runtime = runtime;
    }

    /**
     * Computes the impact of stopping bundles.
     *
     * @param running names of the existing contexts
     */
    public static Impact ofBundles(
            BundleContext framework,
            ServiceComponentRuntime runtime,
            Collection<Bundle> stopping,
            Set<String> running) {
        Impact impact = new Impact(framework, runtime);
        stopping.forEach(bundle -> impact.bundles.add(bundle.getBundleId()));
        impact.spread(one -> false, running);
        return impact;
    }

    /**
     * Computes the impact of a configuration change.
     *
     * @param properties returns {@code true} for the properties of components that read the configuration
     */
    public static Impact ofConfiguration(
            BundleContext framework,
            ServiceComponentRuntime runtime,
            Predicate<Map<String, Object>> properties,
            Set<String> running) {
        Impact impact = new Impact(framework, runtime);
        impact.spread(properties, running);
        return impact;
    }

    public List<String> agencies() {
        return List.copyOf(agencies);
    }

    public List<String> contexts() {
        return List.copyOf(contexts);
    }

    public List<String> doors() {
        return List.copyOf(doors);
    }

    private void spread(Predicate<Map<String, Object>> first, Set<String> running) {
        boolean more = true;
        while (more) {
            more = false;
            for (ComponentDescriptionDTO component : runtime.getComponentDescriptionDTOs()) {
                for (ComponentConfigurationDTO one : runtime.getComponentConfigurationDTOs(component)) {
                    boolean stops = bundles.contains(component.bundle.id)
                            || component.modified == null && first.test(one.properties)
                            || isLosingService(component, one);
                    if (stops && components.add(one.id)) {
                        more = true;
                        addAgency(one.properties.get(AGENCY), running);
                    }
                }
            }
        }
        addServices(running);
    }

    private void addAgency(@Nullable Object name, Set<String> running) {
        if (name instanceof String agency && running.contains("agency-" + agency)) {
            agencies.add(agency);
            contexts.add("agency-" + agency);
        }
    }

    /** Returns {@code true} if the component loses a service that it cannot run without. */
    private boolean isLosingService(ComponentDescriptionDTO component, ComponentConfigurationDTO one) {
        for (SatisfiedReferenceDTO bound : one.satisfiedReferences) {
            ReferenceDTO reference = Arrays.stream(component.references)
                    .filter(r -> r.name.equals(bound.name))
                    .findFirst()
                    .orElse(null);
            if (reference == null || bound.boundServices == null || bound.boundServices.length == 0) {
                continue;
            }
            long stoppingCount =
                    Arrays.stream(bound.boundServices).filter(this::isStopping).count();
            boolean needed = reference.cardinality.startsWith("1") && stoppingCount == bound.boundServices.length;
            if (stoppingCount > 0 && ("static".equals(reference.policy) || needed)) {
                return true;
            }
        }
        return false;
    }

    private boolean isStopping(ServiceReferenceDTO service) {
        return bundles.contains(service.bundle)
                || service.properties.get(COMPONENT) instanceof Long id && components.contains(id);
    }

    private void addServices(Set<String> running) {
        try {
            ServiceReference<?>[] all = framework.getAllServiceReferences(null, null);
            for (ServiceReference<?> service : all == null ? new ServiceReference<?>[0] : all) {
                Bundle bundle = service.getBundle();
                boolean goes = bundle != null
                        && (bundles.contains(bundle.getBundleId())
                                || service.getProperty(COMPONENT) instanceof Long id && components.contains(id));
                if (!goes) {
                    continue;
                }
                addAgency(service.getProperty(AGENCY), running);
                if (List.of((String[]) service.getProperty(Constants.OBJECTCLASS))
                        .contains(ROUTES)) {
                    Object given = service.getProperty(RouteContexts.CONTEXT);
                    contexts.add(given instanceof String name ? name : bundle.getSymbolicName());
                }
            }
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("no filter was given", e);
        }
        for (Bundle bundle : framework.getBundles()) {
            if (bundles.contains(bundle.getBundleId()) || contexts.contains(bundle.getSymbolicName())) {
                doors(bundle);
            }
        }
    }

    private void doors(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        if (revision != null) {
            revision.getDeclaredCapabilities(DoorPaths.NAMESPACE).forEach(door -> {
                Object paths = door.getAttributes().get(DoorPaths.ATTRIBUTE);
                (paths instanceof Collection<?> several ? several : List.of(paths))
                        .forEach(path -> doors.add(String.valueOf(path)));
            });
        }
    }
}
