package city.pishkhan.cluster.command;

import city.pishkhan.api.cluster.Cluster;
import city.pishkhan.api.cluster.Cluster.Difference;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.table.ShellTable;

/** The nodes on this database, and what they or the broker have unlike; fails if there is anything. */
@Service
@Command(
        scope = "pishkhan",
        name = "cluster-check",
        description =
                "Lists the nodes on this database, and what is unlike: keys, configuration, versions, bundles, deployments, clocks, broker")
public class ClusterCheckCommand implements Action {
    /** Longer than a node takes to notice and to report a change. */
    private static final int SECONDS = 12;

    /** Subjects of what nodes report of themselves. */
    private static final Set<String> REPORTED = Set.of("bundles", "configuration", "deployments");

    @Reference
    Session session;

    @Reference
    Cluster cluster;

    @Override
    public Object execute() throws InterruptedException {
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
        List<Difference> differences = settled();
        for (Difference one : differences) {
            session.getConsole().println(one.subject() + ": " + one.what());
            session.getConsole().println("    " + one.remedy());
        }
        if (!differences.isEmpty()) {
            throw new IllegalStateException(differences.size() + " unlike");
        }
        session.getConsole().println("All is alike.");
        return null;
    }

    /** Nodes report every few seconds: what one has changed a moment ago the other may have changed as well. */
    private List<Difference> settled() throws InterruptedException {
        List<Difference> differences = cluster.differences();
        CountDownLatch never = new CountDownLatch(1);
        for (int i = 0; i < SECONDS && differences.stream().anyMatch(one -> REPORTED.contains(one.subject())); i++) {
            never.await(1, TimeUnit.SECONDS);
            differences = cluster.differences();
        }
        return differences;
    }
}
