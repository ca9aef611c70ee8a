package city.pishkhan.shell.upkeep;

import city.pishkhan.api.deployment.Deployments;
import city.pishkhan.api.deployment.Deployments.Entry;
import city.pishkhan.shell.HubCommand;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import org.jspecify.annotations.Nullable;

/** Lists the deployments on this node with the operator and the outcome of each. */
@Service
@Command(scope = "pishkhan", name = "deploy-history", description = "Lists deployments on this node and their outcome")
public class DeployHistoryCommand extends HubCommand {
    private static final int SHORT = 12;

    @Reference
    Deployments deployments;

    @Option(name = "--json", description = "Prints one line of JSON for each deployment")
    boolean json;

    @Override
    protected void run() {
        if (json) {
            deployments.history().stream().map(DeploymentOutput::of).forEach(entry -> session.getConsole()
                    .println(DeploymentOutput.json(entry)));
            return;
        }
        ShellTable table = new ShellTable();
        table.emptyTableText("No deployments yet");
        for (String column :
                new String[] {"At", "By", "Name", "SHA-256", "Before", "Effect", "Outage", "Rollback", "Cause"}) {
            table.column(column);
        }
        deployments.history().forEach(entry -> table.addRow()
                .addContent(
                        entry.at(),
                        entry.by(),
                        entry.name(),
                        abbreviate(entry.sha256()),
                        abbreviate(entry.before()),
                        entry.effect(),
                        millis(entry.outageMillis()),
                        millis(entry.rollbackMillis()),
                        cause(entry)));
        table.print(session.getConsole());
    }

    /** Formats the length of the interruption that a deployment caused, in milliseconds; empty if it is zero. */
    private static String millis(long millis) {
        return millis == 0 ? "" : millis + " ms";
    }

    private static @Nullable String cause(Entry entry) {
        String left = String.join("; ", entry.leftBehind());
        String cause = entry.cause();
        if (left.isEmpty()) {
            return cause;
        }
        return (cause == null || cause.isEmpty() ? "" : cause + "; ") + "left behind: " + left;
    }

    /** Returns the first characters of a digest, enough to tell versions apart; the journal has the whole digest. */
    private static String abbreviate(String sha256) {
        return sha256.substring(0, Math.min(SHORT, sha256.length()));
    }
}
