package city.pishkhan.shell.money;

import city.pishkhan.api.money.Settlements;
import city.pishkhan.shell.HubCommand;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;

/** Lists differences between the banks' settlement files and the hub's records. */
@Service
@Command(
        scope = "pishkhan",
        name = "settlement-differences",
        description = "Lists differences between the banks' settlement files and the hub, newest first")
public class SettlementDifferencesCommand extends HubCommand {
    private static final int MOST = 200;

    @Option(name = "--all", description = "Also explained differences")
    boolean all;

    @Reference
    Settlements settlements;

    @Override
    protected void run() {
        ShellTable table = new ShellTable();
        table.emptyTableText("No differences");
        for (String column : new String[] {
            "Kind", "Gateway", "Terminal", "Reference", "Order", "Ours", "Bank's", "File", "Line", "Explained"
        }) {
            table.column(column);
        }
        settlements.differences(!all, null, MOST).items().forEach(d -> table.addRow()
                .addContent(
                        d.kind(),
                        d.gateway(),
                        d.terminal(),
                        text(d.reference()),
                        text(d.order()),
                        text(d.ours()),
                        text(d.banks()),
                        d.file(),
                        d.line(),
                        text(d.explanation())));
        table.print(session.getConsole());
    }

    private static Object text(Object value) {
        return value == null ? "" : value;
    }
}
