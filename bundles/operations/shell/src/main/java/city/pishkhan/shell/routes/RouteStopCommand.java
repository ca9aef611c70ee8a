package city.pishkhan.shell.routes;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Stops a route until it is started again or the hub restarts. */
@Service
@Command(
        scope = "camel",
        name = "route-stop",
        description = "Stops a route of a context; messages in progress are completed")
public class RouteStopCommand extends RouteActionCommand {
    @Override
    protected void run() {
        control.stop(operator().principal(), context, route);
        session.getConsole().println("Stopped until camel:route-start or a restart of the hub.");
    }
}
