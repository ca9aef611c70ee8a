package city.pishkhan.shell.people;

import city.pishkhan.api.security.Recertification;
import city.pishkhan.shell.HubCommand;
import java.util.TreeSet;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;

/** Lists logins with their last confirmation, for the periodic review of access rights. */
@Service
@Command(scope = "pishkhan", name = "login-list", description = "Lists logins, with the last review of each")
public class LoginListCommand extends HubCommand {
    @Reference
    Recertification logins;

    @Option(name = "--due", description = "Only logins whose review is due")
    boolean due;

    @Override
    protected void run() {
        ShellTable table = new ShellTable();
        table.emptyTableText("Nobody");
        for (String column : new String[] {"Login", "Roles", "Where", "Confirmed", "By", "Due"}) {
            table.column(column);
        }
        logins.list().stream().filter(l -> l.due() || !due).forEach(l -> table.addRow()
                .addContent(
                        l.name(),
                        String.join(" ", new TreeSet<>(l.roles())),
                        l.source(),
                        l.recertified() == null ? "never" : l.recertified(),
                        l.recertifiedBy() == null ? "" : l.recertifiedBy(),
                        l.due() ? "due" : ""));
        table.print(session.getConsole());
    }
}
