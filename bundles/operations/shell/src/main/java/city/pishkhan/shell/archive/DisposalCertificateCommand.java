package city.pishkhan.shell.archive;

import city.pishkhan.api.Refusal;
import city.pishkhan.keeping.ArchiveDisposals;
import city.pishkhan.shell.HubCommand;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/**
 * Writes the certificate of destruction as a PDF, and the list of sheets that the certificate refers to as a CSV file.
 */
@Service
@Command(
        scope = "pishkhan",
        name = "disposal-certificate",
        description =
                "Writes the certificate of destruction, and the list of its sheets as a .csv file in the same folder")
public class DisposalCertificateCommand extends HubCommand {
    @Reference
    ArchiveDisposals disposals;

    @Argument(name = "list", description = "List, as shown by disposal-list", required = true)
    String list;

    @Argument(index = 1, name = "file", description = "A PDF file that does not exist yet", required = true)
    String file;

    @Override
    protected void run() throws IOException {
        UUID id = DisposalShowCommand.id(list);
        byte[] certificate = disposals.certificate(operator(), id);
        Path pdf = Path.of(file);
        Path csv = Path.of(file.replaceFirst("(?i)\\.pdf$", "") + ".csv");
        if (Files.exists(pdf) || Files.exists(csv)) {
            throw Refusal.invalid("disposal.file", "file", pdf.getFileName(), csv.getFileName());
        }
        Files.write(pdf, certificate, StandardOpenOption.CREATE_NEW);
        try (BufferedWriter out = Files.newBufferedWriter(csv, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW)) {
            disposals.writeSheets(operator(), id, out);
        }
        session.getConsole().println("Written: " + pdf + ", " + csv);
    }
}
