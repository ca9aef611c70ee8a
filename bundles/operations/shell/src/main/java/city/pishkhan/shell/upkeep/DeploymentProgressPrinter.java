package city.pishkhan.shell.upkeep;

import city.pishkhan.api.cluster.ClusterDeployments;
import city.pishkhan.api.cluster.ClusterDeployments.NodeDeployment;
import city.pishkhan.api.cluster.ClusterDeployments.NodeDeploymentState;
import city.pishkhan.api.cluster.ClusterDeployments.Progress;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.karaf.shell.api.console.Session;

/** Prints the progress of a deployment to all nodes, which take turns, until the deployment ends. */
final class DeploymentProgressPrinter {
    private static final long LOOK_MILLIS = 500;

    private final ClusterDeployments cluster;
    private final Session session;
    private final boolean json;
    private final Map<String, NodeDeployment> shown = new HashMap<>();

    private DeploymentProgressPrinter(ClusterDeployments cluster, Session session, boolean json) {
        this.cluster = cluster;
        this.session = session;
        this.json = json;
    }

    /** @param cluster {@code null} if the service is not available */
    static DeploymentProgressPrinter of(ClusterDeployments cluster, Session session, boolean json) {
        if (cluster == null) {
            throw new IllegalStateException(
                    "This hub has no connection to other nodes at the moment. Use the command without --cluster.");
        }
        return new DeploymentProgressPrinter(cluster, session, json);
    }

    Progress await(Function<ClusterDeployments, UUID> begin) throws InterruptedException {
        UUID id = begin.apply(cluster);
        CountDownLatch never = new CountDownLatch(1);
        Progress progress = show(id);
        while (!progress.hasEnded()) {
            never.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            progress = show(id);
        }
        return progress;
    }

    /** Prints the state of each node whose turn has begun and whose state changed since the last call. */
    private Progress show(UUID id) {
        Progress progress = cluster.progress(id);
        for (NodeDeployment node : progress.nodes()) {
            if (!node.equals(shown.put(node.node(), node)) && node.turn() != NodeDeploymentState.WAITING) {
                String turn = DeploymentOutput.code(node.turn());
                session.getConsole()
                        .println(
                                json
                                        ? DeploymentOutput.json(
                                                Map.of("node", node.node(), "turn", turn, "detail", node.detail()))
                                        : node.node() + ": " + turn
                                                + (node.detail().isEmpty() ? "" : ", " + node.detail()));
            }
        }
        return progress;
    }
}
