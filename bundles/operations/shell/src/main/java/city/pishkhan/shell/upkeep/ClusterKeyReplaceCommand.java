package city.pishkhan.shell.upkeep;

import city.pishkhan.api.cluster.Cluster;
import city.pishkhan.shell.HubCommand;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/**
 * Makes this node's key the shared key of all nodes for one purpose. This is the second half of a key rotation: the new
 * key must be installed on this node first.
 */
@Service
@Command(
        scope = "pishkhan",
        name = "cluster-key-replace",
        description =
                "Makes this node's key the city's key; nodes with another key are inactive until they have a copy")
public class ClusterKeyReplaceCommand extends HubCommand {
    @Reference
    Cluster cluster;

    @Argument(index = 0, name = "purpose", required = true, description = "certificates, tokens or persons")
    String purpose;

    @Argument(index = 1, name = "reason", required = true, description = "Reason, for the journal")
    String reason;

    @Override
    protected void run() {
        cluster.replaceKey(operator(), purpose, reason);
        session.getConsole()
                .println("The city's key for " + purpose
                        + " is now the key of this node. Copy it to the other nodes and restart"
                        + " them; pishkhan:cluster-check lists these nodes.");
    }
}
