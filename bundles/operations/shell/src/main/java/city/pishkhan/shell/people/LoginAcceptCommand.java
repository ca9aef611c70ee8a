package city.pishkhan.shell.people;

import city.pishkhan.api.governance.Approvals;
import city.pishkhan.shell.FourEyesCommand;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Requests that a login be accepted with the roles in its file; another person must approve. */
@Service
@Command(
        scope = "pishkhan",
        name = "login-accept",
        description = "Requests the acceptance of an added login or of additional roles; another person approves")
public class LoginAcceptCommand extends FourEyesCommand {
    @Argument(index = 0, name = "login", description = "Name of the login in its file", required = true)
    String login;

    @Argument(index = 1, name = "reason", description = "Reason, 10 to 500 characters", required = true)
    String reason;

    @Override
    protected void run() {
        Approvals.Approval asked = request("login-accept", Map.of("login", login), reason);
        session.getConsole()
                .println("Requested: " + login + " = " + asked.terms().get("roles") + ". Until " + asked.expires()
                        + " another person may approve with: pishkhan:approval-decide " + asked.id() + " yes");
    }
}
