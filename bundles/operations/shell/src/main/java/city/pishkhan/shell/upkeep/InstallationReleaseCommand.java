package city.pishkhan.shell.upkeep;

import city.pishkhan.api.governance.Approvals;
import city.pishkhan.shell.FourEyesCommand;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Requests that a copied or restored installation may send again; another operator must approve. */
@Service
@Command(
        scope = "pishkhan",
        name = "installation-release",
        description =
                "Requests that this copied or restored installation leave quarantine and send again; another operator approves")
public class InstallationReleaseCommand extends FourEyesCommand {
    @Argument(name = "reason", description = "Reason, 10 to 500 characters", required = true)
    String reason;

    @Override
    protected void run() {
        Approvals.Approval asked = request("installation-release", Map.of(), reason);
        session.getConsole()
                .println("Requested. Until " + asked.expires()
                        + " another operator may approve with: pishkhan:approval-decide " + asked.id() + " yes");
    }
}
