package city.pishkhan.shell.people;

import city.pishkhan.api.Page;
import city.pishkhan.api.governance.Experts;
import city.pishkhan.shell.HubCommand;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;

/** Lists the registered experts without their names: offices, disciplines, licences, deputies and leaves. */
@Service
@Command(
        scope = "pishkhan",
        name = "expert-list",
        description = "Lists experts with disciplines, licence, offices, deputy and presence")
public class ExpertListCommand extends HubCommand {
    private static final int PAGE = 200;

    @Reference
    Experts experts;

    @Option(name = "--office", description = "Only experts of this office")
    String office;

    @Override
    protected void run() {
        ShellTable table = new ShellTable();
        table.emptyTableText("The register has no experts");
        for (String column : new String[] {
            "Id", "Login", "State", "Disciplines", "Licensed until", "Office", "Second office", "Deputy", "Leaves"
        }) {
            table.column(column);
        }
        String cursor = null;
        do {
            Page<Experts.Registered> page = experts.list(operator(), office, cursor, PAGE);
            page.items().forEach(expert -> add(table, expert));
            cursor = page.next();
        } while (cursor != null);
        table.print(session.getConsole());
    }

    private static void add(ShellTable table, Experts.Registered expert) {
        Experts.Entry entry = expert.entry();
        table.addRow()
                .addContent(
                        expert.id(),
                        entry.login(),
                        expert.state(),
                        String.join(", ", entry.disciplines()),
                        entry.licence().until(),
                        entry.office(),
                        entry.secondOffice() == null
                                ? ""
                                : entry.secondOffice() + " on " + String.join(", ", entry.secondDays()),
                        entry.deputy() == null ? "" : entry.deputy(),
                        expert.leaves().stream()
                                .map(leave -> leave.from() + " to " + leave.until())
                                .toList());
    }
}
