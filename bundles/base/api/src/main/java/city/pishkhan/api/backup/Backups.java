package city.pishkhan.api.backup;

import city.pishkhan.api.security.Caller;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Backups of all data of the hub. A backup file holds every table, from one consistent snapshot, and the configuration. A store,
 * shared by all backups in the folder, holds rows of large tables and the files outside the database; each is written only once.
 * The keys go into a separate encrypted file.
 */
public interface Backups {

    /**
     * Location and protection of a backup's keys.
     *
     * @param file       CMS file (RFC 5652), or a plain ZIP that was decrypted elsewhere; {@code null} for a backup without keys
     * @param passphrase {@code env:NAME} or {@code file:/path}; {@code null} if there is none
     * @param recipient  PEM file with the certificate for which the keys are encrypted when a backup is written; {@code null} if
     *                   there is none
     */
    record KeyPlace(@Nullable Path file, @Nullable String passphrase, @Nullable Path recipient) {
        /** A backup without keys. */
        public static final KeyPlace NONE = new KeyPlace(null, null, null);
    }

    /**
     * Contents of a written backup.
     *
     * @param rows    number of rows by table
     * @param files   number of files outside the database, by their folder in the backup, e.g. {@code sheets}
     * @param copied  number of those files that no earlier backup had
     * @param missing number of files that could not be read and are not in the backup
     * @param keys    files in the key bundle
     */
    record Summary(
            Map<String, Long> rows,
            Map<String, Long> files,
            Map<String, Long> copied,
            Map<String, Long> missing,
            List<String> keys) {}

    /**
     * Result of a rehearsal.
     *
     * @param lines  report, in order
     * @param faults problems found; empty if the backup can be restored
     */
    record RehearsalResult(List<String> lines, List<String> faults) {}

    /**
     * Writes a backup while the hub is running. An incomplete backup has a different file name.
     *
     * @param file         must not exist; created readable by its owner only, because it contains personal data
     * @param withDeployed whether to include the deployed bundles and features; the backup lists them in any case
     * @throws IllegalArgumentException if the keys cannot be encrypted as requested, or the file exists
     */
    Summary write(Path file, KeyPlace keys, boolean withDeployed, Caller operator) throws IOException;

    /**
     * Result of pruning.
     *
     * @param backups number of backups in the folder
     * @param rows    number of removed row parts (stored pieces of large tables)
     * @param files   number of removed files
     * @param bytes   total size in bytes of the removed row parts and files
     */
    record PruneResult(int backups, long rows, long files, long bytes) {}

    /**
     * Removes everything from a folder's store that none of its backups needs.
     *
     * @throws IllegalArgumentException if a backup is being written there, a backup cannot be read, or there is no backup
     */
    PruneResult prune(Path folder, Caller operator) throws IOException;

    /**
     * Restores a backup into a separate database, without sending anything to third parties. Checks the result and
     * removes the database again.
     *
     * @param sample number of row parts (stored pieces of large tables) and of files to read from the store, chosen at
     *     random; 0 for all
     */
    RehearsalResult rehearse(Path file, KeyPlace keys, int sample, Caller operator) throws IOException;
}
