package city.pishkhan.shell.agencies;

import city.pishkhan.api.agencies.Agencies;
import city.pishkhan.shell.HubCommand;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Pauses an agency: no inquiry is sent to it until it is resumed. */
@Service
@Command(
        scope = "pishkhan",
        name = "agency-pause",
        description = "Pauses sending to an agency; its inquiries wait until agency-resume")
public class AgencyPauseCommand extends HubCommand {
    @Reference
    Agencies agencies;

    @Argument(name = "agency", description = "Name of the agency, as shown by agency-list", required = true)
    String agency;

    @Argument(
            index = 1,
            name = "reason",
            description = "Reason; offices see it in each waiting case, so do not name persons",
            required = true)
    String reason;

    @Override
    protected void run() {
        Agencies.Pause pause = agencies.pause(operator(), agency, reason);
        session.getConsole()
                .println("Paused since " + pause.since() + ". Inquiries that are being sent are completed.");
    }
}
