package city.pishkhan.shell.cases;

import city.pishkhan.api.Page;
import city.pishkhan.api.cases.Cases;
import city.pishkhan.api.cases.Cases.Filter;
import city.pishkhan.api.cases.Cases.State;
import city.pishkhan.api.cases.Cases.Summary;
import city.pishkhan.identifiers.RenovationCode;
import city.pishkhan.shell.HubCommand;
import java.util.Locale;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;

/** Lists cases, newest first. */
@Service
@Command(scope = "pishkhan", name = "case-list", description = "Lists cases, newest first")
public class CaseListCommand extends HubCommand {
    @Reference
    Cases cases;

    @Option(name = "--office", description = "Only cases of this office")
    String office;

    @Option(name = "--state", description = "open, waiting, approved, refused or withdrawn")
    String state;

    @Option(name = "--district", description = "Only cases of this district, 1 to " + RenovationCode.DISTRICTS)
    Integer district;

    @Option(name = "--limit", description = "Maximum number of lines, 1 to 200")
    int limit = 50;

    @Override
    protected void run() {
        State wanted = state == null ? null : State.valueOf(state.toUpperCase(Locale.ROOT));
        Page<Summary> page = cases.list(operator(), new Filter(office, wanted, district, null), null, limit);
        ShellTable table = new ShellTable();
        for (String column : new String[] {"Number", "Service", "Subject", "Office", "State", "Stage", "Opened"}) {
            table.column(column);
        }
        table.emptyTableText("No cases match");
        page.items().forEach(c -> table.addRow()
                .addContent(
                        c.number(),
                        c.service(),
                        c.subject(),
                        c.office(),
                        c.state().name().toLowerCase(Locale.ROOT),
                        c.stage(),
                        c.opened()));
        table.print(session.getConsole());
        if (page.next() != null) {
            session.getConsole().println("… more: increase --limit or narrow the list");
        }
    }
}
