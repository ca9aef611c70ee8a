package city.pishkhan.shell.agencies;

import city.pishkhan.api.messaging.DeadLetters;
import city.pishkhan.shell.HubCommand;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;

/** Lists dead letters. */
@Service
@Command(scope = "pishkhan", name = "dead-list", description = "Lists undeliverable messages, oldest first")
public class DeadListCommand extends HubCommand {
    @Reference
    DeadLetters letters;

    @Override
    protected void run() {
        ShellTable table = new ShellTable();
        for (String column : new String[] {"Message", "Queue", "Refers to", "Sent", "Cause"}) {
            table.column(column);
        }
        table.emptyTableText("There are no undeliverable messages");
        letters.list(operator()).forEach(d -> table.addRow()
                .addContent(d.id(), d.queue(), d.ref() == null ? "" : d.ref(), d.sent(), d.cause()));
        table.print(session.getConsole());
    }
}
