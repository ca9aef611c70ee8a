package city.pishkhan.shell.upkeep;

import city.pishkhan.identifiers.RenovationCode;
import city.pishkhan.keeping.ArchiveImport;
import city.pishkhan.keeping.ArchiveImportReport;
import city.pishkhan.shell.HubCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Imports the archived sheets of a district or of the head office, or resumes an interrupted import. */
@Service
@Command(
        scope = "pishkhan",
        name = "archive-import",
        description =
                "Imports an archive: a manifest (CSV) with its files, or a bag. After an interruption, the same command resumes the import")
public class ArchiveImportCommand extends HubCommand {
    private static final long PAUSE_NANOS = Duration.ofSeconds(2).toNanos();
    private static final double MEGABYTE = 1 << 20;

    @Reference
    ArchiveImport archives;

    @Argument(
            name = "manifest",
            description = "CSV file whose folder contains the files that it names, or the folder of a bag (BagIt)",
            required = true)
    String manifest;

    @Option(
            name = "--source",
            description = "Source of the archive: 1 to " + RenovationCode.DISTRICTS + " or head",
            required = true)
    String source;

    @Option(
            name = "--report",
            description = "File for conflicts and rejects, overwritten if it exists; default: <manifest>.report.csv")
    String report;

    @Option(
            name = "--discard",
            description =
                    "Discards an interrupted import of another manifest of this source; its imported documents remain")
    boolean discard;

    private long lastPrinted;

    @Override
    protected void run() {
        if (Files.isDirectory(Path.of(manifest))) {
            session.getConsole().println("Checking the bag");
        }
        Path lines = Path.of(report == null ? manifest.replaceFirst("/+$", "") + ".report.csv" : report);
        ArchiveImportReport done =
                archives.run(operator(), Path.of(manifest), source, lines, discard, this::printProgress);
        session.getConsole()
                .println(String.format(
                        Locale.ROOT,
                        "rows %d = merged %d + duplicates %d + conflicts %d + rejects %d",
                        done.rows(),
                        done.merged(),
                        done.duplicates(),
                        done.conflicts(),
                        done.rejects()));
        if (done.conflicts() + done.rejects() > 0) {
            session.getConsole().println("Conflicts and rejected rows with reasons: " + lines);
        }
    }

    private void printProgress(ArchiveImportReport now) {
        if (System.nanoTime() - lastPrinted < PAUSE_NANOS) {
            return;
        }
        lastPrinted = System.nanoTime();
        session.getConsole()
                .println(String.format(
                        Locale.ROOT,
                        "%3d%%  rows %d, conflicts %d, rejects %d, files %.0f MB; %s left",
                        now.position() * 100 / Math.max(1, now.size()),
                        now.rows(),
                        now.conflicts(),
                        now.rejects(),
                        now.fileBytes() / MEGABYTE,
                        length(now.remainingTime())));
    }

    private static String length(Duration left) {
        return left.toHours() > 0
                ? left.toHours() + " h " + left.toMinutesPart() + " min"
                : left.toMinutes() > 0 ? left.toMinutes() + " min" : left.toSeconds() + " s";
    }
}
