package city.pishkhan.shell.archive;

import city.pishkhan.api.governance.Approvals;
import city.pishkhan.shell.FourEyesCommand;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Requests the approval of a disposal list, as the first of two operators. */
@Service
@Command(
        scope = "pishkhan",
        name = "disposal-propose",
        description =
                "Requests that another operator approve a list, based on the records authority's approval. Journaled")
public class DisposalProposeCommand extends FourEyesCommand {
    @Argument(name = "list", description = "List, as shown by disposal-list", required = true)
    String list;

    @Option(name = "--number", description = "Number of the records authority's approval", required = true)
    String number;

    @Option(name = "--authority", description = "Name of the records authority", required = true)
    String authority;

    @Option(name = "--reason", description = "Reason, 10 characters or more", required = true)
    String reason;

    @Override
    protected void run() {
        String id = DisposalShowCommand.id(list).toString();
        Approvals.Approval asked =
                request("archive-dispose", Map.of("list", id, "number", number, "authority", authority), reason);
        session.getConsole()
                .println("Requested; another operator decides until " + asked.expires() + ": pishkhan:approval-decide "
                        + asked.id() + " yes");
    }
}
