package city.pishkhan.shell.agencies;

import city.pishkhan.api.governance.Approvals;
import city.pishkhan.shell.FourEyesCommand;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Requests that a dead letter be discarded; another operator must approve. */
@Service
@Command(
        scope = "pishkhan",
        name = "dead-discard",
        description = "Requests that an undeliverable message be discarded; another operator approves")
public class DeadDiscardCommand extends FourEyesCommand {
    @Argument(name = "id", description = "Id of the message, as shown by dead-list", required = true)
    String id;

    @Argument(index = 1, name = "reason", description = "Reason, 10 to 500 characters", required = true)
    String reason;

    @Override
    protected void run() {
        Approvals.Approval asked = request("dead-letter-discard", Map.of("message", id), reason);
        session.getConsole()
                .println("Requested. Until " + asked.expires()
                        + " another operator may approve with: pishkhan:approval-decide " + asked.id() + " yes");
    }
}
