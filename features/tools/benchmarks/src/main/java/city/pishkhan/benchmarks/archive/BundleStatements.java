package city.pishkhan.benchmarks.archive;

import city.pishkhan.testkit.waiting.CityException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/** The SQL statements of the archive's bundle in the distribution, so that the measured statements are those of the hub. */
final class BundleStatements {
    private static final Pattern NAME = Pattern.compile("(?<!:):([a-z][a-z0-9]*)");
    private static final String FOLDER = "city/pishkhan/archive/sql/";

    private final Path bundle;

    /**
     * A statement for JDBC.
     *
     * @param text  text with {@code ?} for parameters
     * @param names names of the parameters in order
     */
    record Statement(String text, List<String> names) {}

    /** @param root folder of the distribution */
    BundleStatements(Path root) throws IOException {
        Path folder = root.resolve("system/city/pishkhan/archive");
        try (Stream<Path> files = Files.walk(folder)) {
            bundle = files.filter(file -> file.toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow(() -> new CityException("No bundle found in " + folder));
        }
    }

    /** Returns the text of a statement without comments. */
    String text(String name) throws IOException {
        try (ZipFile zip = new ZipFile(bundle.toFile())) {
            String text = new String(
                    zip.getInputStream(zip.getEntry(FOLDER + name + ".sql")).readAllBytes(), StandardCharsets.UTF_8);
            String bare = text.replaceAll("(?m)^\\s*--.*\\R", "");
            return bare.contains("{asked}") ? bare.replace("{asked}", text("asked")) : bare;
        }
    }

    Statement statement(String name) throws IOException {
        Matcher named = NAME.matcher(text(name));
        List<String> names = new ArrayList<>();
        String text = named.replaceAll(found -> {
            names.add(found.group(1));
            return "?";
        });
        return new Statement(text, names);
    }
}
