package city.pishkhan.shell.agencies;

import city.pishkhan.api.agencies.Agencies;
import city.pishkhan.shell.HubCommand;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Limits the concurrent inquiries and the inquiries per second that each node sends to an agency. */
@Service
@Command(
        scope = "pishkhan",
        name = "agency-limit",
        description = "Says how many inquiries each node carries to an agency, whatever its file says;"
                + " without a number it is again as the file says")
public class AgencyLimitCommand extends HubCommand {
    @Reference
    Agencies agencies;

    @Option(name = "--consumers", description = "Inquiries that are carried at a time, 1 to 64")
    Integer consumers;

    @Option(name = "--per-second", description = "Inquiries that are sent a second at most, 1 to 10000; 0 for no limit")
    Integer perSecond;

    @Argument(name = "agency", description = "As agency-list shows it", required = true)
    String agency;

    @Argument(index = 1, name = "reason", description = "Why, for operators and the journal", required = true)
    String reason;

    @Override
    protected void run() {
        Agencies.Limits limits = agencies.limit(operator(), agency, consumers, perSecond, reason);
        session.getConsole()
                .println("On every node within a second: consumers " + told(limits.consumers()) + ", a second "
                        + told(limits.perSecond()));
    }

    private static String told(Integer number) {
        return number == null ? "as configured" : number.toString();
    }
}
