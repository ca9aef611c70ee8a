package city.pishkhan.shell.upkeep;

import city.pishkhan.archive.SheetQuarantine;
import city.pishkhan.shell.HubCommand;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Releases a sheet from quarantine. */
@Service
@Command(scope = "pishkhan", name = "quarantine-release", description = "Releases a sheet from quarantine")
public class QuarantineReleaseCommand extends HubCommand {

    @Reference
    SheetQuarantine quarantine;

    @Argument(name = "sha256", description = "SHA-256 of the sheet, as shown by quarantine-list", required = true)
    String sha256;

    @Override
    protected void run() {
        quarantine.release(operator(), sha256);
        session.getConsole().println("Released: everyone who may see the sheet can open it again; journaled");
    }
}
