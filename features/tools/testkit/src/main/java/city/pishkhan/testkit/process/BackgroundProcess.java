package city.pishkhan.testkit.process;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A background process that outlives the command that started it. A file stores its pid and start time, so that a later
 * command can find and stop it. The start time ensures that no other process is stopped that has got the same pid
 * later.
 */
final class BackgroundProcess {

    /** Tolerance of start times, which the system reports in ticks since boot, so that two readings may differ slightly. */
    private static final Duration CLOCK_ERROR = Duration.ofSeconds(2);

    /**
     * Starts the process in its own session, so that it gets no Ctrl-C, Ctrl-Z or hang-up of the terminal. The {@code exec} keeps the pid.
     */
    private static final String DETACHED =
            "trap '' HUP INT; if command -v setsid > /dev/null; then exec setsid \"$@\"; else exec \"$@\"; fi";

    private final String name;
    private final Path record;

    /** @param record file that stores pid and start time */
    BackgroundProcess(String name, Path record) {
        this.name = name;
        this.record = record;
    }

    /** Returns the process if it runs. */
    Optional<ProcessHandle> running() {
        Properties known = new Properties();
        try (Reader reader = Files.newBufferedReader(record)) {
            known.load(reader);
        } catch (IOException e) {
            return Optional.empty();
        }
        Instant started = Instant.parse(known.getProperty("started"));
        return ProcessHandle.of(Long.parseLong(known.getProperty("pid")))
                .filter(BackgroundProcess::isRunning)
                .filter(process -> process.info()
                        .startInstant()
                        .map(then -> Duration.between(started, then).abs().compareTo(CLOCK_ERROR) <= 0)
                        .orElse(true));
    }

    /** Starts the process with its output in {@code log}. The process continues when this command ends or is interrupted. */
    ProcessHandle start(List<String> command, Map<String, String> environment, Path folder, Path log)
            throws IOException {
        Files.createDirectories(log.getParent());
        Files.createDirectories(record.getParent());
        List<String> detached = new ArrayList<>(List.of("sh", "-c", DETACHED, "sh"));
        detached.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(detached)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        ProcessHandle process = builder.start().toHandle();
        Properties known = new Properties();
        known.setProperty("pid", Long.toString(process.pid()));
        known.setProperty(
                "started", process.info().startInstant().orElseGet(Instant::now).toString());
        // the record is moved into place atomically, so that other processes never read an incomplete file
        Path draft = Files.createTempFile(record.toAbsolutePath().getParent(), "." + name, null);
        try (Writer writer = Files.newBufferedWriter(draft)) {
            known.store(writer, name);
        }
        Files.move(draft, record, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        return process;
    }

    /**
     * Terminates the process, forcibly after {@code limit}.
     *
     * @return {@code true} if the process was running
     */
    boolean stop(Duration limit) throws IOException, InterruptedException {
        Optional<ProcessHandle> process = running();
        if (process.isPresent()) {
            process.get().destroy();
            if (!awaitEnd(process.get(), limit)) {
                process.get().destroyForcibly();
                awaitEnd(process.get(), limit);
            }
        }
        Files.deleteIfExists(record);
        return process.isPresent();
    }

    /** Returns whether the process runs. A killed process that its parent has not reaped yet (zombie) does not run. */
    static boolean isRunning(ProcessHandle process) {
        if (!process.isAlive()) {
            return false;
        }
        try {
            String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
            char state = stat.charAt(stat.lastIndexOf(')') + 2);
            return state != 'Z' && state != 'X';
        } catch (IOException | IndexOutOfBoundsException e) {
            // the system has no /proc, so zombies cannot be detected
            return process.isAlive();
        }
    }

    static boolean awaitEnd(ProcessHandle process, Duration limit) throws InterruptedException {
        if (!isRunning(process)) {
            return true;
        }
        try {
            process.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return !isRunning(process);
        }
    }
}
