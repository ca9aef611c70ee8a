package city.pishkhan.api.journal;

import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Stream;

/** What a backup carries besides the database, e.g. the archive's sheets. Published as a service by its owner. */
public interface BackupPart {

    /** Folder in the backup, e.g. {@code sheets}: lower-case letters. */
    String folder();

    /** Names of all that is to be kept; the caller closes the stream. */
    Stream<String> names();

    InputStream open(String name) throws IOException;

    /** Puts one thing back; what is there already stays. */
    void put(String name, InputStream content) throws IOException;
}
