package city.pishkhan.health.internal.checks;

import city.pishkhan.platform.artemis.BrokerAdmin;
import city.pishkhan.platform.startup.StartState;
import city.pishkhan.runtime.HealthCheck;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Checks that the broker accepts messages. */
@Component
public final class BrokerCheck implements HealthCheck {

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile BrokerAdmin broker;

    @Reference(
            target = "(" + StartState.NAME + "=broker)",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile StartState start;

    @Override
    public String name() {
        return "broker";
    }

    @Override
    public Optional<String> problem() {
        BrokerAdmin now = broker;
        if (now == null) {
            return Optional.of("the broker has not started");
        }
        if (now.isUp()) {
            return Optional.empty();
        }
        StartState starting = start;
        Optional<String> why = starting == null ? Optional.empty() : starting.problem();
        return why.or(() -> Optional.of("the broker does not answer"));
    }
}
