package city.pishkhan.shell.upkeep;

import city.pishkhan.api.deployment.Deployments;
import city.pishkhan.shell.HubCommand;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Removes a deployed feature. */
@Service
@Command(
        scope = "pishkhan",
        name = "deploy-remove",
        description = "Removes a deployed feature with its bundles; deploy-rollback restores it")
public class DeployRemoveCommand extends HubCommand {
    @Reference
    Deployments deployments;

    @Argument(name = "name", description = "Name of the feature, as shown by deploy-history", required = true)
    String name;

    @Override
    protected void run() {
        DeployCommand.checkOutcome(deployments.remove(name, operator()), session.getConsole());
        session.getConsole().println(name + " is removed");
    }
}
