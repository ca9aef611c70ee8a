package city.pishkhan.shell.money;

import city.pishkhan.api.money.Merchants;
import city.pishkhan.shell.HubCommand;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import org.jspecify.annotations.Nullable;

/** Lists merchant accounts, with the operators who requested and approved them. */
@Service
@Command(
        scope = "pishkhan",
        name = "merchant-list",
        description = "Lists merchant accounts with fingerprint, state, requester and approver")
public class MerchantListCommand extends HubCommand {
    @Reference
    Merchants merchants;

    @Override
    protected void run() {
        ShellTable table = new ShellTable();
        table.emptyTableText("No gateway was ever configured");
        for (String column : new String[] {
            "Gateway", "Terminal", "Configured", "State", "Requested by", "Approved by", "At", "Fingerprint", "Terms"
        }) {
            table.column(column);
        }
        merchants.list().forEach(a -> table.addRow()
                .addContent(
                        a.gateway(),
                        a.terminal(),
                        a.here() ? "yes" : "no",
                        a.state(),
                        text(a.askedBy()),
                        text(a.decidedBy()),
                        text(a.decided()),
                        a.fingerprint(),
                        new java.util.TreeMap<>(a.terms())));
        table.print(session.getConsole());
    }

    private static Object text(@Nullable Object value) {
        return value == null ? "" : value;
    }
}
