package city.pishkhan.shell.cases;

import city.pishkhan.api.Page;
import city.pishkhan.api.certificates.Deliveries;
import city.pishkhan.api.certificates.Deliveries.Row;
import city.pishkhan.shell.HubCommand;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import org.jspecify.annotations.Nullable;

/** Lists deliveries of certificates to applicants, newest first, without names and addresses. */
@Service
@Command(scope = "pishkhan", name = "delivery-list", description = "Lists deliveries of certificates, newest first")
public class DeliveryListCommand extends HubCommand {
    @Reference
    Deliveries deliveries;

    @Option(
            name = "--state",
            description = "arranged, ready, ordered, accepted, in-transit, delivered, handed-over, returned, lost,"
                    + " refused or cancelled")
    String state;

    @Option(name = "--limit", description = "Maximum number of lines, 1 to 200")
    int limit = 50;

    @Override
    protected void run() {
        Page<Row> page = deliveries.list(state, null, limit);
        ShellTable table = new ShellTable();
        for (String column :
                new String[] {"Delivery", "Case", "Way", "Office", "State", "Tracking", "Since", "Next", "Waits", "Note"
                }) {
            table.column(column);
        }
        table.emptyTableText("No deliveries match");
        page.items().forEach(d -> table.addRow()
                .addContent(
                        d.id(),
                        d.caseNumber(),
                        d.way(),
                        text(d.office()),
                        d.state().code(),
                        text(d.tracking()),
                        d.changed(),
                        text(d.next()),
                        d.waits(),
                        text(d.note())));
        table.print(session.getConsole());
        if (page.next() != null) {
            session.getConsole().println("… more: increase --limit or choose a state");
        }
    }

    private static Object text(@Nullable Object value) {
        return value == null ? "" : value;
    }
}
