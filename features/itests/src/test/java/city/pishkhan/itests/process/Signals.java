package city.pishkhan.itests.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import org.awaitility.Awaitility;

/** Signals of the operating system to processes. */
final class Signals {

    private Signals() {}

    /** Kills a process at once and returns when it has ended. */
    static void kill(long pid) {
        send("KILL", pid);
        Awaitility.await("death of " + pid).pollInterval(Duration.ofMillis(20)).until(() -> ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .isEmpty());
    }

    /** Suspends a process: its ports accept connections but nothing is processed, until it is thawed or killed. */
    static void freeze(long pid) {
        send("STOP", pid);
    }

    static void thaw(long pid) {
        send("CONT", pid);
    }

    private static void send(String signal, long pid) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
                    .inheritIO()
                    .start();
            if (kill.waitFor() != 0) {
                throw new IllegalStateException("No process " + pid + " to send " + signal);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Process id of the server on a PostgreSQL data folder; empty if it does not run. */
    static OptionalLong postmaster(Path data) {
        try {
            long pid = Long.parseLong(
                    Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
            boolean lives = ProcessHandle.of(pid)
                    .filter(process -> process.info().command().orElse("").endsWith("postgres"))
                    .isPresent();
            return lives ? OptionalLong.of(pid) : OptionalLong.empty();
        } catch (IOException | RuntimeException e) {
            // the server has no pid file, or has not completely written it
            return OptionalLong.empty();
        }
    }
}
