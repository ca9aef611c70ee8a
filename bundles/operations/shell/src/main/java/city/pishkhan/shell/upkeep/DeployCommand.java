package city.pishkhan.shell.upkeep;

import city.pishkhan.api.cluster.ClusterDeployments;
import city.pishkhan.api.cluster.ClusterDeployments.Progress;
import city.pishkhan.api.cluster.ClusterDeployments.State;
import city.pishkhan.api.deployment.Deployments;
import city.pishkhan.api.deployment.Deployments.Effect;
import city.pishkhan.api.deployment.Deployments.Entry;
import city.pishkhan.api.deployment.Deployments.Plan;
import city.pishkhan.shell.HubCommand;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/**
 * Deploys a bundle, features, a route file or a configuration to the running hub.
 * The command fails if the deployment is rolled back.
 */
@Service
@Command(
        scope = "pishkhan",
        name = "deploy",
        description =
                "Deploys a bundle, features, a route file or a configuration; rolls back automatically if it does not run")
public class DeployCommand extends HubCommand {
    @Reference
    Deployments deployments;

    @Reference(optional = true)
    ClusterDeployments cluster;

    @Option(
            name = "--dry-run",
            description = "Dry run: shows the effects without changing anything; fails if the file cannot be deployed")
    boolean dryRun;

    @Option(name = "--json", description = "Prints one line of JSON; with --cluster one line for each change")
    boolean json;

    @Option(
            name = "--cluster",
            description =
                    "Deploys on all nodes, one after the other; after a failure on one node all nodes return to the previous version")
    boolean allNodes;

    @Argument(
            name = "file",
            description = "*.jar, *.kar, features.xml, *.camel.yaml or city.pishkhan.*.cfg",
            required = true)
    String file;

    @Override
    protected void run() throws Exception {
        Path path = Path.of(file).toAbsolutePath().normalize();
        Plan plan = deployments.plan(path);
        boolean possible = plan.problems().isEmpty();
        if (json && (dryRun || !possible)) {
            session.getConsole().println(DeploymentOutput.json(DeploymentOutput.of(plan)));
        } else if (!json) {
            print("replaces", plan.before().isEmpty() ? "nothing, because it is new" : plan.before());
            print("version", plan.sha256());
            printPlan(plan);
            plan.problems().forEach(problem -> print("cannot run", problem.english()));
        }
        if (allNodes && !dryRun) {
            deployEverywhere(path);
            return;
        }
        if (dryRun) {
            if (!possible) {
                throw new IllegalStateException(plan.name() + " cannot run here. Nothing was changed.");
            }
            return;
        }
        Entry entry = deployments.deploy(path, operator());
        if (json) {
            session.getConsole().println(DeploymentOutput.json(DeploymentOutput.of(entry)));
        } else {
            print("restarted", entry.restarted());
        }
        checkOutcome(entry, json ? null : session.getConsole());
        if (!json) {
            print("runs", entry.name() + ", after " + entry.millis() + " ms");
        }
    }

    private void deployEverywhere(Path path) throws InterruptedException {
        Progress progress =
                DeploymentProgressPrinter.of(cluster, session, json).await(known -> known.begin(path, operator()));
        if (progress.state() != State.DONE) {
            throw new IllegalStateException(
                    progress.name() + " was rolled back to the previous version on all nodes. " + progress.cause());
        }
        if (!json) {
            print("runs", progress.name() + ", on all running nodes");
        }
    }

    private void printPlan(Plan plan) {
        print("restarts", plan.restarted());
        print("contexts that stop during the deployment", plan.contexts());
        print("doors that wait during the deployment", plan.doors());
        print("agencies that wait during the deployment", plan.agencies());
        plan.warnings().forEach(warning -> print("warning", warning.english()));
    }

    private void print(String what, Object value) {
        session.getConsole().println(what + ": " + value);
    }

    private void print(String what, List<String> values) {
        if (!values.isEmpty()) {
            print(what, String.join(", ", values));
        }
    }

    /**
     * Throws an exception if the deployment failed, so that a script sees the failure.
     *
     * @param out stream for warnings, or {@code null} to print none
     */
    static void checkOutcome(Entry entry, @Nullable PrintStream out) {
        if (out != null) {
            entry.leftBehind().forEach(one -> out.println("warning: left behind: " + one));
        }
        if (entry.effect() == Effect.WENT_BACK) {
            throw new IllegalStateException(
                    entry.name() + " was rolled back to the previous version: " + entry.cause());
        }
        if (entry.effect() == Effect.STUCK) {
            throw new IllegalStateException(entry.name() + " IS STUCK. Restart the hub: " + entry.cause());
        }
    }
}
