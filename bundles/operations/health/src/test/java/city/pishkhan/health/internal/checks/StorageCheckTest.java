package city.pishkhan.health.internal.checks;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.health.internal.AnsweringProxy;
import city.pishkhan.health.internal.metrics.MetricsRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;

class StorageCheckTest {
    private static final MetricsRegistry METRICS =
            new MetricsRegistry(AnsweringProxy.of(BundleContext.class, (name, args) -> null));

    @TempDir
    Path folder;

    @Test
    void leavesNoFilesInWritableFolder() throws Exception {
        StorageCheck check = new StorageCheck(List.of(folder), 100, 0, 7, METRICS);
        assertEquals(Optional.empty(), check.problem());
        assertEquals(List.of(), check.warnings());
        try (var files = Files.list(folder)) {
            assertEquals(0, files.count());
        }
        check.stop();
    }

    /** The check fails while a folder is not writable, and passes again without a restart. */
    @Test
    void namesFolderThatIsNotWritable() throws Exception {
        Path gone = folder.resolve("gone");
        StorageCheck check = new StorageCheck(List.of(folder, gone), 100, 0, 7, METRICS);
        String problem = check.problem().orElse("");
        assertTrue(problem.startsWith("cannot write to " + gone + ": no such file"), problem);
        assertTrue(HealthWarning.join(check.warnings()).contains("cannot be checked"));
        Files.createDirectory(gone);
        await().pollInterval(200, java.util.concurrent.TimeUnit.MILLISECONDS)
                .atMost(10, SECONDS)
                .until(() -> check.problem().isEmpty());
        check.stop();
    }

    /**
     * A hanging disk is reported and blocks no other check. Opening a pipe without a reader blocks, like a hanging
     * disk.
     */
    @Test
    void hangingDiskIsReportedWithoutBlocking() throws Exception {
        Path pipe = folder.resolve(".pishkhan-storage-check");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        StorageCheck check = new StorageCheck(List.of(folder), 100, 0, 7, METRICS);
        HealthMonitor monitor = new HealthMonitor(METRICS, List.of(check), List.of());
        try {
            for (int i = 0; i < 3; i++) {
                String told = monitor.report().problems().get("storage").orElse("");
                assertTrue(told.startsWith("the disk takes longer than ") || told.startsWith("does not answer"), told);
            }
        } finally {
            new ProcessBuilder("cat", pipe.toString()).start().waitFor();
        }
        await().atMost(10, SECONDS).until(() -> check.problem().isEmpty());
        monitor.stop();
        check.stop();
    }

    @Test
    void warnsBeforeVolumeIsFull() {
        StorageCheck check = new StorageCheck(List.of(folder), 85, 1_024, 7, METRICS);
        long gib = 1L << 30;
        assertEquals(Optional.empty(), check.filling(100 * gib, 20 * gib));
        assertEquals(Optional.of(new StorageCheck.VolumeUsage(85, 15360)), check.filling(100 * gib, 15 * gib));
        assertEquals(
                Optional.of(new StorageCheck.VolumeUsage(75, 512)),
                check.filling(2 * gib, gib / 2),
                "little is left at all");
        assertEquals(Optional.empty(), check.filling(0, 0), "nobody knows");
        check.stop();
    }

    @Test
    void predictsWhenVolumeIsFull() {
        StorageCheck check = new StorageCheck(List.of(folder), 100, 0, 7, METRICS);
        StorageForecast forecast = check.forecastOf(folder);
        Instant begin = Instant.now().plusSeconds(60);
        long gib = 1L << 30;
        for (int hour = 0; hour < 6; hour++) {
            forecast.add(begin.plus(Duration.ofHours(hour)), (100 - hour) * gib);
        }
        assertEquals(95, forecast.timeUntilFull().orElseThrow().toHours(), "95 GiB at a GiB an hour");
        assertEquals(24 * gib, forecast.bytesPerDay().orElseThrow(), 1 << 20, "a GiB an hour");
        HealthWarning soon = check.warnings().get(0);
        assertEquals("full-soon", soon.kind());
        assertTrue(soon.what().english().endsWith("will be full in 3 days"), soon::toString);
        assertFalse(soon.effect().persian().isEmpty() || soon.remedy().persian().isEmpty());
        check.stop();
    }

    @Test
    void predictsNothingFromShortOrFlatHistory() {
        Instant begin = Instant.parse("2026-05-02T08:00:00Z");
        StorageForecast hour = new StorageForecast();
        StorageForecast shrinking = new StorageForecast();
        StorageForecast slow = new StorageForecast();
        for (int i = 0; i < 12; i++) {
            hour.add(begin.plus(Duration.ofMinutes(5L * i)), 1_000_000 - 50_000L * i);
            shrinking.add(begin.plus(Duration.ofHours(i)), 1_000_000 + 10L * i);
            slow.add(begin.plus(Duration.ofHours(i)), (1L << 40) - i);
        }
        assertEquals(Optional.empty(), hour.timeUntilFull(), "a backup is no pace");
        assertEquals(Optional.empty(), shrinking.timeUntilFull());
        assertEquals(Optional.empty(), slow.timeUntilFull(), "in some hundred years");
    }

    /** A disk that does not answer is reported. It is simulated by a pipe without a reader. */
    @Test
    void reportsHangingDisk() throws Exception {
        Path pipe = folder.resolve(".pishkhan-storage-check");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        StorageCheck check = new StorageCheck(List.of(folder), 100, 0, 7, METRICS);
        assertEquals(Optional.of("the disk takes longer than 500 ms for 4096 bytes"), check.problem());
        check.stop();
        // opens the pipe for reading, which unblocks the thread that waits to write
        new ProcessBuilder("sh", "-c", "timeout 5 cat '" + pipe + "' > /dev/null")
                .start()
                .waitFor();
    }
}
