package city.pishkhan.itests.modules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Thread pools of shared bundles may grow during a call of a route bundle; their threads must not keep that bundle in memory. */
class PoolThreadsTest {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Pattern POOL = Pattern.compile("Executors\\.new|new (?:Scheduled)?ThreadPoolExecutor\\(");
    private static final Pattern DETACHED = Pattern.compile("DetachedThreads|AccessController\\.doPrivileged");
    /**
     * classes with pools that are permitted, because they grow only in the framework's own threads, or end with the
     * call that created them
     */
    private static final Set<String> FRAMEWORK_POOLS = Set.of(
            "AdminFactory.java",
            "EarlyPort.java",
            "GuardService.java",
            "PortOpener.java",
            "Tls.java",
            "DeploymentService.java",
            "StoredFiles.java");

    @Test
    void poolsCreateDetachedThreads() throws IOException {
        Set<String> attached = new TreeSet<>();
        int pools = 0;
        for (String part : new String[] {"bundles", "routes"}) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(part))) {
                for (Path file : files.filter(f -> f.toString().matches(".*/src/main/java/.*\\.java"))
                        .toList()) {
                    String source = Files.readString(file);
                    if (POOL.matcher(source).find()) {
                        pools++;
                        if (!DETACHED.matcher(source).find()) {
                            attached.add(file.getFileName().toString());
                        }
                    }
                }
            }
        }
        attached.removeAll(FRAMEWORK_POOLS);
        assertEquals(Set.of(), attached);
        assertTrue(pools > 10, "the pools are found");
    }
}
