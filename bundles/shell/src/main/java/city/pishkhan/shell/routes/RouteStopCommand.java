package city.pishkhan.shell.routes;

import city.pishkhan.api.deployment.RouteControl;
import city.pishkhan.shell.HubCommand;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Stops a route until somebody starts it, or the hub. */
@Service
@Command(scope = "camel", name = "route-stop", description = "Stops a route of a context; what is under way ends")
public class RouteStopCommand extends HubCommand {
    @Reference
    RouteControl control;

    @Argument(name = "context", description = "As context-list shows it", required = true)
    String context;

    @Argument(index = 1, name = "route", description = "As route-list shows it", required = true)
    String route;

    @Override
    protected void run() {
        control.stop(operator().principal(), context, route);
        session.getConsole().println("Stopped, until camel:route-start, or a start of the hub.");
    }
}
