package city.pishkhan.shell.routes;

import city.pishkhan.api.deployment.RouteControl;
import city.pishkhan.shell.HubCommand;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;

/** Lists the Camel contexts of this node. */
@Service
@Command(
        scope = "camel",
        name = "context-list",
        description = "Lists Camel contexts, with the reasons why any do not run")
public class ContextListCommand extends HubCommand {
    @Reference
    RouteControl control;

    @Override
    protected void run() {
        ShellTable table = new ShellTable();
        for (String column : new String[] {"Context", "State", "Routes", "Started", "Problem"}) {
            table.column(column);
        }
        table.emptyTableText("There are no contexts");
        control.contexts().forEach(c -> table.addRow()
                .addContent(c.name(), c.state(), c.routes(), c.started() == null ? "" : c.started(), c.problem()));
        table.print(session.getConsole());
    }
}
