package city.pishkhan.shell.journal;

import city.pishkhan.journal.Seals;
import city.pishkhan.shell.HubCommand;
import city.pishkhan.verification.JournalFile;
import city.pishkhan.verification.Source;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Writes the journal with its seals to a file that the stand-alone verifier checks. */
@Service
@Command(scope = "pishkhan", name = "journal-export", description = "Writes the journal and its seals to one file")
public class JournalExportCommand extends HubCommand {
    @Reference
    Seals seals;

    @Argument(name = "file", description = "A file that does not exist yet", required = true)
    String file;

    @Override
    protected void run() throws Exception {
        try (OutputStream out = Files.newOutputStream(Path.of(file), StandardOpenOption.CREATE_NEW);
                Source source = seals.source()) {
            session.getConsole().println(JournalFile.write(source, out) + " entries in " + file);
        }
    }
}
