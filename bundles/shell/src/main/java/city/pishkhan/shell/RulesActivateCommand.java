package city.pishkhan.shell;

import city.pishkhan.api.Procedures;
import city.pishkhan.api.Procedures.Version;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Puts the staged rules in force. */
@Service
@Command(scope = "pishkhan", name = "rules-activate", description = "Puts the staged rules in force")
public class RulesActivateCommand extends HubCommand {
    @Reference
    Procedures procedures;

    @Argument(name = "reason", description = "Why; recorded in the journal", required = true)
    String reason;

    @Override
    void run() {
        Version version = procedures.activate(operator(), reason);
        session.getConsole().println("Rule set " + version.number() + " is in force: " + version.hash());
    }
}
