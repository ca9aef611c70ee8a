package city.pishkhan.shell.people;

import city.pishkhan.api.governance.Approvals;
import city.pishkhan.shell.FourEyesCommand;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Requests that a committee be accepted with the seats in its file; another person must approve. */
@Service
@Command(
        scope = "pishkhan",
        name = "committee-accept",
        description = "Requests the acceptance of a new or changed committee file; another person approves")
public class CommitteeAcceptCommand extends FourEyesCommand {
    @Argument(index = 0, name = "committee", description = "Name of the committee in its file", required = true)
    String committee;

    @Argument(index = 1, name = "reason", description = "Reason, 10 to 500 characters", required = true)
    String reason;

    @Override
    protected void run() {
        Approvals.Approval asked = request("committee-accept", Map.of("committee", committee), reason);
        session.getConsole()
                .println("Requested: " + committee + ": " + asked.terms().get("seats") + ". Until " + asked.expires()
                        + " another person may approve with: pishkhan:approval-decide " + asked.id() + " yes");
    }
}
