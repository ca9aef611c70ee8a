package city.pishkhan.shell.people;

import city.pishkhan.api.governance.Approvals;
import city.pishkhan.shell.HubCommand;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Requests that a committee be accepted with the seats in its file; another person must approve. */
@Service
@Command(
        scope = "pishkhan",
        name = "committee-accept",
        description = "Asks that a committee that a file seats anew, or otherwise, may sit; another person approves")
public class CommitteeAcceptCommand extends HubCommand {
    @Reference
    Approvals approvals;

    @Argument(index = 0, name = "committee", description = "As the file names it", required = true)
    String committee;

    @Argument(index = 1, name = "reason", description = "Why; 10 to 500 characters", required = true)
    String reason;

    @Override
    protected void run() {
        Approvals.Approval asked =
                approvals.ask(operator(), "committee-accept", Map.of("committee", committee), reason);
        session.getConsole()
                .println("Asked: " + committee + ": " + asked.terms().get("seats") + ". Until " + asked.expires()
                        + " another person may say: pishkhan:approval-decide " + asked.id() + " yes");
    }
}
