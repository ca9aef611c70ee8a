package city.pishkhan.persistence;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Copies of everything the hub keeps, in one ZIP: every table as JSON lines, taken at one moment, and the parts beside the database. */
public interface Backups {

    /** @param rows rows by table; @param files files by part */
    record Summary(Map<String, Long> rows, Map<String, Long> files) {}

    /**
     * Writes a backup while the hub works on.
     *
     * @param file must not exist; readable by its owner only, for it holds personal data
     */
    Summary write(Path file) throws IOException;

    /**
     * Puts a backup back, in one transaction.
     *
     * @throws city.pishkhan.api.Refusal CONFLICT if the hub holds cases already or its schemas have other versions than the backup's
     */
    Summary restore(Path file) throws IOException;
}
