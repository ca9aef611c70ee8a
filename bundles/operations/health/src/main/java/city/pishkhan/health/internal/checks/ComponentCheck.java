package city.pishkhan.health.internal.checks;

import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.messages.Messages;
import city.pishkhan.platform.startup.StartState;
import city.pishkhan.runtime.HealthCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Warns of components that start in the background or on first use and are not available yet, such as the signing key of certificates. */
@Component
public final class ComponentCheck implements HealthCheck {
    private static final Messages MESSAGES = Messages.of(ComponentCheck.class);

    private final Map<StartState, Map<String, Object>> states = new ConcurrentHashMap<>();

    /** Start states of components, except the broker and the database, which have their own checks. */
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

    @Override
    public String name() {
        return "components";
    }

    @Override
    public Optional<String> problem() {
        return Optional.empty();
    }

    @Override
    public List<HealthWarning> warnings() {
        List<String> missing = new ArrayList<>();
        states.forEach((state, properties) ->
                state.problem().ifPresent(problem -> missing.add(properties.get(StartState.NAME) + ": " + problem)));
        return missing.isEmpty()
                ? List.of()
                : List.of(HealthWarning.of(
                        MESSAGES, "other", "", null, missing.stream().sorted().collect(Collectors.joining("; "))));
    }
}
