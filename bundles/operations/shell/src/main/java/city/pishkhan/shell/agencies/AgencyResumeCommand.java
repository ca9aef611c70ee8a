package city.pishkhan.shell.agencies;

import city.pishkhan.api.agencies.Agencies;
import city.pishkhan.shell.HubCommand;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Ends the pause of an agency. */
@Service
@Command(scope = "pishkhan", name = "agency-resume", description = "Resumes sending to an agency after agency-pause")
public class AgencyResumeCommand extends HubCommand {
    @Reference
    Agencies agencies;

    @Argument(name = "agency", description = "Name of the agency, as shown by agency-list", required = true)
    String agency;

    @Override
    protected void run() {
        session.getConsole().println("Inquiries that are sent now: " + agencies.resume(operator(), agency));
    }
}
