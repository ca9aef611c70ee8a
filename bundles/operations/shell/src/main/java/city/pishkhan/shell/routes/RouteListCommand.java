package city.pishkhan.shell.routes;

import city.pishkhan.api.deployment.RouteControl;
import city.pishkhan.shell.HubCommand;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;

/** Lists the routes of this node. */
@Service
@Command(scope = "camel", name = "route-list", description = "Lists routes, with the operators who stopped any")
public class RouteListCommand extends HubCommand {
    @Reference
    RouteControl control;

    @Argument(name = "context", description = "Context, as shown by context-list; default: all")
    String context;

    @Override
    protected void run() {
        ShellTable table = new ShellTable();
        for (String column :
                new String[] {"Context", "Route", "From", "State", "Messages", "Under way", "Stopped by"}) {
            table.column(column);
        }
        table.emptyTableText("There are no routes");
        control.routes(context).forEach(r -> table.addRow()
                .addContent(
                        r.context(),
                        r.id(),
                        r.from(),
                        r.state(),
                        r.exchanges(),
                        r.inflight(),
                        r.stoppedBy() == null ? "" : r.stoppedBy()));
        table.print(session.getConsole());
    }
}
