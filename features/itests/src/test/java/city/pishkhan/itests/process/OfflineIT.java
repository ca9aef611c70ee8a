package city.pishkhan.itests.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.itests.TestReport;
import city.pishkhan.testkit.process.Ports;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The demo city on an isolated machine: only the loopback network, an empty home, no local Maven repository. The city starts and its cases
 * end as documented. A build plays the first case; the profile nightly plays the whole demo. The test has a city of its own because it
 * starts the shipped archive with {@code bin/demo}.
 */
class OfflineIT {

    private static final long LIMIT_MINUTES = 25;
    private static final long LOOK_MS = 500;
    /** command that runs its arguments in an isolated network namespace */
    private static final List<String> ALONE =
            List.of("unshare", "-rn", "sh", "-c", "ip link set lo up && exec \"$@\"", "sh");

    /** Home folder of the demo city, below the folder of the distribution. */
    private static final String CITY = "data/city";

    private final List<Long> resident = new ArrayList<>();

    @Test
    void demoRunsWithoutNetworkAndRepository() throws Exception {
        Path folder = Distribution.copy("offline");
        Path home = Files.createDirectories(folder.resolve("empty-home"));
        Path log = folder.resolve("demo.out");
        Map<String, String> settings = settings(folder);
        Process demo = demo(folder, home, log);
        // the time limit uses the test's own clock, because process.info() is empty once the process has ended
        Instant until = Instant.now().plusSeconds(LIMIT_MINUTES * 60);
        try {
            while (!demo.waitFor(LOOK_MS, TimeUnit.MILLISECONDS)) {
                recordResidentMemory(folder);
                assertTrue(Instant.now().isBefore(until), "in time");
            }
        } finally {
            end(demo, folder);
        }
        String output = Files.readString(log);
        TestReport.log(output.lines()
                        .filter(line -> line.contains("is ready at") || line.contains("ended as expected"))
                        .reduce("", (a, b) -> a + b + "\n")
                + "hub's resident memory: at most "
                + resident.stream().mapToLong(Long::longValue).max().orElse(0) + " MB");
        assertEquals(0, demo.exitValue(), output);
        assertEquals(settings, settings(folder), "the demo has settings of its own");
        assertTrue(Files.notExists(home.resolve(".m2")), "nothing was asked of a repository");
    }

    /** Time stamp and hash of each file in {@code etc}, by its path. */
    private static Map<String, String> settings(Path folder) throws IOException {
        Map<String, String> settings = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder.resolve("etc"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                settings.put(
                        folder.relativize(file).toString(),
                        Files.getLastModifiedTime(file) + " " + Arrays.hashCode(Files.readAllBytes(file)));
            }
        }
        return settings;
    }

    private static Process demo(Path folder, Path home, Path log) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(isIsolationAvailable() ? ALONE : List.of());
        List<String> extent = Boolean.getBoolean("demo.whole") ? List.of() : List.of("--brief");
        command.addAll(List.of(
                folder.resolve("bin/demo").toString(),
                "--once",
                "--hub-port",
                Integer.toString(Ports.findFree()),
                "--partners-port",
                Integer.toString(Ports.findFree()),
                "--shell-port",
                Integer.toString(Ports.findFree())));
        command.addAll(extent);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("HOME", home.toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        // if a container forbids a network namespace, outgoing HTTP goes to a proxy that does not exist
        String barred = isIsolationAvailable()
                ? ""
                : " -Dhttp.proxyHost=127.0.0.1 -Dhttp.proxyPort=9 -Dhttps.proxyHost=127.0.0.1 -Dhttps.proxyPort=9";
        builder.environment()
                .put(
                        "EXTRA_JAVA_OPTS",
                        "-Xms256m -Xmx512m " + System.getProperty("test.jvm") + " -Duser.home=" + home + barred);
        return builder.start();
    }

    private static boolean isIsolationAvailable() throws IOException, InterruptedException {
        List<String> trial = new ArrayList<>(ALONE);
        trial.add("true");
        return new ProcessBuilder(trial)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    /** Records the hub's current resident memory in megabytes. */
    private void recordResidentMemory(Path folder) {
        try {
            Files.readAllLines(Path.of("/proc/" + pid(folder, "hub") + "/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .forEach(line -> resident.add(Long.parseLong(line.replaceAll("\\D", "")) / 1024));
        } catch (IOException e) {
            // the hub has not started yet, or has just ended
        }
    }

    private static long pid(Path folder, String service) throws IOException {
        Properties record = new Properties();
        record.load(new StringReader(
                Files.readString(folder.resolve(CITY + "/data/demo/" + service + ".pid"), StandardCharsets.UTF_8)));
        return Long.parseLong(record.getProperty("pid"));
    }

    /** Kills the demo and the processes that it would have stopped at its end. */
    private static void end(Process demo, Path folder) {
        demo.destroyForcibly();
        for (String service : List.of("hub", "partners")) {
            try {
                ProcessHandle.of(pid(folder, service)).ifPresent(ProcessHandle::destroyForcibly);
            } catch (IOException e) {
                // the service ended normally and removed its record
            }
        }
        Signals.postmaster(folder.resolve(CITY + "/data/postgres/data")).ifPresent(Signals::kill);
    }
}
