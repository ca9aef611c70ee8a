package city.pishkhan.runtime.internal;

import city.pishkhan.runtime.HealthCheck;
import city.pishkhan.runtime.RouteContexts;
import city.pishkhan.runtime.RouteContexts.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.camel.RoutesBuilder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** Every context runs, and every component that publishes routes has what it needs; a missing service is named. */
@Component
public final class RoutesCheck implements HealthCheck {

    private final RouteContexts contexts;
    private final ServiceComponentRuntime components;

    @Activate
    public RoutesCheck(@Reference RouteContexts contexts, @Reference ServiceComponentRuntime components) {
        this.contexts = contexts;
        this.components = components;
    }

    @Override
    public String name() {
        return "routes";
    }

    @Override
    public Optional<String> problem() {
        List<String> problems = new ArrayList<>();
        contexts.contexts().stream()
                .filter(context -> context.state() != State.RUNNING)
                .forEach(context -> problems.add(context.name() + " " + context.problem()));
        for (ComponentDescriptionDTO component : components.getComponentDescriptionDTOs()) {
            if (Arrays.asList(component.serviceInterfaces).contains(RoutesBuilder.class.getName())) {
                components.getComponentConfigurationDTOs(component).stream()
                        .filter(configuration -> configuration.state == ComponentConfigurationDTO.UNSATISFIED_REFERENCE)
                        .forEach(
                                configuration -> problems.add(component.name + " waits for " + missing(configuration)));
            }
        }
        return problems.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", problems));
    }

    private static String missing(ComponentConfigurationDTO configuration) {
        return Arrays.stream(configuration.unsatisfiedReferences)
                .map(reference -> reference.name + (reference.target == null ? "" : " " + reference.target))
                .reduce((a, b) -> a + ", " + b)
                .orElse("a service");
    }
}
