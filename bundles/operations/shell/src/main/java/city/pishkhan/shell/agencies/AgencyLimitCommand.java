package city.pishkhan.shell.agencies;

import city.pishkhan.api.agencies.Agencies;
import city.pishkhan.shell.HubCommand;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** Limits the concurrent inquiries and the inquiries per second that each node sends to an agency. */
@Service
@Command(
        scope = "pishkhan",
        name = "agency-limit",
        description = "Overrides the configured number of inquiries that each node sends to an agency;"
                + " without a number the configured values apply again")
public class AgencyLimitCommand extends HubCommand {
    @Reference
    Agencies agencies;

    @Option(name = "--consumers", description = "Number of concurrent senders, 1 to 64")
    Integer consumers;

    @Option(name = "--per-second", description = "Maximum number of inquiries per second, 1 to 10000; 0 for no limit")
    Integer perSecond;

    @Argument(name = "agency", description = "Name of the agency, as shown by agency-list", required = true)
    String agency;

    @Argument(index = 1, name = "reason", description = "Reason, for operators and the journal", required = true)
    String reason;

    @Override
    protected void run() {
        Agencies.Limits limits = agencies.limit(operator(), agency, consumers, perSecond, reason);
        session.getConsole()
                .println("Takes effect on every node within a second: consumers " + format(limits.consumers())
                        + ", per second " + format(limits.perSecond()));
    }

    private static String format(@Nullable Integer number) {
        return number == null ? "as configured" : number.toString();
    }
}
