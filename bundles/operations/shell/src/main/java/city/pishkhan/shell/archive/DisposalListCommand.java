package city.pishkhan.shell.archive;

import city.pishkhan.keeping.ArchiveDisposals;
import city.pishkhan.shell.HubCommand;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;

/** Lists all disposal lists with their state. */
@Service
@Command(
        scope = "pishkhan",
        name = "disposal-list",
        description = "Lists disposal lists with their state, newest first")
public class DisposalListCommand extends HubCommand {
    @Reference
    ArchiveDisposals disposals;

    @Override
    protected void run() {
        ShellTable table = new ShellTable();
        for (String column :
                new String[] {"List", "State", "Made", "By", "To destroy", "Destroyed", "Dropped", "Approval"}) {
            table.column(column);
        }
        table.emptyTableText("There are no lists; create one with pishkhan:disposal-make");
        disposals.list(operator()).forEach(one -> table.addRow()
                .addContent(
                        one.id(),
                        one.state(),
                        Objects.requireNonNull(one.made()).truncatedTo(ChronoUnit.SECONDS),
                        one.madeBy(),
                        one.listed(),
                        one.destroyed(),
                        one.dropped(),
                        one.number() == null ? "" : one.number()));
        table.print(session.getConsole());
    }
}
