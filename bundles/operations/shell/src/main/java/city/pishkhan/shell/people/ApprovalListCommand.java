package city.pishkhan.shell.people;

import city.pishkhan.api.governance.Approvals;
import city.pishkhan.shell.HubCommand;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;

/** Lists requests that wait for a second operator, and optionally those that are decided or have lapsed. */
@Service
@Command(
        scope = "pishkhan",
        name = "approval-list",
        description = "Lists requests that need the approval of a second person, newest first")
public class ApprovalListCommand extends HubCommand {
    private static final int LINES = 50;

    @Reference
    Approvals approvals;

    @Option(name = "--all", description = "Also decided and lapsed requests")
    boolean all;

    @Override
    protected void run() {
        ShellTable table = new ShellTable();
        table.emptyTableText("No requests are waiting");
        for (String column : new String[] {"Id", "Act", "State", "Requested by", "Requested", "Decided by", "Reason"}) {
            table.column(column);
        }
        approvals.list(operator(), all ? null : "asked", LINES).forEach(a -> table.addRow()
                .addContent(
                        a.id(),
                        a.act(),
                        a.state(),
                        a.askedBy(),
                        a.asked(),
                        a.decidedBy() == null ? "" : a.decidedBy(),
                        a.reason()));
        table.print(session.getConsole());
    }
}
