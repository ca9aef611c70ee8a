package city.pishkhan.itests.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.identifiers.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The distribution for operators contains nothing of the demo city, the benchmarks, the simulated partners or the test
 * kit.
 */
class DistributionIT {
    private static final Pattern FILE = Pattern.compile(
            "demo/.*|etc/demo/.*|bin/(demo|bench|pictures|sandbox)|(?:.*/)?(demo|benchmarks|simulators|testkit)-[^/]*\\.jar");
    private static final Pattern CLASS =
            Pattern.compile("city/pishkhan/(demo|benchmarks|simulators|testkit)/.*\\.class");

    private static final Pattern SCRIPT = Pattern.compile("[^/]+/etc/(shell\\.init\\.script|scripts/[^/]+\\.script)");
    private static final Path KNOWN_SCRIPTS =
            Path.of("../../bundles/trust/audit/src/main/resources/city/pishkhan/audit/internal/shipped-scripts.txt");

    @Test
    void distributionContainsNoDemoContent() throws IOException {
        assertEquals(Set.of(), demoContent("hub.archive"));
    }

    /**
     * Shows that the search for demo content finds all of it in the demo distribution, so that its empty result for the
     * hub proves something.
     */
    @Test
    void demoDistributionContainsAllDemoContent() throws IOException {
        Set<String> found = demoContent("demo.archive");
        assertTrue(
                found.containsAll(Set.of(
                        "demo/",
                        "etc/demo/",
                        "bin/demo",
                        "bin/bench",
                        "bin/pictures",
                        "bin/sandbox",
                        "classes of demo",
                        "classes of benchmarks",
                        "classes of simulators",
                        "classes of testkit")),
                found::toString);
    }

    /** The console records a start script of the shell unless {@code shipped-scripts.txt} has its digest. */
    @ParameterizedTest
    @ValueSource(strings = {"hub.archive", "demo.archive"})
    void shippedStartScriptsAreKnownToAudit(String archive) throws IOException {
        Set<String> shipped = new TreeSet<>();
        try (TarArchiveInputStream tar = open(archive)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Matcher script = SCRIPT.matcher(entry.getName());
                if (script.matches()) {
                    shipped.add(Sha256.hex(tar.readAllBytes()) + " " + script.group(1));
                }
            }
        }
        assertEquals(
                Files.readAllLines(KNOWN_SCRIPTS).stream()
                        .filter(line -> !line.startsWith("#"))
                        .collect(Collectors.toCollection(TreeSet::new)),
                shipped);
    }

    private static TarArchiveInputStream open(String archive) throws IOException {
        return new TarArchiveInputStream(
                new GZIPInputStream(Files.newInputStream(Path.of(System.getProperty(archive)))));
    }

    private static Set<String> demoContent(String archive) throws IOException {
        Set<String> found = new TreeSet<>();
        try (TarArchiveInputStream tar = open(archive)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                String path = entry.getName().replaceFirst("^[^/]*/", "");
                if (FILE.matcher(path).matches()) {
                    found.add(path.replaceFirst("^(demo/|etc/demo/).*", "$1"));
                }
                if (path.endsWith(".jar")) {
                    classes(tar, found);
                }
            }
        }
        return found;
    }

    private static void classes(InputStream jar, Set<String> found) throws IOException {
        ZipInputStream entries = new ZipInputStream(jar);
        for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
            Matcher name = CLASS.matcher(entry.getName());
            if (name.matches()) {
                found.add("classes of " + name.group(1));
            }
        }
    }
}
