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
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The SQL statements of the archive's bundles in the distribution, so that the measured statements are those of the hub. */
final class BundleStatements {
    private static final Pattern NAME = Pattern.compile("(?<!:):([a-z][a-z0-9]*)");
    private static final List<String> BUNDLES = List.of("archive", "keeping");

    private final Path system;

    /**
     * A statement for JDBC.
     *
     * @param text  text with {@code ?} for parameters
     * @param names names of the parameters in order
     */
    record Statement(String text, List<String> names) {}

    /** @param root folder of the distribution */
    BundleStatements(Path root) {
        system = root.resolve("system/city/pishkhan");
    }

    /** Returns the text of a statement without comments. */
    String text(String name) throws IOException {
        for (String bundle : BUNDLES) {
            try (ZipFile zip = new ZipFile(jar(bundle).toFile())) {
                ZipEntry entry = zip.getEntry("city/pishkhan/" + bundle + "/sql/" + name + ".sql");
                if (entry != null) {
                    String text = new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
                    String bare = text.replaceAll("(?m)^\\s*--.*\\R", "");
                    return bare.contains("{asked}") ? bare.replace("{asked}", text("asked")) : bare;
                }
            }
        }
        throw new CityException("No statement " + name + " in the bundles " + BUNDLES);
    }

    private Path jar(String bundle) throws IOException {
        Path folder = system.resolve(bundle);
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow(() -> new CityException("No bundle found in " + folder));
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
