package city.pishkhan.shell.upkeep;

import city.pishkhan.persistence.Backups;
import city.pishkhan.persistence.Backups.Summary;
import city.pishkhan.shell.HubCommand;
import java.nio.file.Path;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Writes a backup while the hub works on. */
@Service
@Command(
        scope = "pishkhan",
        name = "backup",
        description = "Writes everything the hub keeps to one ZIP, while it works on")
public class BackupCommand extends HubCommand {
    @Reference
    Backups backups;

    @Argument(name = "file", description = "A file that does not exist yet", required = true)
    String file;

    @Override
    protected void run() throws Exception {
        Summary summary = backups.write(Path.of(file));
        summary.rows().forEach((table, rows) -> session.getConsole().println(table + " " + rows));
        summary.files().forEach((part, files) -> session.getConsole().println(part + " " + files));
    }
}
