package city.pishkhan.shell.people;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.governance.Approvals;
import city.pishkhan.shell.FourEyesCommand;
import java.util.UUID;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;

/** Approves or rejects a request of another operator, as the second of two operators. */
@Service
@Command(
        scope = "pishkhan",
        name = "approval-decide",
        description = "Approves and executes the request of another operator, or rejects it")
public class ApprovalDecideCommand extends FourEyesCommand {
    @Argument(name = "id", description = "Id of the request, as shown by approval-list", required = true)
    String id;

    @Argument(index = 1, name = "yes|no", description = "Decision", required = true)
    @Completion(
            value = StringsCompleter.class,
            values = {"yes", "no"})
    String word;

    @Override
    protected void run() {
        if (!word.equals("yes") && !word.equals("no")) {
            throw Refusal.invalid("approval.word", "yes|no");
        }
        UUID of;
        try {
            of = UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw Refusal.notFound("approval");
        }
        Approvals.Approval asked = approvals.find(operator(), of).orElseThrow(() -> Refusal.notFound("approval"));
        session.getConsole().println("Decision: " + (word.equals("yes") ? "approve" : "reject"));
        Approvals.Approval decided =
                approvals.decide(confirm(asked.act(), asked.terms(), asked.reason()), of, word.equals("yes"));
        session.getConsole()
                .println(decided.act() + ": " + decided.state()
                        + (decided.result() == null
                                ? ""
                                : ", " + decided.result().english()));
    }
}
