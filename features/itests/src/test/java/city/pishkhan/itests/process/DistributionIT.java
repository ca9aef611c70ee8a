package city.pishkhan.itests.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;

/** What operators install contains nothing of the demo city, the benchmarks, the simulated partners or the test kit. */
class DistributionIT {
    private static final Pattern FILE = Pattern.compile(
            "demo/.*|etc/demo/.*|bin/(demo|bench|pictures|sandbox)|(?:.*/)?(demo|benchmarks|simulators|testkit)-[^/]*\\.jar");
    private static final Pattern CLASS =
            Pattern.compile("city/pishkhan/(demo|benchmarks|simulators|testkit)/.*\\.class");

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

    private static Set<String> demoContent(String archive) throws IOException {
        Set<String> found = new TreeSet<>();
        try (InputStream file = Files.newInputStream(Path.of(System.getProperty(archive)));
                TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(file))) {
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
