package city.pishkhan.shell.archive;

import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.keeping.ArchiveDisposals;
import city.pishkhan.keeping.ArchiveDisposals.Disposal;
import city.pishkhan.shell.HubCommand;
import java.time.LocalDate;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Creates a disposal list of documents whose retention period has ended; destroys nothing. */
@Service
@Command(
        scope = "pishkhan",
        name = "disposal-make",
        description = "Creates a list of documents whose retention has ended; it destroys nothing. Journaled")
public class DisposalMakeCommand extends HubCommand {
    @Reference
    ArchiveDisposals disposals;

    @Option(
            name = "--before",
            description = "Lists documents whose retention ended before this day, Persian or ISO 8601; default: today")
    String before;

    @Option(name = "--most", description = "Maximum number of documents of the list, up to 10000")
    int most = 1_000;

    @Override
    protected void run() {
        LocalDate day = before == null ? LocalDate.now(PersianDate.TEHRAN) : ArchiveDay.parse(before);
        Disposal made = disposals.create(operator(), day, most);
        DisposalText.print(session.getConsole(), made, disposals.reasons(operator(), made.id()));
    }
}
