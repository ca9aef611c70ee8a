package city.pishkhan.shell.archive;

import city.pishkhan.keeping.ArchiveRetention;
import city.pishkhan.keeping.ArchiveUnit;
import city.pishkhan.shell.HubCommand;
import java.time.LocalDate;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Sets the retention period of a dossier or a document. */
@Service
@Command(
        scope = "pishkhan",
        name = "archive-retain",
        description = "Sets the end of retention of a dossier or document; the later date of both applies. Journaled")
public class ArchiveRetainCommand extends HubCommand {
    @Reference
    ArchiveRetention retention;

    @Argument(
            name = "unit",
            description = "Dossier or document, as shown by archive-show, e.g. dossier:17",
            required = true)
    String unit;

    @Argument(
            index = 1,
            name = "until",
            description = "Last day of retention, Persian (1410/12/29) or ISO 8601, or forever",
            required = true)
    String until;

    @Option(name = "--reason", description = "Reason, 10 characters or more", required = true)
    String reason;

    @Override
    protected void run() {
        LocalDate day = until.equals("forever") ? null : ArchiveDay.parse(until);
        retention.retain(operator(), ArchiveUnit.parse(unit), day, reason);
        session.getConsole()
                .println(
                        day == null
                                ? "No end of retention: " + unit + " itself is kept permanently"
                                : "Retained until " + day);
    }
}
