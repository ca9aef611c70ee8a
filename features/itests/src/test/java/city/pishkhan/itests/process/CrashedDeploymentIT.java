package city.pishkhan.itests.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.itests.TestReport;
import city.pishkhan.testkit.process.DatabaseCounters;
import city.pishkhan.testkit.waiting.CityException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A hub that is killed while a new bundle hangs restarts with the previous version. A previous version that hangs as well is set aside.
 * At last an older snapshot of the hub is started, which must send nothing.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CrashedDeploymentIT {
    /** The hub promises 10 seconds. Several cities that share two processors need up to three times as long to start a JVM. */
    private static final Duration LIVE = Duration.ofSeconds(Integer.getInteger("live.seconds", 30));

    private static final String HOST_LOCK = "hashtext('pishkhan host')";

    @RegisterExtension
    static final CityExtension CITY = SharedCities.COMMON;

    /** Copy of the hub's disk that the second test takes; the last test starts it as an outdated hub. */
    private static DiskSnapshot snapshot;

    private static Path data(String file) {
        return CITY.home().data().resolve(file);
    }

    private static Path deploy(String file) {
        return CITY.home().base().resolve("deploy").resolve(file);
    }

    private static String warnings() throws Exception {
        return CITY.warnings("deployments");
    }

    private static void awaitWarning(String words) {
        Awaitility.await("health says " + words).until(CrashedDeploymentIT::warnings, text -> text.contains(words));
    }

    private static String history() throws IOException {
        return CITY.hub().console("pishkhan:deploy-history");
    }

    @Test
    @Order(1)
    void brokenDeployFilesAreReportedUntilRemoved() throws Exception {
        byte[] jar = HangingActivator.jar("1.0.0");
        Map<String, byte[]> files = Map.of(
                "truncated.jar", Arrays.copyOf(jar, jar.length / 2),
                "junk.jar", "no jar at all".getBytes(StandardCharsets.UTF_8),
                "junk.kar", "PK no archive".getBytes(StandardCharsets.UTF_8),
                "junk.cfg", new byte[] {0, 1, 2, (byte) 0xff},
                "stray.camel.yaml", "- route: [".getBytes(StandardCharsets.UTF_8));
        Files.createDirectories(deploy(""));
        for (Map.Entry<String, byte[]> one : files.entrySet()) {
            Files.write(deploy(one.getKey()), one.getValue());
        }
        for (String file : files.keySet()) {
            awaitWarning(file + " in the folder deploy was rejected");
            assertTrue(history().contains(file), file);
            assertTrue(Files.readString(CITY.home().logs().resolve("karaf.log")).contains(file), file);
        }
        Files.write(deploy("truncated.jar"), jar);
        for (String file : files.keySet()) {
            if (!file.equals("truncated.jar")) {
                Files.delete(deploy(file));
            }
        }
        Awaitility.await("nothing is wrong").until(() -> warnings().isEmpty());
        awaitHistoryEntry("1.0.0", "ended");
        Files.delete(deploy("truncated.jar"));
        // Karaf's bundle:list fails if a bundle is uninstalled while it runs
        Awaitility.await("the bundle goes with its file")
                .ignoreExceptions()
                .until(() -> !CITY.hub().console("bundle:list -s").contains(HangingActivator.BUNDLE));
        // the next test rolls a deployment back, to the version that the history names as the previous one
        Awaitility.await("deployment and removal are in the history")
                .until(() -> history()
                                .lines()
                                .filter(line -> line.contains(HangingActivator.BUNDLE))
                                .count()
                        == 2);
    }

    private static void awaitHistoryEntry(String version, String words) {
        Path note = HangingActivator.progressFile(CITY.home().data(), version);
        Awaitility.await(version + " has " + words)
                .until(() -> Files.exists(note) && Files.readString(note).equals(words));
    }

    @Test
    @Order(2)
    void hubKilledDuringHangingUpdateStartsAgain() throws Exception {
        String before = deployFirstVersion();
        Path hang = Files.createFile(data(HangingActivator.HANG));
        BackgroundConsole console = new BackgroundConsole();
        try {
            Future<String> deployment = console.run("pishkhan:deploy " + jar("2.0.0"));
            awaitHistoryEntry("2.0.0", "begun");
            CITY.hub().kill();
            assertThrows(Exception.class, () -> deployment.get(1, TimeUnit.MINUTES));
            snapshot = DiskSnapshot.take(CITY.home());

            // from here on, both the new and the previous version of the bundle hang when they start
            startAndAwaitLive(console);
            awaitWarning("deployed bundle test.hanging 1.0.0 did not finish starting in time");
            assertTrue(history().contains("INTERRUPTED"), CrashedDeploymentIT::deploymentHistory);
            Files.delete(hang);
            awaitHistoryEntry("1.0.0", "ended");
            Awaitility.await("nothing is set aside").until(() -> warnings().isEmpty());
            removeHangingBundle();
        } finally {
            console.close();
            Files.deleteIfExists(hang);
            Files.writeString(settings(), before);
        }
    }

    /**
     * The next start undoes a deployment that hangs. The operator requests safe mode for this start, during which the
     * database hangs as well.
     */
    @Test
    @Order(3)
    @Tag("nightly")
    void safeModeStartsWithoutDeployedBundles() throws Exception {
        String before = deployFirstVersion();
        Path hang = Files.createFile(data(HangingActivator.HANG));
        Path second = jar("2.0.0");
        BackgroundConsole console = new BackgroundConsole();
        try {
            CityException stuck =
                    assertThrows(CityException.class, () -> CITY.hub().console("pishkhan:deploy " + second));
            assertTrue(stuck.getMessage().contains("next restart of the hub"), stuck.getMessage());
            awaitWarning("the last deployment of test.hanging is stuck");
            CITY.hub().kill();

            Files.createFile(data("safe-mode"));
            startWhileDatabaseHangs(console);
            awaitWarning("safe mode, without deployed bundles: test.hanging");
            assertTrue(history().contains("WENT_BACK"), CrashedDeploymentIT::deploymentHistory);
            removeHangingBundle();
        } finally {
            console.close();
            Files.deleteIfExists(hang);
            Files.deleteIfExists(data("safe-mode"));
            Files.writeString(settings(), before);
        }
    }

    private static Path settings() {
        return CITY.home().etc().resolve("city.pishkhan.deployment.cfg");
    }

    /** @return content of the deployment's settings file before this method changed it */
    private static String deployFirstVersion() throws IOException {
        String before = Files.readString(settings());
        Files.writeString(settings(), "step.seconds = 8\nprobe.seconds = 20\n");
        Path first = jar("1.0.0");
        Awaitility.await("the hub takes deployments")
                .ignoreExceptions()
                .until(() -> CITY.hub().console("pishkhan:deploy " + first).contains("runs: test.hanging"));
        return before;
    }

    private static void removeHangingBundle() throws IOException {
        CITY.hub().console("pishkhan:deploy-rollback test.hanging");
        assertEquals(
                List.of(),
                CITY.hub()
                        .console("bundle:list -s")
                        .lines()
                        .filter(line -> line.contains(HangingActivator.BUNDLE))
                        .toList());
    }

    /**
     * A snapshot with the same machine, folder, database and keys is recognised as outdated, because a witness has
     * later seals; it sends nothing.
     */
    @Test
    @Order(4)
    @Tag("nightly")
    void restoredOldSnapshotSendsNothing() throws Exception {
        CITY.hub().kill();
        snapshot.swap(CITY.home());
        Files.deleteIfExists(data(HangingActivator.HANG));
        CITY.hub().start();
        Awaitility.await("health names the cause")
                .until(() -> CITY.warnings("installation"), text -> text.contains("a witness has later seals"));
        int inquiryCount = CITY.partners().ledger("water").size();
        CITY.journey(8).begin();
        Awaitility.await("nothing leaves")
                .during(Duration.ofSeconds(1))
                .until(() -> CITY.partners().ledger("water").size() == inquiryCount);
        CITY.hub().kill();
        snapshot.swap(CITY.home());
        CITY.hub().start();
        assertEquals("", CITY.warnings("installation"), "the hub that went on");
    }

    private static String deploymentHistory() {
        try {
            return history();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Path jar(String version) throws IOException {
        return Files.write(data("hanging-" + version + ".jar"), HangingActivator.jar(version));
    }

    /**
     * Starts the hub while the test holds the lock that the first migrations take, so that no schema is created and no
     * bundle that needs a schema starts.
     */
    private static void startWhileDatabaseHangs(BackgroundConsole console) throws Exception {
        try (Connection database = DatabaseCounters.superuser(CITY.home(), "hub");
                Statement sql = database.createStatement()) {
            sql.execute("select pg_advisory_lock(" + HOST_LOCK + ")");
            long begin = System.nanoTime();
            Future<?> ready = console.submit(() -> CITY.hub().start());
            awaitLive(begin);
            assertEquals(503, status(CITY.hub().address().resolve("/health/ready")));
            assertEquals(503, status(CITY.hub().admin().resolve("/metrics")));
            Awaitility.await("the hub waits for the database")
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> {
                        try (ResultSet waiting = sql.executeQuery(
                                "select 1 from pg_locks where locktype = 'advisory' and not granted")) {
                            return waiting.next();
                        }
                    });
            assertEquals(200, status(CITY.hub().address().resolve("/health/live")));
            assertEquals(503, status(CITY.hub().address().resolve("/office/v1/cases")));
            sql.execute("select pg_advisory_unlock(" + HOST_LOCK + ")");
            ready.get(2, TimeUnit.MINUTES);
        }
    }

    private static int status(URI address) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(address)
                                .timeout(Duration.ofSeconds(10))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }

    private static void startAndAwaitLive(BackgroundConsole console) throws Exception {
        long begin = System.nanoTime();
        Future<?> ready = console.submit(() -> CITY.hub().start());
        awaitLive(begin);
        ready.get(2, TimeUnit.MINUTES);
        TestReport.log("ready " + (System.nanoTime() - begin) / 1_000_000 + " ms after its start");
    }

    private static void awaitLive(long begin) {
        URI live = CITY.hub().address().resolve("/health/live");
        HttpClient http = HttpClient.newHttpClient();
        Awaitility.await("the process answers")
                .atMost(LIVE)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .until(() -> http.send(
                                        HttpRequest.newBuilder(live)
                                                .timeout(Duration.ofSeconds(1))
                                                .build(),
                                        HttpResponse.BodyHandlers.ofString())
                                .statusCode()
                        == 200);
        TestReport.log("live " + (System.nanoTime() - begin) / 1_000_000 + " ms after its start");
    }

    /** Runs console commands that may never return in separate threads. */
    private static final class BackgroundConsole implements AutoCloseable {
        private final ExecutorService threads = Executors.newCachedThreadPool();

        Future<String> run(String command) {
            return threads.submit(() -> CITY.hub().console(command));
        }

        Future<?> submit(java.util.concurrent.Callable<?> work) {
            return threads.submit(work);
        }

        @Override
        public void close() {
            threads.shutdownNow();
        }
    }
}
