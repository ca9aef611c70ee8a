package city.pishkhan.cluster.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cluster.Cluster;
import city.pishkhan.api.cluster.ClusterDeployments;
import city.pishkhan.api.deployment.Deployments;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.Vault;
import city.pishkhan.persistence.Tx;
import city.pishkhan.platform.startup.DetachedThreads;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes {@link ClusterDeploymentService} and runs its steps: every second while a deployment is in progress, else every 5 seconds. */
@Component(service = ClusterDeployments.class, immediate = true)
public final class ClusterDeploymentComponent implements ClusterDeployments {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterDeploymentComponent.class);
    private static final int IDLE_SECONDS = 5;

    /** {@code null} if this node has no {@link Deployments} service. */
    private final ClusterDeploymentService service;

    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(DetachedThreads.named("cluster-deployment"));
    /** Name of this node, cached as soon as it is known; empty before. */
    private volatile Optional<String> name = Optional.empty();

    private String trouble = "";
    private int rest;

    @Activate
    public ClusterDeploymentComponent(
            BundleContext context,
            @Reference Cluster cluster,
            @Reference Tx tx,
            @Reference Vault vault,
            @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
                    Deployments deployments,
            @Reference Journal journal) {
        if (deployments == null) {
            service = null;
            return;
        }
        service = new ClusterDeploymentService(
                tx,
                vault,
                deployments,
                journal,
                () -> nodeName(cluster),
                ConfigurationDigest.NODE_SPECIFIC_FILES,
                Path.of(context.getProperty("karaf.data"), "cluster-deployments"),
                Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime()));
        timer.scheduleWithFixedDelay(this::step, IDLE_SECONDS, 1, TimeUnit.SECONDS);
    }

    private ClusterDeploymentService service() {
        if (service == null) {
            throw Refusal.of(Refusal.Kind.UNAVAILABLE, "cluster.deployment-none", null);
        }
        return service;
    }

    /** Name of this node; empty while it is not admitted. */
    private Optional<String> nodeName(Cluster cluster) {
        if (cluster.refusal().isPresent()) {
            return Optional.empty();
        }
        if (name.isEmpty()) {
            name = cluster.nodes().stream()
                    .filter(Cluster.Node::here)
                    .map(Cluster.Node::name)
                    .findFirst();
        }
        return name;
    }

    private void step() {
        if (rest > 0) {
            rest--;
            return;
        }
        try {
            rest = service.step() ? 0 : IDLE_SECONDS - 1;
            trouble = "";
        } catch (RuntimeException e) {
            // logs the same error only once
            if (!e.toString().equals(trouble)) {
                LOG.warn("This node cannot take its turn in deployments on all nodes: {}", e.toString());
                LOG.debug("Cause", e);
            }
            trouble = e.toString();
        }
    }

    @Deactivate
    void stop() {
        timer.shutdown();
    }

    @Override
    public UUID begin(Path file, Caller by) {
        return runStepSoon(service().begin(file, by));
    }

    @Override
    public UUID beginRollback(String name, Caller by) {
        return runStepSoon(service().beginRollback(name, by));
    }

    private UUID runStepSoon(UUID id) {
        timer.execute(() -> {
            rest = 0;
            step();
        });
        return id;
    }

    @Override
    public Progress progress(UUID id) {
        return service().progress(id);
    }
}
