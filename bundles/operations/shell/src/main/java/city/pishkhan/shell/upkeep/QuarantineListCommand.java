package city.pishkhan.shell.upkeep;

import city.pishkhan.archive.SheetQuarantine;
import city.pishkhan.shell.HubCommand;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;

/** Lists the sheets in quarantine, which cannot be opened until an operator decides. */
@Service
@Command(scope = "pishkhan", name = "quarantine-list", description = "Lists sheets in quarantine, with the cause")
public class QuarantineListCommand extends HubCommand {

    @Reference
    SheetQuarantine quarantine;

    @Override
    protected void run() {
        ShellTable table = new ShellTable();
        table.emptyTableText("No sheet is in quarantine");
        for (String column : new String[] {"Found", "SHA-256", "Reason", "Detail", "From", "Type"}) {
            table.column(column);
        }
        quarantine.list(operator()).forEach(entry -> table.addRow()
                .addContent(
                        entry.found(),
                        entry.sha256(),
                        entry.reason(),
                        entry.detail(),
                        entry.source(),
                        entry.mediaType()));
        table.print(session.getConsole());
    }
}
