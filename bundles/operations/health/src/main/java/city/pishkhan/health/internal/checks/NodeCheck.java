package city.pishkhan.health.internal.checks;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cluster.Cluster;
import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.runtime.HealthCheck;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Checks that this node may take part in the cluster. A node whose keys differ from those of the other nodes may not. */
@Component(service = HealthCheck.class)
public final class NodeCheck implements HealthCheck {

    /** Optional, because routes also run without a database. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Cluster cluster;

    @Override
    public String name() {
        return "node";
    }

    @Override
    public Optional<String> problem() {
        Cluster now = cluster;
        return now == null
                ? Optional.empty()
                : now.problem().or(() -> now.refusal().map(Refusal::english));
    }

    @Override
    public List<HealthWarning> warnings() {
        Cluster now = cluster;
        return now == null
                ? List.of()
                : now.warning().map(HealthWarning::of).stream().toList();
    }
}
