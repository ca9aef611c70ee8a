package city.pishkhan.health.internal.checks;

import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.messages.Messages;
import city.pishkhan.platform.startup.BootProgress;
import city.pishkhan.runtime.HealthCheck;
import city.pishkhan.runtime.RouteContexts;
import city.pishkhan.runtime.RouteContexts.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.camel.RoutesBuilder;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/**
 * Checks that every Camel context runs and that every component that publishes routes is satisfied; missing services
 * are named. Missing routes of a door make the hub not ready. Other missing routes, such as those of an agency, only
 * cause a warning once the start is complete.
 */
@Component
public final class RoutesCheck implements HealthCheck {
    private static final Messages MESSAGES = Messages.of(RoutesCheck.class);

    private static final String DOOR = RouteContexts.DOOR.substring(0, RouteContexts.DOOR.indexOf(':'));
    /**
     * Maximum duration of the start. A start takes about 20 seconds; until all routes have run once or this time is over, the hub is
     * starting.
     */
    private static final long STARTING_NANOS = 120_000_000_000L;

    private final RouteContexts contexts;
    private final ServiceComponentRuntime components;
    private final Supplier<Optional<String>> boot;
    private final LongSupplier nanos;
    private final long begin;
    private volatile boolean complete;

    /** Missing routes: those of doors, which make the hub not ready, and all others. */
    private record Missing(List<String> doors, List<String> others) {}

    @Activate
    public RoutesCheck(
            BundleContext framework, @Reference RouteContexts contexts, @Reference ServiceComponentRuntime components) {
        this(contexts, components, new BootProgress(framework), System::nanoTime);
    }

    /** @param boot describes bundles that have not started yet and therefore have not registered their components; empty after the start */
    RoutesCheck(
            RouteContexts contexts,
            ServiceComponentRuntime components,
            Supplier<Optional<String>> boot,
            LongSupplier nanos) {
        this.contexts = contexts;
        this.components = components;
        this.boot = boot;
        this.nanos = nanos;
        begin = nanos.getAsLong();
    }

    @Override
    public String name() {
        return "routes";
    }

    @Override
    public Optional<String> problem() {
        // unstarted bundles are read first, so that components that start in the meantime are checked too
        Optional<String> unstarted = complete ? Optional.empty() : boot.get().or(this::unsettled);
        Missing missing = missing();
        List<String> problems = new ArrayList<>(missing.doors());
        if (isStarting(unstarted, missing)) {
            unstarted.ifPresent(problems::add);
            problems.addAll(missing.others());
        }
        return join(problems);
    }

    /**
     * Returns a problem while published routes are queued, because such routes do not belong to any Camel context yet.
     */
    private Optional<String> unsettled() {
        return contexts.isSettled() ? Optional.empty() : Optional.of("routes are being started");
    }

    @Override
    public List<HealthWarning> warnings() {
        return complete
                ? missing().others().stream()
                        .map(one -> HealthWarning.of(
                                MESSAGES, "not-running", one.substring(0, one.indexOf(' ')), null, one))
                        .toList()
                : List.of();
    }

    private boolean isStarting(Optional<String> unstarted, Missing missing) {
        complete |= unstarted.isEmpty()
                        && missing.doors().isEmpty()
                        && missing.others().isEmpty()
                || nanos.getAsLong() - begin > STARTING_NANOS;
        return !complete;
    }

    private Missing missing() {
        List<ComponentDescriptionDTO> publishers = components.getComponentDescriptionDTOs().stream()
                .filter(c -> Arrays.asList(c.serviceInterfaces).contains(RoutesBuilder.class.getName()))
                .toList();
        Set<String> doors = publishers.stream()
                .filter(RoutesCheck::isDoor)
                .map(c -> c.bundle.symbolicName)
                .collect(Collectors.toSet());
        Missing missing = new Missing(new ArrayList<>(), new ArrayList<>());
        contexts.contexts().stream()
                .filter(context -> context.state() != State.RUNNING)
                .forEach(context -> (doors.contains(context.name()) ? missing.doors() : missing.others())
                        .add(context.name() + " " + context.problem()));
        for (ComponentDescriptionDTO component : publishers) {
            components.getComponentConfigurationDTOs(component).stream()
                    .filter(configuration -> configuration.state != ComponentConfigurationDTO.ACTIVE
                            // a component without its configuration is not meant to run
                            && configuration.state != ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION)
                    .forEach(configuration -> (isDoor(component) ? missing.doors() : missing.others())
                            .add(component.name + " " + reason(configuration)));
        }
        return missing;
    }

    private static boolean isDoor(ComponentDescriptionDTO component) {
        return Boolean.TRUE.equals(component.properties.get(DOOR));
    }

    private static Optional<String> join(List<String> problems) {
        return problems.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", problems));
    }

    private static String reason(ComponentConfigurationDTO configuration) {
        return switch (configuration.state) {
            case ComponentConfigurationDTO.UNSATISFIED_REFERENCE ->
                Arrays.stream(configuration.unsatisfiedReferences)
                        .map(reference -> reference.name + (reference.target == null ? "" : " " + reference.target))
                        .collect(Collectors.joining(", ", "waits for ", ""));
            case ComponentConfigurationDTO.FAILED_ACTIVATION -> failed(FailedComponents.cause(configuration.failure));
            default -> "has not started";
        };
    }

    /**
     * Formats a cause. If the component waits for another failed component, that component's own cause is reported by
     * {@link ConfigurationCheck}.
     */
    private static String failed(String cause) {
        return FailedComponents.isDependent(cause) ? "waits for " + cause.replaceFirst(".* ", "") : cause;
    }
}
