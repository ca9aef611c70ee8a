package city.pishkhan.shell.money;

import city.pishkhan.api.Page;
import city.pishkhan.api.money.PaymentReview;
import city.pishkhan.api.money.PaymentReview.Row;
import city.pishkhan.shell.HubCommand;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import org.jspecify.annotations.Nullable;

/** Lists payment attempts, newest first. */
@Service
@Command(scope = "pishkhan", name = "payment-list", description = "Lists payment attempts, newest first")
public class PaymentListCommand extends HubCommand {
    @Reference
    PaymentReview payments;

    @Option(name = "--unknown", description = "Only attempts whose outcome is unknown")
    boolean unknown;

    @Option(name = "--limit", description = "Maximum number of lines, 1 to 200")
    int limit = 50;

    @Override
    protected void run() {
        Page<Row> page = payments.list(unknown, null, limit);
        ShellTable table = new ShellTable();
        for (String column : new String[] {
            "Attempt", "Case", "Gateway", "Order", "Rial", "State", "Code", "Held", "Started", "Next query"
        }) {
            table.column(column);
        }
        table.emptyTableText("No payments match");
        page.items().forEach(a -> table.addRow()
                .addContent(
                        a.attempt(),
                        a.caseNumber(),
                        a.gateway(),
                        a.order(),
                        a.amount(),
                        a.state(),
                        text(a.code()),
                        text(a.held()),
                        a.created(),
                        text(a.nextCheck())));
        table.print(session.getConsole());
        if (page.next() != null) {
            session.getConsole().println("… more: increase --limit or narrow the list");
        }
    }

    private static Object text(@Nullable Object value) {
        return value == null ? "" : value;
    }
}
