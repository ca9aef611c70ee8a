package city.pishkhan.testkit.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackgroundProcessTest {

    @TempDir
    Path folder;

    @Test
    void findsRunningProcessAndStopsIt() throws Exception {
        ProcessHandle process = started("sleep", "60");
        BackgroundProcess again = new BackgroundProcess("sleeper", record());
        assertEquals(process.pid(), again.running().orElseThrow().pid());
        assertTrue(again.stop(Duration.ofSeconds(5)));
        assertFalse(process.isAlive());
        assertFalse(again.stop(Duration.ofSeconds(5)), "there is nothing left to stop");
    }

    @Test
    void killsProcessThatIgnoresTermination() throws Exception {
        ProcessHandle process = started("sh", "-c", "trap '' TERM; while :; do sleep 0.1; done");
        assertTrue(new BackgroundProcess("deaf", record()).stop(Duration.ofMillis(300)));
        assertFalse(process.isAlive());
    }

    @Test
    void leavesUnrelatedProcessWithSamePidAlone() throws Exception {
        ProcessHandle foreign = started("sleep", "60");
        try {
            Files.writeString(record(), "pid=" + foreign.pid() + "\nstarted=2001-01-01T00\\:00\\:00Z\n");
            BackgroundProcess service = new BackgroundProcess("long gone", record());
            assertTrue(service.running().isEmpty());
            assertFalse(service.stop(Duration.ofSeconds(1)));
            assertTrue(foreign.isAlive());
        } finally {
            foreign.destroyForcibly();
        }
    }

    /** The parent has not reaped the process yet, so the system still knows its pid and start time. */
    @Test
    void zombieProcessDoesNotCountAsRunning() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/self/stat")));
        Process parent = new ProcessBuilder("sh", "-c", "sleep 60 & echo $!; exec sleep 60")
                .redirectErrorStream(true)
                .start();
        try (BufferedReader out = parent.inputReader()) {
            ProcessHandle child =
                    ProcessHandle.of(Long.parseLong(out.readLine().strip())).orElseThrow();
            Files.createDirectories(record().getParent());
            Files.writeString(
                    record(),
                    "pid=" + child.pid() + "\nstarted="
                            + child.info()
                                    .startInstant()
                                    .orElseThrow()
                                    .toString()
                                    .replace(":", "\\:") + "\n");
            BackgroundProcess service = new BackgroundProcess("zombie", record());
            assertTrue(service.running().isPresent());
            child.destroyForcibly();
            Awaitility.await().until(() -> Files.readString(Path.of("/proc/" + child.pid() + "/stat"))
                    .contains(") Z "));
            assertTrue(service.running().isEmpty());
            assertTrue(BackgroundProcess.awaitEnd(child, Duration.ofSeconds(1)));
        } finally {
            parent.destroyForcibly();
        }
    }

    private ProcessHandle started(String... command) throws IOException {
        return new BackgroundProcess("sleeper", record())
                .start(List.of(command), Map.of(), folder, folder.resolve("log/out"));
    }

    private Path record() {
        return folder.resolve("run/sleeper.pid");
    }
}
