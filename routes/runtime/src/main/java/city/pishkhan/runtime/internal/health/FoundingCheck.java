package city.pishkhan.runtime.internal.health;

import city.pishkhan.api.security.AcceptedPowers;
import city.pishkhan.runtime.HealthCheck;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** A hub is not ready for anybody as long as nobody can log in: a fresh one waits for all who know logins before it is founded with them. */
@Component
public final class FoundingCheck implements HealthCheck {
    private volatile boolean done;

    /** It comes and goes later: what it said is remembered then. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile AcceptedPowers powers;

    @Override
    public String name() {
        return "logins";
    }

    @Override
    public Optional<String> problem() {
        AcceptedPowers now = powers;
        done = done || now != null && now.founded();
        return done ? Optional.empty() : Optional.of("the first logins are not accepted yet");
    }
}
