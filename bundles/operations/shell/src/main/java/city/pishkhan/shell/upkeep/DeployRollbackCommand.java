package city.pishkhan.shell.upkeep;

import city.pishkhan.api.cluster.ClusterDeployments;
import city.pishkhan.api.cluster.ClusterDeployments.Progress;
import city.pishkhan.api.cluster.ClusterDeployments.State;
import city.pishkhan.api.deployment.Deployments;
import city.pishkhan.api.deployment.Deployments.Entry;
import city.pishkhan.shell.HubCommand;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Rolls back the last deployment of a bundle, feature, route file or configuration. */
@Service
@Command(
        scope = "pishkhan",
        name = "deploy-rollback",
        description =
                "Rolls a bundle, feature, route file or configuration back to the version before its last deployment")
public class DeployRollbackCommand extends HubCommand {
    @Reference
    Deployments deployments;

    @Argument(
            name = "name",
            description = "Symbolic name of the bundle, name of the feature or of the file",
            required = true)
    String name;

    @Reference(optional = true)
    ClusterDeployments cluster;

    @Option(
            name = "--cluster",
            description =
                    "Rolls back on all nodes, one after the other; after a failure on one node all nodes return to the later version")
    boolean allNodes;

    @Override
    protected void run() throws Exception {
        if (allNodes) {
            Progress progress = DeploymentProgressPrinter.of(cluster, session, false)
                    .await(known -> known.beginRollback(name, operator()));
            if (progress.state() != State.DONE) {
                throw new IllegalStateException(
                        progress.name() + " runs in the later version again on all nodes. " + progress.cause());
            }
            session.getConsole().println(progress.name() + " was rolled back on all running nodes");
            return;
        }
        Entry entry = deployments.rollback(name, operator());
        DeployCommand.checkOutcome(entry, session.getConsole());
        session.getConsole()
                .println(entry.sha256().isEmpty() ? name + " is removed" : name + " runs in version " + entry.sha256());
    }
}
