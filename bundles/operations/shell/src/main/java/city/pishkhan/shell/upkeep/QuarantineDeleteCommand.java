package city.pishkhan.shell.upkeep;

import city.pishkhan.archive.SheetQuarantine;
import city.pishkhan.shell.HubCommand;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Deletes the content of a sheet in quarantine. */
@Service
@Command(
        scope = "pishkhan",
        name = "quarantine-delete",
        description = "Permanently deletes the content of a sheet in quarantine; journaled")
public class QuarantineDeleteCommand extends HubCommand {

    @Reference
    SheetQuarantine quarantine;

    @Argument(name = "sha256", description = "SHA-256 of the sheet, as shown by quarantine-list", required = true)
    String sha256;

    @Override
    protected void run() {
        quarantine.delete(operator(), sha256);
        session.getConsole().println("Deleted");
    }
}
