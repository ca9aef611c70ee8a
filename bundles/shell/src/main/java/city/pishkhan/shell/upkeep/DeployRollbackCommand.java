package city.pishkhan.shell.upkeep;

import city.pishkhan.api.deployment.Deployments;
import city.pishkhan.api.deployment.Deployments.Entry;
import city.pishkhan.shell.HubCommand;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Rolls back the last deployment of a bundle, feature, route file or configuration. */
@Service
@Command(
        scope = "pishkhan",
        name = "deploy-rollback",
        description =
                "Takes a bundle, feature, route file or configuration back to the version before its last deployment")
public class DeployRollbackCommand extends HubCommand {
    @Reference
    Deployments deployments;

    @Argument(
            name = "name",
            description = "Symbolic name of the bundle, name of the feature or of the file",
            required = true)
    String name;

    @Override
    protected void run() {
        Entry entry = deployments.rollback(name, operator());
        DeployCommand.outcome(entry, session.getConsole());
        session.getConsole()
                .println(entry.sha256().isEmpty() ? name + " is gone" : name + " runs in version " + entry.sha256());
    }
}
