package city.pishkhan.shell.routes;

import city.pishkhan.api.deployment.RouteControl;
import city.pishkhan.shell.HubCommand;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.lifecycle.Reference;

/** Base class of the commands that act on one route of a context. */
abstract class RouteActionCommand extends HubCommand {
    @Reference
    RouteControl control;

    @Argument(name = "context", description = "Context, as shown by context-list", required = true)
    String context;

    @Argument(index = 1, name = "route", description = "Route, as shown by route-list", required = true)
    String route;
}
