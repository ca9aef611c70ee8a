package city.pishkhan.configuration;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A file of {@code etc} that is a configuration of the hub.
 *
 * @param name   without its folder
 * @param values as they are written, by key
 */
public record ConfigurationFile(String name, Map<String, String> values) {
    private static final String SUFFIX = ".cfg";
    private static final Pattern NAME = Pattern.compile("city\\.pishkhan\\..*\\.cfg");

    /** Whether a file, by its name without its folder, is one. */
    public static boolean is(String name) {
        return NAME.matcher(name).matches();
    }

    /** @throws IOException if it cannot be read, or is not written as such files are */
    public static ConfigurationFile read(Path file) throws IOException {
        Properties given = new Properties();
        // as the file installer reads it
        try (Reader in = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            given.load(in);
        } catch (IllegalArgumentException e) {
            throw new IOException(file.getFileName() + " has a broken \\u", e);
        }
        Map<String, String> values = new TreeMap<>();
        given.stringPropertyNames().forEach(key -> values.put(key, given.getProperty(key)));
        return new ConfigurationFile(file.getFileName().toString(), values);
    }

    /** The PID, or the factory PID: what is behind a {@code ~} or {@code -} tells several of one PID apart. */
    public String pid() {
        return name.substring(0, name.length() - SUFFIX.length()).replaceFirst("[~-].*", "");
    }
}
