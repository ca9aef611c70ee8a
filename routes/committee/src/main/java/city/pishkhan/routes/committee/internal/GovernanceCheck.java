package city.pishkhan.routes.committee.internal;

import city.pishkhan.api.governance.Committee;
import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.runtime.HealthCheck;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Warns of decisions that the committees and the institute must make before an office can open a case. Only a warning, because they use the
 * hub itself to decide.
 */
@Component
public final class GovernanceCheck implements HealthCheck {
    private final Committee committee;

    @Activate
    public GovernanceCheck(@Reference Committee committee) {
        this.committee = committee;
    }

    @Override
    public String name() {
        return "governance";
    }

    @Override
    public Optional<String> problem() {
        return Optional.empty();
    }

    @Override
    public List<HealthWarning> warnings() {
        return committee.missing();
    }
}
