package city.pishkhan.shell.journal;

import city.pishkhan.api.governance.Approvals;
import city.pishkhan.shell.FourEyesCommand;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Requests a new key for the journal's seals; another operator must approve. */
@Service
@Command(
        scope = "pishkhan",
        name = "journal-rotate-key",
        description = "Requests a new key for seals; another operator approves")
public class JournalRotateKeyCommand extends FourEyesCommand {
    @Argument(name = "reason", description = "Reason; published with the key, so do not name persons", required = true)
    String reason;

    @Override
    protected void run() {
        Approvals.Approval asked = request("journal-key", Map.of(), reason);
        session.getConsole()
                .println("Requested. Until " + asked.expires()
                        + " another operator may approve with: pishkhan:approval-decide " + asked.id() + " yes");
    }
}
