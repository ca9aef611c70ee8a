package city.pishkhan.persistence.host;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/** Configuration files of the journal's external witnesses, {@code city.pishkhan.journal.witness-<name>.cfg}. */
public final class WitnessFiles {
    private static final String PREFIX = "city.pishkhan.journal.witness-";
    private static final String END = ".cfg";

    private WitnessFiles() {}

    /**
     * Returns the names of the configured witnesses, taken from the names of their files.
     *
     * @param etc folder of configuration files; may be missing
     */
    public static Set<String> names(Path etc) throws IOException {
        Set<String> names = new TreeSet<>();
        if (Files.isDirectory(etc)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(etc, PREFIX + "*" + END)) {
                for (Path file : files) {
                    String name = file.getFileName().toString();
                    names.add(name.substring(PREFIX.length(), name.length() - END.length()));
                }
            }
        }
        return names;
    }
}
