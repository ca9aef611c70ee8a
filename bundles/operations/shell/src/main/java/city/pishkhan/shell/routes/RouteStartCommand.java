package city.pishkhan.shell.routes;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Starts a stopped route. */
@Service
@Command(scope = "camel", name = "route-start", description = "Starts a stopped route of a context")
public class RouteStartCommand extends RouteActionCommand {
    @Override
    protected void run() {
        control.start(context, route);
        session.getConsole().println("Started.");
    }
}
