package city.pishkhan.shell.upkeep;

import city.pishkhan.api.cases.Inquiries;
import city.pishkhan.persistence.Backups;
import city.pishkhan.persistence.Backups.Summary;
import city.pishkhan.shell.HubCommand;
import java.nio.file.Path;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Puts a backup back into an empty hub, and sends again what was on its way. */
@Service
@Command(scope = "pishkhan", name = "restore", description = "Puts a backup back into an empty hub")
public class RestoreCommand extends HubCommand {
    @Reference
    Backups backups;

    @Reference
    Inquiries inquiries;

    @Argument(name = "file", description = "A file that backup wrote", required = true)
    String file;

    @Override
    protected void run() throws Exception {
        Summary summary = backups.restore(Path.of(file));
        summary.rows().forEach((table, rows) -> session.getConsole().println(table + " " + rows));
        summary.files().forEach((part, files) -> session.getConsole().println(part + " " + files));
        session.getConsole().println("inquiries sent again " + inquiries.resend(null));
    }
}
