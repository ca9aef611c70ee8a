package city.pishkhan.health.internal.checks;

import city.pishkhan.api.security.AcceptedRoles;
import city.pishkhan.runtime.HealthCheck;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Reports the hub as not ready until a login exists. A new hub waits for all sources of logins before it creates the first logins. */
@Component
public final class FoundingCheck implements HealthCheck {
    private volatile boolean done;

    /** An optional service: after it has once reported the first logins, this check passes even without it. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile AcceptedRoles acceptedRoles;

    @Override
    public String name() {
        return "logins";
    }

    @Override
    public Optional<String> problem() {
        AcceptedRoles now = acceptedRoles;
        done = done || now != null && now.isFounded();
        return done ? Optional.empty() : Optional.of("the first logins are not accepted yet");
    }
}
