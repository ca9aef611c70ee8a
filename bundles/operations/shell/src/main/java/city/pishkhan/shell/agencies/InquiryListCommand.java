package city.pishkhan.shell.agencies;

import city.pishkhan.api.Page;
import city.pishkhan.api.agencies.Inquiries;
import city.pishkhan.api.agencies.Inquiries.Row;
import city.pishkhan.shell.HubCommand;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;

/** Lists inquiries, newest first. */
@Service
@Command(scope = "pishkhan", name = "inquiry-list", description = "Lists inquiries, newest first")
public class InquiryListCommand extends HubCommand {
    @Reference
    Inquiries inquiries;

    @Option(name = "--agency", description = "Only inquiries to this agency")
    String agency;

    @Option(name = "--state", description = "queued, dispatched, delivered, answered, superseded, expired or withdrawn")
    String state;

    @Option(name = "--limit", description = "Maximum number of lines, 1 to 200")
    int limit = 50;

    @Override
    protected void run() {
        Page<Row> page = inquiries.list(agency, state, null, limit);
        ShellTable table = new ShellTable();
        for (String column : new String[] {
            "Inquiry", "Case", "Agency", "State", "Attempts", "Asked", "Due", "Reason for waiting", "Last error"
        }) {
            table.column(column);
        }
        table.emptyTableText("No inquiries match");
        page.items().forEach(i -> table.addRow()
                .addContent(
                        i.id(),
                        i.caseNumber(),
                        i.agency(),
                        i.state(),
                        i.attempts(),
                        i.asked(),
                        text(i.due()),
                        i.waits() == null ? "" : i.waits().english(),
                        text(i.lastError())));
        table.print(session.getConsole());
    }

    private static Object text(Object value) {
        return value == null ? "" : value;
    }
}
