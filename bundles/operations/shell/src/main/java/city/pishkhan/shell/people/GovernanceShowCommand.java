package city.pishkhan.shell.people;

import city.pishkhan.api.governance.Committee;
import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.shell.HubCommand;
import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;

/** Shows the services that decisions open to offices, and the missing decisions that keep an office from opening a case. */
@Service
@Command(
        scope = "pishkhan",
        name = "governance-show",
        description = "Shows which offices may offer which services, and which decisions are still missing")
public class GovernanceShowCommand extends HubCommand {
    @Reference
    Committee committee;

    @Override
    protected void run() {
        ShellTable table = new ShellTable();
        for (String column : new String[] {"Service", "Decided", "Offices", "A day", "Since", "Decision"}) {
            table.column(column);
        }
        table.emptyTableText("No decision covers any service");
        committee.exposures().forEach(e -> table.addRow()
                .addContent(
                        e.service(),
                        e.exposed() ? "open" : "withdrawn",
                        e.offices() == null || e.offices().isEmpty() ? "all" : String.join(", ", e.offices()),
                        e.quota() == null ? "" : e.quota(),
                        e.inForce() + (e.coming() ? " (coming)" : ""),
                        e.decision()));
        table.print(session.getConsole());
        List<HealthWarning> missing = committee.missing();
        missing.forEach(
                one -> session.getConsole().println("missing: " + one.what().english()));
        if (missing.isEmpty()) {
            session.getConsole().println("nothing is missing");
        }
    }
}
