package city.pishkhan.cluster.command;

import city.pishkhan.api.cluster.Cluster;
import city.pishkhan.api.cluster.Cluster.Difference;
import city.pishkhan.api.cluster.Cluster.Node;
import city.pishkhan.api.cluster.Cluster.State;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.table.ShellTable;
import org.jspecify.annotations.Nullable;

/**
 * Lists the nodes on this database and their differences, including those of the broker. Fails if there is a
 * difference.
 */
@Service
@Command(
        scope = "pishkhan",
        name = "cluster-check",
        description =
                "Lists the nodes of this database and differences between them: keys, configuration, versions, bundles, deployments, clocks, broker")
public class ClusterCheckCommand implements Action {
    private static final long LOOK_MILLIS = 250;
    /** Number of attempts, which take 30 seconds in total; a node that is silent for longer counts as dead. */
    private static final int TRIES = 120;

    @Reference
    Session session;

    @Reference
    Cluster cluster;

    @Override
    public @Nullable Object execute() throws InterruptedException {
        awaitReports();
        ShellTable table = new ShellTable();
        for (String column :
                new String[] {"Node", "State", "Version", "Since", "Seen", "Clock", "Configuration", "Keys"}) {
            table.column(column);
        }
        Instant now = Instant.now();
        cluster.nodes().forEach(node -> table.addRow()
                .addContent(
                        node.name() + (node.here() ? " (this)" : ""),
                        node.state().name().toLowerCase(Locale.ROOT),
                        node.version(),
                        node.joined(),
                        Duration.between(node.seen(), now).toSeconds() + " s ago",
                        String.format(Locale.ROOT, "%+d ms", node.clock().toMillis()),
                        node.configuration().substring(0, 8),
                        node.keys()));
        table.print(session.getConsole());
        List<Difference> differences = cluster.differences();
        for (Difference one : differences) {
            session.getConsole().println(one.subject() + ": " + one.what());
            session.getConsole().println("    " + one.remedy());
        }
        if (!differences.isEmpty()) {
            throw new IllegalStateException(differences.size() + " differences");
        }
        session.getConsole().println("No differences.");
        return null;
    }

    /** Waits for a report from each node that is newer than the command, because older reports may miss a recent change. */
    private void awaitReports() throws InterruptedException {
        Map<String, Instant> before = new HashMap<>();
        cluster.nodes().stream()
                .filter(ClusterCheckCommand::isRunning)
                .forEach(node -> before.put(node.name(), node.seen()));
        CountDownLatch never = new CountDownLatch(1);
        for (int i = 0; i < TRIES; i++) {
            boolean fresh = cluster.nodes().stream()
                    .filter(ClusterCheckCommand::isRunning)
                    .noneMatch(node -> node.seen().equals(before.get(node.name())));
            if (fresh) {
                return;
            }
            never.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private static boolean isRunning(Node node) {
        return node.state() == State.UP || node.state() == State.REFUSED;
    }
}
