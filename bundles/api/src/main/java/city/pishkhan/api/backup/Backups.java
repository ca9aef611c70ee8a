package city.pishkhan.api.backup;

import city.pishkhan.api.security.Caller;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Copies of everything the hub keeps: a file with every table, taken at one moment, and the configuration; beside it, shared by all backups of its folder, a
 * store with the rows of large tables and the files beside the database, each written once; and, apart from these, an encrypted file with the keys.
 */
public interface Backups {

    /**
     * Where the keys of a backup are, and what opens them.
     *
     * @param file       CMS (RFC 5652), or a plain ZIP that somebody else decrypted; {@code null}: the backup goes without keys
     * @param passphrase {@code env:NAME} or {@code file:/path}; {@code null} if there is none
     * @param recipient  PEM file with the certificate of whom they are encrypted for, when they are written; {@code null} if there is none
     */
    record KeyPlace(Path file, String passphrase, Path recipient) {
        public static final KeyPlace NONE = new KeyPlace(null, null, null);
    }

    /**
     * What was written.
     *
     * @param rows    rows by table
     * @param files   files by part
     * @param copied  of them, those that no backup before had
     * @param missing of them, those that could not be read: they are not in it
     * @param keys    files in the key bundle
     */
    record Summary(
            Map<String, Long> rows,
            Map<String, Long> files,
            Map<String, Long> copied,
            Map<String, Long> missing,
            List<String> keys) {}

    /** @param lines what was found, in order @param faults what does not hold; empty if the backup could be restored */
    record Rehearsed(List<String> lines, List<String> faults) {}

    /**
     * Writes a backup while the hub works on; what is not whole has another name.
     *
     * @param file must not exist; readable by its owner only, for it holds personal data
     * @param withDeployed whether it holds the bundles and features that were deployed; it lists them in any case
     * @throws IllegalArgumentException if the keys cannot be encrypted as asked, or a file is there already
     */
    Summary write(Path file, KeyPlace keys, boolean withDeployed, Caller operator) throws IOException;

    /** @param backups that are there @param rows parts of rows that were taken away, as {@code files}, both {@code bytes} together */
    record Pruned(int backups, long rows, long files, long bytes) {}

    /**
     * Takes from the store of a folder what none of its backups needs any more.
     *
     * @throws IllegalArgumentException if a backup is being written there, one cannot be read, or there is none
     */
    Pruned prune(Path folder, Caller operator) throws IOException;

    /**
     * Restores a backup into a database of its own beside this hub, which sends nothing to anybody, holds it against what it should be, and
     * takes everything away again.
     *
     * @param sample how many parts of rows and how many files are read of the store, by chance; 0 for all
     */
    Rehearsed rehearse(Path file, KeyPlace keys, int sample, Caller operator) throws IOException;
}
