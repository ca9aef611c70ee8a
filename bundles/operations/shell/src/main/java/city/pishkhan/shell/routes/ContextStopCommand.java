package city.pishkhan.shell.routes;

import city.pishkhan.api.deployment.RouteControl;
import city.pishkhan.shell.HubCommand;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Stops all routes of a context until they are started again or the hub restarts. */
@Service
@Command(
        scope = "camel",
        name = "context-stop",
        description = "Stops all routes of a context; messages in progress are completed")
public class ContextStopCommand extends HubCommand {
    @Reference
    RouteControl control;

    @Argument(name = "context", description = "Context, as shown by context-list", required = true)
    String context;

    @Override
    protected void run() {
        control.stop(operator().principal(), context, null);
        session.getConsole().println("Stopped until camel:context-start or a restart of the hub.");
    }
}
