package city.pishkhan.itests.modules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.identifiers.PersianText;
import city.pishkhan.identifiers.RenovationCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The number of districts is a constant of the module {@code identifiers}. Other copies of the number, in files that
 * cannot refer to the constant, must be listed here and be equal to the constant.
 */
class DistrictsTest {
    private static final Path ROOT = Path.of("../..");
    private static final String NUMBER = String.valueOf(RenovationCode.DISTRICTS);
    private static final Pattern SOURCE = Pattern.compile(".*\\.(java|js|html|properties|cfg|example|table|yaml)");

    /** The number as a word of its own, and not as part of an identifier, a time or an amount. */
    private static final Pattern STRAY = Pattern.compile("(?<![\\w./:,-])(" + NUMBER + "|"
            + PersianText.persianDigits(NUMBER) + ")(?![\\w./:,-])|2\\[0-" + NUMBER.charAt(1) + "]");

    private static final Pattern CONSTANT = Pattern.compile("int DISTRICTS = ([0-9]+);");

    /** Copies of modules that share no class with the hub's identifiers. */
    private static final Set<String> COPIES =
            Set.of("RenovationCode.java", "Limits.java", "Plots.java", "DemoCity.java");

    /** Files that contain the same number with another meaning, and how many of their lines contain it. */
    private static final Map<String, Integer> OTHERS = Map.of(
            "SheetCheck.java", 1,
            "Scope.java", 1,
            "PersianPdf.java", 1,
            "ScannedSheets.java", 1,
            "FireRules.java", 2,
            "UtilityRules.java", 3,
            "evidence.js", 1,
            "picture.js", 1,
            "city.pishkhan.archivesource.cfg.example", 1);

    private static List<Path> files() throws IOException {
        try (Stream<Path> all =
                Stream.of("bundles", "routes", "features/tools", "etc").flatMap(folder -> walk(ROOT.resolve(folder)))) {
            return all.filter(file ->
                            SOURCE.matcher(file.getFileName().toString()).matches())
                    .filter(file -> file.toString().contains("/src/main/") || file.startsWith(ROOT.resolve("etc")))
                    .filter(file -> !file.startsWith(ROOT.resolve("etc/procedures/data")))
                    .toList();
        }
    }

    private static Stream<Path> walk(Path folder) {
        try {
            return Files.walk(folder).filter(Files::isRegularFile);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void districtCountIsDefinedOnce() throws IOException {
        Map<String, Integer> found = new TreeMap<>();
        for (Path file : files()) {
            int lines = 0;
            for (String line : Files.readAllLines(file)) {
                lines += STRAY.matcher(line).find() && !CONSTANT.matcher(line).find() ? 1 : 0;
            }
            if (lines > 0) {
                found.put(file.getFileName().toString(), lines);
            }
        }
        assertEquals(new TreeMap<>(OTHERS), found, "use RenovationCode.DISTRICTS");
    }

    @Test
    void copiesOfDistrictCountAreEqual() throws IOException {
        Set<String> copies = new TreeSet<>();
        for (Path file : files()) {
            String text = Files.readString(file);
            CONSTANT.matcher(text).results().forEach(constant -> {
                copies.add(file.getFileName().toString());
                assertEquals(NUMBER, constant.group(1), file::toString);
            });
        }
        assertEquals(new TreeSet<>(COPIES), copies);
    }

    /** In every schema, the last migration that defines a range of districts must use the number of districts. */
    @Test
    void theSchemasAllowTheSameDistricts() throws IOException {
        Pattern check = Pattern.compile("district between 1 and ([0-9]+)");
        Map<Path, String> ranges = new TreeMap<>();
        try (Stream<Path> all = walk(ROOT.resolve("bundles"))) {
            for (Path file : all.filter(f -> f.toString().matches(".*/src/main/resources/db/.*\\.sql"))
                    .sorted(java.util.Comparator.comparingLong(version()))
                    .toList()) {
                check.matcher(Files.readString(file))
                        .results()
                        .map(MatchResult::group)
                        .forEach(range -> ranges.put(file.getParent(), range));
            }
        }
        assertTrue(ranges.size() > 2, ranges::toString);
        ranges.forEach((schema, range) -> assertEquals("district between 1 and " + NUMBER, range, schema::toString));
    }

    private static ToLongFunction<Path> version() {
        return file -> Long.parseLong("0" + file.getFileName().toString().replaceAll("^\\D*([0-9]*).*$", "$1"));
    }

    @Test
    void mapShowsEveryDistrict() throws IOException {
        String map = Files.readString(ROOT.resolve("routes/console/src/main/console/map.js"));
        String places = map.lines()
                .filter(line -> line.startsWith("const PLACES = "))
                .findFirst()
                .orElseThrow();
        assertEquals(
                RenovationCode.DISTRICTS,
                Pattern.compile("\\[\\d+, \\d+]").matcher(places).results().count());
    }
}
