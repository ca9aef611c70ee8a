package city.pishkhan.shell.upkeep;

import city.pishkhan.api.backup.Backups;
import city.pishkhan.api.backup.Backups.KeyPlace;
import city.pishkhan.api.backup.Backups.Summary;
import city.pishkhan.shell.HubCommand;
import java.nio.file.Path;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Writes a backup without stopping the hub. */
@Service
@Command(
        scope = "pishkhan",
        name = "backup",
        description =
                "Writes database and configuration to one ZIP while the hub is running, new parts of sheets and large tables to the folder store in the same folder, and the keys,"
                        + " encrypted, to another file")
public class BackupCommand extends HubCommand {
    @Reference
    Backups backups;

    @Argument(name = "file", description = "A file that does not exist yet", required = true)
    String file;

    @Option(
            name = "--keys",
            description = "File for the keys, which does not exist yet; store it separately from the backup")
    String keys;

    @Option(
            name = "--passphrase",
            description = "Passphrase that encrypts the keys, 16 characters or more: env:NAME or file:/path")
    String passphrase;

    @Option(
            name = "--recipient",
            description = "Instead of a passphrase: PEM file with the RSA certificate of the recipient of the keys")
    String recipient;

    @Option(name = "--without-keys", description = "Writes no keys: a restore then needs them from another source")
    boolean withoutKeys;

    @Option(
            name = "--with-deployed",
            description =
                    "Includes deployed bundles and features in the folder deployed; otherwise they are only listed")
    boolean withDeployed;

    @Override
    protected void run() throws Exception {
        if (withoutKeys == (keys != null)) {
            throw new IllegalArgumentException("Give a file for the keys (--keys), or use --without-keys");
        }
        Summary summary = backups.write(
                Path.of(file),
                withoutKeys
                        ? KeyPlace.NONE
                        : new KeyPlace(Path.of(keys), passphrase, recipient == null ? null : Path.of(recipient)),
                withDeployed,
                operator());
        long rows = summary.rows().values().stream().mapToLong(Long::longValue).sum();
        session.getConsole().println(summary.rows().size() + " tables, " + rows + " rows");
        summary.files().forEach((part, files) -> session.getConsole()
                .println(part + " " + files
                        + (summary.copied().containsKey(part)
                                ? ", " + summary.copied().get(part) + " of them new in the store"
                                : "")));
        summary.missing().forEach((part, files) -> {
            if (files > 0) {
                session.getConsole()
                        .println("WARNING: " + files + " of the " + part
                                + " could not be read and are NOT in the backup; its file missing.txt lists them");
            }
        });
        session.getConsole().println("keys " + summary.keys().size());
    }
}
