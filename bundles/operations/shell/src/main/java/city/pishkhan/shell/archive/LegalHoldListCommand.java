package city.pishkhan.shell.archive;

import city.pishkhan.keeping.ArchiveRetention;
import city.pishkhan.keeping.ArchiveRetention.Order;
import city.pishkhan.shell.HubCommand;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;

/** Lists legal holds. */
@Service
@Command(scope = "pishkhan", name = "legal-hold-list", description = "Lists legal holds, newest first")
public class LegalHoldListCommand extends HubCommand {
    @Reference
    ArchiveRetention retention;

    @Option(name = "--all", description = "Also lifted legal holds")
    boolean all;

    @Override
    protected void run() {
        ShellTable table = new ShellTable();
        for (String column : new String[] {"Hold", "Unit", "Order", "By", "Since", "Lifted", "Lifted by"}) {
            table.column(column);
        }
        table.emptyTableText("There are no legal holds");
        retention.holds(operator(), all).forEach(hold -> table.addRow()
                .addContent(
                        hold.id(),
                        hold.unit(),
                        format(hold.order()),
                        hold.principal(),
                        Objects.requireNonNull(hold.at()).truncatedTo(ChronoUnit.SECONDS),
                        hold.lifted() == null
                                ? ""
                                : hold.lifted().truncatedTo(ChronoUnit.SECONDS) + " "
                                        + format(Objects.requireNonNull(hold.liftOrder())),
                        hold.lifted() == null ? "" : hold.liftedBy()));
        table.print(session.getConsole());
    }

    private static String format(Order order) {
        return order.number() + ", " + order.authority();
    }
}
