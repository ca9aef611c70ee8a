package city.pishkhan.api.journal;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Files that a backup carries besides the database, e.g. the archive's sheets: each is what rows of a table name, by its SHA-256, and never changes. Published
 * as a service by its owner.
 */
public interface BackupPart {

    /** What they are called in a backup, e.g. {@code sheets}: lower-case letters. */
    String folder();

    /** Whose rows name them, each row one: {@code schema.table}. */
    String table();

    /** Columns of type bytea of that table: the first of them that is not null is the file's name. */
    List<String> columns();

    /** @param name lower-case hex @throws IOException if it cannot be had */
    InputStream open(String name) throws IOException;

    /** Puts one back; what is already there stays. */
    void put(String name, InputStream content) throws IOException;
}
