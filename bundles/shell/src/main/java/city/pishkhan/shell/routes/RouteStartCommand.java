package city.pishkhan.shell.routes;

import city.pishkhan.api.deployment.RouteControl;
import city.pishkhan.shell.HubCommand;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Starts a route that was stopped. */
@Service
@Command(scope = "camel", name = "route-start", description = "Starts a route of a context that was stopped")
public class RouteStartCommand extends HubCommand {
    @Reference
    RouteControl control;

    @Argument(name = "context", description = "As context-list shows it", required = true)
    String context;

    @Argument(index = 1, name = "route", description = "As route-list shows it", required = true)
    String route;

    @Override
    protected void run() {
        control.start(context, route);
        session.getConsole().println("Started.");
    }
}
