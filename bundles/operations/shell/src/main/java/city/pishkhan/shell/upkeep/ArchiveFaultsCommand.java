package city.pishkhan.shell.upkeep;

import city.pishkhan.keeping.ArchiveFaults;
import city.pishkhan.keeping.ArchiveFaults.Fault;
import city.pishkhan.keeping.ArchiveFaults.Progress;
import city.pishkhan.shell.HubCommand;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;

/** Lists damaged or missing sheets, and shows the progress of the integrity check. */
@Service
@Command(
        scope = "pishkhan",
        name = "archive-faults",
        description = "Lists damaged or missing sheets, unrepaired ones first, and the progress of the integrity check")
public class ArchiveFaultsCommand extends HubCommand {
    private static final double MEGABYTE = 1 << 20;

    @Reference
    ArchiveFaults archiveFaults;

    @Option(name = "--limit", description = "Maximum number of listed sheets")
    int limit = 50;

    @Override
    protected void run() {
        operator();
        List<Fault> faults = archiveFaults.list(Math.max(1, Math.min(limit, 10_000)));
        ShellTable table = new ShellTable();
        table.column("SHA-256");
        table.column("Location");
        table.column("Fault");
        table.column("Found");
        table.column("Repaired");
        table.emptyTableText("no damaged sheets are known");
        faults.forEach(fault -> table.addRow()
                .addContent(
                        fault.sha256(),
                        fault.copy() ? "copy" : "store",
                        fault.kind(),
                        fault.found().truncatedTo(ChronoUnit.SECONDS),
                        fault.repaired() == null
                                ? "no"
                                : fault.repaired()
                                        .truncatedTo(ChronoUnit.SECONDS)
                                        .toString()));
        table.print(session.getConsole());
        printProgress(archiveFaults.progress());
    }

    private void printProgress(Progress now) {
        if (now.begun().isAfter(Instant.now())) {
            session.getConsole().println("The next round begins " + now.begun().truncatedTo(ChronoUnit.SECONDS));
            printLast(now);
            return;
        }
        session.getConsole()
                .println(String.format(
                        Locale.ROOT,
                        "This round: %d of about %d sheets read again since %s, %.0f MB; at most %.1f a second",
                        now.sheets(),
                        Math.max(now.estimated(), now.sheets()),
                        now.begun().truncatedTo(ChronoUnit.SECONDS),
                        now.bytes() / MEGABYTE,
                        now.sheetsPerSecond()));
        printLast(now);
    }

    private void printLast(Progress now) {
        if (now.lastEnded() != null) {
            session.getConsole()
                    .println(String.format(
                            Locale.ROOT,
                            "Last round: %d sheets, %s to %s",
                            now.lastSheets(),
                            now.lastBegun().truncatedTo(ChronoUnit.SECONDS),
                            now.lastEnded().truncatedTo(ChronoUnit.SECONDS)));
        }
    }
}
