package city.pishkhan.configuration;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A configuration file of the hub in {@code etc}.
 *
 * @param name file name without its folder
 * @param values values as written, by key
 */
public record ConfigurationFile(String name, Map<String, String> values) {
    private static final String SUFFIX = ".cfg";
    private static final Pattern NAME = Pattern.compile("city\\.pishkhan\\..*\\.cfg");

    /**
     * Returns {@code true} if the name is of a configuration file of the hub.
     *
     * @param name file name without its folder
     */
    public static boolean isConfigurationFile(String name) {
        return NAME.matcher(name).matches();
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read or parsed
     */
    public static ConfigurationFile read(Path file) throws IOException {
        Properties given;
        try {
            given = load(Files.readAllBytes(file));
        } catch (IllegalArgumentException e) {
            throw new IOException(file.getFileName() + " has a broken \\u", e);
        }
        Map<String, String> values = new TreeMap<>();
        given.stringPropertyNames().forEach(key -> values.put(key, given.getProperty(key)));
        return new ConfigurationFile(file.getFileName().toString(), values);
    }

    /**
     * Parses the content of a {@code .cfg} file in ISO 8859-1, as Felix's file installer does. Other characters must be written as
     * {@code \u005cu} escapes.
     *
     * @throws IllegalArgumentException if an escape is broken
     */
    public static Properties load(byte[] content) {
        Properties values = new Properties();
        try {
            values.load(new StringReader(new String(content, StandardCharsets.ISO_8859_1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return values;
    }

    /** Returns the PID or factory PID; text after {@code ~} or {@code -} distinguishes instances of a factory PID. */
    public String pid() {
        return name.substring(0, name.length() - SUFFIX.length()).replaceFirst("[~-].*", "");
    }
}
