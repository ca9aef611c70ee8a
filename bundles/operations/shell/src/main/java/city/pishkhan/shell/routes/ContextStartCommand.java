package city.pishkhan.shell.routes;

import city.pishkhan.api.deployment.RouteControl;
import city.pishkhan.shell.HubCommand;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Starts the stopped routes of a context. */
@Service
@Command(scope = "camel", name = "context-start", description = "Starts the stopped routes of a context")
public class ContextStartCommand extends HubCommand {
    @Reference
    RouteControl control;

    @Argument(name = "context", description = "Context, as shown by context-list", required = true)
    String context;

    @Override
    protected void run() {
        control.start(context, null);
        session.getConsole().println("Started.");
    }
}
