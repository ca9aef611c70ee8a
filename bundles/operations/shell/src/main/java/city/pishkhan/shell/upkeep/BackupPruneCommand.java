package city.pishkhan.shell.upkeep;

import city.pishkhan.api.backup.Backups;
import city.pishkhan.api.backup.Backups.PruneResult;
import city.pishkhan.shell.HubCommand;
import java.nio.file.Path;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Removes data from the backup store that no remaining backup needs. */
@Service
@Command(
        scope = "pishkhan",
        name = "backup-prune",
        description =
                "Deletes files from the store that no backup needs; first delete the backups that you no longer want")
public class BackupPruneCommand extends HubCommand {
    private static final double MEGABYTE = 1 << 20;

    @Reference
    Backups backups;

    @Argument(name = "folder", description = "The folder of the backups", required = true)
    String folder;

    @Override
    protected void run() throws Exception {
        PruneResult pruned = backups.prune(Path.of(folder), operator());
        session.getConsole()
                .println(String.format(
                        "%d backups need the remaining files; deleted: %d parts of rows, %d files, %.1f MB",
                        pruned.backups(), pruned.rows(), pruned.files(), pruned.bytes() / MEGABYTE));
    }
}
