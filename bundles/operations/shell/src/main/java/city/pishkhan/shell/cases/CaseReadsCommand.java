package city.pishkhan.shell.cases;

import city.pishkhan.api.cases.Cases;
import city.pishkhan.api.persons.Readings;
import city.pishkhan.shell.HubCommand;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;

/** Lists who has seen the personal data of one case. */
@Service
@Command(
        scope = "pishkhan",
        name = "case-reads",
        description = "Lists viewings of the personal data of one case, with viewer and time")
public class CaseReadsCommand extends HubCommand {
    @Reference
    Cases cases;

    @Reference
    Readings readings;

    @Argument(name = "number", description = "Case number, e.g. 22-1405-0000123-2", required = true)
    String number;

    @Override
    protected void run() {
        ShellTable table = new ShellTable();
        for (String column : new String[] {"Time", "Login", "Operation", "Sheet"}) {
            table.column(column);
        }
        table.emptyTableText("No viewings yet");
        readings.ofCase(cases.findByNumber(operator(), number).id()).forEach(r -> table.addRow()
                .addContent(r.at(), r.principal(), r.operation(), r.sheet() == null ? "" : r.sheet()));
        table.print(session.getConsole());
    }
}
