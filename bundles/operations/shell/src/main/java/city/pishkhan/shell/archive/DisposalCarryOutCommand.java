package city.pishkhan.shell.archive;

import city.pishkhan.keeping.ArchiveDisposals;
import city.pishkhan.keeping.ArchiveDisposals.Disposal;
import city.pishkhan.shell.HubCommand;
import java.time.Duration;
import java.util.UUID;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Destroys the documents of an approved disposal list, or resumes an interrupted disposal. */
@Service
@Command(
        scope = "pishkhan",
        name = "disposal-carry-out",
        description =
                "Permanently destroys the documents of an approved list. After an interruption, the same command resumes. Journaled")
public class DisposalCarryOutCommand extends HubCommand {
    private static final long PAUSE_NANOS = Duration.ofSeconds(2).toNanos();

    @Reference
    ArchiveDisposals disposals;

    @Argument(name = "list", description = "List, as shown by disposal-list", required = true)
    String list;

    private long lastPrinted = System.nanoTime();

    @Override
    protected void run() {
        UUID id = DisposalShowCommand.id(list);
        Disposal done = disposals.carryOut(operator(), id, this::printProgress);
        DisposalText.print(session.getConsole(), done, disposals.reasons(operator(), id));
        session.getConsole().println("  certificate: pishkhan:disposal-certificate " + id + " <file.pdf>");
    }

    private void printProgress(Disposal now) {
        if (System.nanoTime() - lastPrinted >= PAUSE_NANOS) {
            lastPrinted = System.nanoTime();
            session.getConsole()
                    .println(now.listed() + " documents left, " + now.destroyed() + " destroyed; sheets: "
                            + DisposalText.sheets(now));
        }
    }
}
