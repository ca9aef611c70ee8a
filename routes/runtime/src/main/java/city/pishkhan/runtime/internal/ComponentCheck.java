package city.pishkhan.runtime.internal;

import city.pishkhan.platform.startup.StartState;
import city.pishkhan.runtime.HealthCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/** Names what did not start and why. Where a door waits for it, the check of the routes says that the hub does not serve. */
@Component
public final class ComponentCheck implements HealthCheck {

    private final FailedComponents failed;
    private final Map<StartState, Map<String, Object>> states = new ConcurrentHashMap<>();

    /** The broker and the database have checks of their own. */
    @Reference(
            target = "(!(|(" + StartState.NAME + "=broker)(" + StartState.NAME + "=database)))",
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC)
    void addState(StartState state, Map<String, Object> properties) {
        states.put(state, properties);
    }

    void removeState(StartState state) {
        states.remove(state);
    }

    @Activate
    public ComponentCheck(@Reference ServiceComponentRuntime components, @Reference ConfigurationAdmin configurations) {
        failed = new FailedComponents(components, configurations);
    }

    @Override
    public String name() {
        return "components";
    }

    @Override
    public Optional<String> problem() {
        return Optional.empty();
    }

    @Override
    public Optional<String> warning() {
        List<String> missing = new ArrayList<>();
        failed.now().forEach(one -> missing.add(one.toString()));
        states.forEach((state, properties) ->
                state.problem().ifPresent(problem -> missing.add(properties.get(StartState.NAME) + ": " + problem)));
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(missing.stream().sorted().collect(Collectors.joining("; ", "tried again: ", "")));
    }
}
