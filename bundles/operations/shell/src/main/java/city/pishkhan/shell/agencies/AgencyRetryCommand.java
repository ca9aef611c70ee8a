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
        description = "Retries waiting inquiries immediately, also if the circuit breaker is open")
public class AgencyRetryCommand extends HubCommand {
    @Reference
    Agencies agencies;

    @Argument(name = "agency", description = "Name of the agency, as shown by agency-list", required = true)
    String agency;

    @Override
    protected void run() {
        session.getConsole().println("Inquiries that are retried now: " + agencies.retry(operator(), agency));
    }
}
