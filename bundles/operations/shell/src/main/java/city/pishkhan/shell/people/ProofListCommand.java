package city.pishkhan.shell.people;

import city.pishkhan.api.cases.Cases;
import city.pishkhan.api.persons.Persons;
import city.pishkhan.api.persons.Persons.Party;
import city.pishkhan.api.security.CitizenProofs;
import city.pishkhan.shell.HubCommand;
import java.util.UUID;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import org.jspecify.annotations.Nullable;

/**
 * Lists the proved numbers and login slips of one case's parties; these proofs and slips determine which parties can
 * see the case.
 */
@Service
@Command(
        scope = "pishkhan",
        name = "proof-list",
        description = "Lists the confirmed numbers and login slips of the people of one case, newest first")
public class ProofListCommand extends HubCommand {
    @Reference
    Cases cases;

    @Reference
    Persons persons;

    @Reference
    CitizenProofs proofs;

    @Argument(name = "number", description = "Case number, e.g. 22-1405-0000123-2", required = true)
    String number;

    @Override
    protected void run() {
        ShellTable table = new ShellTable();
        for (String column : new String[] {"Person", "Kind", "Mobile", "Office", "Made", "Used", "Waits", "State"}) {
            table.column(column);
        }
        table.emptyTableText("No confirmed numbers or login slips");
        UUID id = cases.findByNumber(operator(), number).id();
        proofs.list(persons.ofCase(id).stream().map(Party::person).distinct().toList())
                .forEach(p -> table.addRow()
                        .addContent(
                                p.person(),
                                p.kind(),
                                text(p.mobile()),
                                text(p.office()),
                                p.made(),
                                text(p.used()),
                                text(p.waits()),
                                p.state()));
        table.print(session.getConsole());
    }

    private static Object text(@Nullable Object value) {
        return value == null ? "" : value;
    }
}
