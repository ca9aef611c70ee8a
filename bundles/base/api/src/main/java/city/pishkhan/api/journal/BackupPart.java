package city.pishkhan.api.journal;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Files that a backup contains in addition to the database, e.g. the archive's sheets. Rows of a table refer to each file by its
 * SHA-256, and a file never changes. Published as a service by the bundle that owns the files.
 */
public interface BackupPart {

    /** Folder of the files in a backup, e.g. {@code sheets}: lower-case letters. */
    String folder();

    /** Table with one file per row: {@code schema.table}. */
    String table();

    /** Columns of type bytea in that table; the first column that is not null contains the file's name. */
    List<String> columns();

    /**
     * Opens a file.
     *
     * @param name lower-case hex
     * @throws IOException if it cannot be read
     */
    InputStream open(String name) throws IOException;

    /** Restores a file; an existing file is unchanged. */
    void put(String name, InputStream content) throws IOException;
}
