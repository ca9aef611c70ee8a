package city.pishkhan.shell.archive;

import city.pishkhan.keeping.ArchiveBags;
import city.pishkhan.keeping.ArchiveBags.Written;
import city.pishkhan.keeping.ArchiveUnit;
import city.pishkhan.shell.HubCommand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Exports a dossier with its sheets as a BagIt bag. */
@Service
@Command(
        scope = "pishkhan",
        name = "archive-export",
        description =
                "Writes a dossier with its sheets as a bag (BagIt 1.0) for archive-import of another installation. Journaled")
public class ArchiveExportCommand extends HubCommand {
    private static final long PAUSE_NANOS = Duration.ofSeconds(2).toNanos();
    private static final double MEGABYTE = 1 << 20;

    @Reference
    ArchiveBags bags;

    @Argument(name = "dossier", description = "Dossier, as shown by archive-show, e.g. dossier:17", required = true)
    String dossier;

    @Argument(index = 1, name = "folder", description = "A folder that does not exist yet", required = true)
    String folder;

    @Option(
            name = "--national-id",
            description = "National ID of the person of a person's dossier, because the archive stores no IDs")
    String nationalId;

    private long lastPrinted = System.nanoTime();

    @Override
    protected void run() {
        Written done =
                bags.export(operator(), ArchiveUnit.parse(dossier), Path.of(folder), nationalId, this::printProgress);
        session.getConsole().println("Written: " + text(done));
        session.getConsole().println("SHA-256 of manifest-sha256.txt: " + done.manifest());
    }

    private void printProgress(Written now) {
        if (System.nanoTime() - lastPrinted >= PAUSE_NANOS) {
            lastPrinted = System.nanoTime();
            session.getConsole().println(text(now));
        }
    }

    private static String text(Written now) {
        return String.format(Locale.ROOT, "%d sheets, %.1f MB", now.sheets(), now.bytes() / MEGABYTE);
    }
}
