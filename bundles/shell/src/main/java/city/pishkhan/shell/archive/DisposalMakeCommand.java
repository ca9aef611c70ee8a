package city.pishkhan.shell.archive;

import city.pishkhan.archive.ArchiveDisposals;
import city.pishkhan.archive.ArchiveDisposals.Disposal;
import city.pishkhan.identifiers.PersianDate;
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
        description = "Makes a list of documents that need not be kept any more; nothing is destroyed by it. Journaled")
public class DisposalMakeCommand extends HubCommand {
    @Reference
    ArchiveDisposals disposals;

    @Option(
            name = "--before",
            description = "Lists what was kept until a day before this one, Persian or ISO 8601; today without it")
    String before;

    @Option(name = "--most", description = "Documents that the list has at most, up to 10000")
    int most = 1_000;

    @Override
    protected void run() {
        LocalDate day = before == null ? LocalDate.now(PersianDate.TEHRAN) : ArchiveDay.parse(before);
        Disposal made = disposals.make(operator(), day, most);
        DisposalText.print(session.getConsole(), made, disposals.reasons(operator(), made.id()));
    }
}
