package city.pishkhan.itests.modules;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Architecture rules for test helpers, checked in the sources: unique names, small packages, no cycles. */
class TestHelpersTest {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final int MOST_CLASSES = 20;
    private static final Set<String> KIT = Set.of("testkit", "demo", "benchmarks");
    private static final Pattern SOURCE =
            Pattern.compile("(?:bundles|routes|features)/.*?src/(?:main|test)/java/.*\\.java");

    /** Imports of the hub's own packages, of classes and of their members. */
    private static final Pattern IMPORT =
            Pattern.compile("(?m)^import (?:static )?(city\\.pishkhan(?:\\.[a-z]\\w*)+)\\.[A-Z]");

    private static List<Path> sources;

    @BeforeAll
    static void read() throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                // build output may change while the tree is read
                return folder.endsWith("target") ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                Path source = ROOT.relativize(file);
                if (SOURCE.matcher(source.toString()).matches() && !file.endsWith("package-info.java")) {
                    found.add(source);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        sources = List.copyOf(found);
        assertTrue(sources.size() > 1_000, "the tree is there");
    }

    private static boolean isTestSource(Path source) {
        return source.startsWith("features") || source.toString().contains("src/test/java");
    }

    /** Tests create proxies of interfaces only by {@code city.pishkhan.stubs.Stubs}. */
    @Test
    void testsCreateProxiesByStubs() throws IOException {
        List<String> strays = new ArrayList<>();
        for (Path source : sources) {
            if (source.toString().contains("src/test/java")
                    && Files.readString(ROOT.resolve(source)).contains("Proxy.new" + "ProxyInstance(")) {
                strays.add(source.toString());
            }
        }
        assertEquals(List.of(), strays, "use city.pishkhan.stubs.Stubs: strict, empty, config or intercept");
    }

    /**
     * Returns {@code true} for sources whose names may repeat: wire records have the names that callers know, and simulators may use the
     * hub's names.
     */
    private static boolean isRepeatAllowed(Path source) {
        return source.startsWith("features/tools/simulators")
                || source.toString().matches(".*/src/main/java/.*/contracts?/.*");
    }

    @Test
    void helperNamesAreUnique() {
        Map<String, Set<Path>> named = new TreeMap<>();
        sources.stream().filter(source -> !isRepeatAllowed(source)).forEach(source -> named.computeIfAbsent(
                        source.getFileName().toString(), name -> new TreeSet<>())
                .add(source));
        named.values().removeIf(all -> all.size() == 1 || all.stream().noneMatch(TestHelpersTest::isTestSource));
        assertEquals(Map.of(), named);
    }

    @Test
    void kitPackagesStaySmall() {
        Map<Path, Integer> classes = new TreeMap<>();
        kitSources().forEach(source -> classes.merge(source.getParent(), 1, Integer::sum));
        classes.values().removeIf(size -> size <= MOST_CLASSES);
        assertEquals(Map.of(), classes);
    }

    /**
     * No packages of the hub, its tools and its examples form a cycle. Imports also show uses that the compiler leaves no trace of: constants
     * and links of comments.
     */
    @Test
    void packagesFormNoCycle() {
        Map<String, Set<String>> sees = new TreeMap<>();
        mainSources().forEach(source -> {
            Set<String> seen = sees.computeIfAbsent(packageOf(source), name -> new TreeSet<>());
            Matcher imported = IMPORT.matcher(text(source));
            while (imported.find()) {
                seen.add(imported.group(1));
            }
        });
        assertTrue(sees.get("city.pishkhan.testkit").contains("city.pishkhan.testkit.process"), sees::toString);
        assertEquals(Map.of(), packagesInCycles(sees));
    }

    @Test
    void detectsPackageCycle() {
        Map<String, Set<String>> sees = new HashMap<>();
        sees.put("a", Set.of("b", "elsewhere"));
        sees.put("b", Set.of("a"));
        sees.put("c", Set.of("a"));
        sees.put("d", Set.of("elsewhere"));
        assertEquals(Set.of("a", "b", "c"), packagesInCycles(sees).keySet());
    }

    /** The test kit uses neither the demo nor classes of the hub. The demo and the benchmarks use only the kit. */
    @Test
    void kitImportsNoHubClasses() {
        Map<String, String> may = Map.of(
                "testkit", "testkit",
                "demo", "testkit|demo",
                "benchmarks", "testkit|benchmarks");
        assertAll(may.entrySet().stream().map(entry -> () -> {
            Pattern allowed = Pattern.compile("city\\.pishkhan\\.(" + entry.getValue() + ")(\\..*)?");
            Set<String> imports = new TreeSet<>();
            kitSources()
                    .filter(source -> source.startsWith("features/tools/" + entry.getKey()))
                    .forEach(source -> {
                        Matcher imported = IMPORT.matcher(text(source));
                        while (imported.find()) {
                            imports.add(imported.group(1));
                        }
                    });
            imports.removeIf(name -> allowed.matcher(name).matches());
            assertEquals(Set.of(), imports, entry.getKey());
        }));
    }

    private static Stream<Path> kitSources() {
        return mainSources()
                .filter(source -> source.startsWith("features/tools")
                        && KIT.contains(source.getName(2).toString()));
    }

    private static Stream<Path> mainSources() {
        return sources.stream().filter(source -> source.toString().contains("src/main/java"));
    }

    /** Removes packages that use none of the remaining packages, until only cycles are left. */
    private static Map<String, Set<String>> packagesInCycles(Map<String, Set<String>> sees) {
        Map<String, Set<String>> left = new TreeMap<>(sees);
        boolean fewer = true;
        while (fewer) {
            fewer = left.entrySet().removeIf(one -> one.getValue().stream()
                    .noneMatch(other -> !other.equals(one.getKey()) && left.containsKey(other)));
        }
        return left;
    }

    private static String packageOf(Path source) {
        return source.getParent()
                .toString()
                .replaceFirst(".*src/main/java/", "")
                .replace('/', '.');
    }

    private static String text(Path source) {
        try {
            return Files.readString(ROOT.resolve(source));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
