package city.pishkhan.shell.upkeep;

import city.pishkhan.api.backup.Backups;
import city.pishkhan.api.backup.Backups.KeyPlace;
import city.pishkhan.api.backup.Backups.RehearsalResult;
import city.pishkhan.shell.HubCommand;
import java.nio.file.Path;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Tests whether a backup can be restored. */
@Service
@Command(
        scope = "pishkhan",
        name = "backup-rehearse",
        description =
                "Restores a backup into a temporary place that sends nothing, checks it and deletes it again; fails if it finds faults")
public class BackupRehearseCommand extends HubCommand {
    @Reference
    Backups backups;

    @Argument(name = "file", description = "A file written by the command backup", required = true)
    String file;

    @Option(name = "--keys", description = "Its key bundle", required = true)
    String keys;

    @Option(name = "--passphrase", description = "Passphrase of the key bundle: env:NAME or file:/path")
    String passphrase;

    @Option(
            name = "--sample",
            description = "Number of random parts of large tables and of random sheets that are read; 0 for all")
    int sample;

    @Override
    protected void run() throws Exception {
        RehearsalResult rehearsed = backups.rehearse(
                Path.of(file), new KeyPlace(Path.of(keys), passphrase, null), Math.max(0, sample), operator());
        rehearsed.lines().forEach(session.getConsole()::println);
        rehearsed.faults().forEach(fault -> session.getConsole().println("FAULT " + fault));
        if (!rehearsed.faults().isEmpty()) {
            throw new IllegalStateException(
                    "The backup cannot be restored: " + rehearsed.faults().size() + " faults");
        }
        session.getConsole().println("The backup can be restored");
    }
}
