package city.pishkhan.shell.agencies;

import city.pishkhan.api.agencies.Agencies;
import city.pishkhan.shell.HubCommand;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Retries waiting inquiries of an agency immediately. */
@Service
@Command(
        scope = "pishkhan",
        name = "agency-retry",
        description = "Sends what waits for its next attempt now, and lets an open breaker try")
public class AgencyRetryCommand extends HubCommand {
    @Reference
    Agencies agencies;

    @Argument(name = "agency", description = "As agency-list shows it", required = true)
    String agency;

    @Override
    protected void run() {
        session.getConsole().println("Inquiries that are tried now: " + agencies.retry(operator(), agency));
    }
}
