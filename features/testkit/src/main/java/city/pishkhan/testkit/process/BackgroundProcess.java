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
 * A background process that outlives the command which started it. Its pid and start time are on file, so that a later command finds and
 * ends it, and never ends a stranger to whom the system gave the same pid.
 */
final class BackgroundProcess {

    /** The system tells start times in ticks since boot, so two readings may differ a little. */
    private static final Duration CLOCK_ERROR = Duration.ofSeconds(2);

    /** In a session of its own it hears no Ctrl-C, Ctrl-Z or hang-up of the terminal; the pid stays that of the process that is started. */
    private static final String DETACHED =
            "trap '' HUP INT; if command -v setsid > /dev/null; then exec setsid \"$@\"; else exec \"$@\"; fi";

    private final String name;
    private final Path record;

    /** @param record file that says which process it is */
    BackgroundProcess(String name, Path record) {
        this.name = name;
        this.record = record;
    }

    /** The process, if it lives. */
    Optional<ProcessHandle> running() {
        Properties known = new Properties();
        try (Reader reader = Files.newBufferedReader(record)) {
            known.load(reader);
        } catch (IOException e) {
            return Optional.empty();
        }
        Instant started = Instant.parse(known.getProperty("started"));
        return ProcessHandle.of(Long.parseLong(known.getProperty("pid")))
                .filter(BackgroundProcess::alive)
                .filter(process -> process.info()
                        .startInstant()
                        .map(then -> Duration.between(started, then).abs().compareTo(CLOCK_ERROR) <= 0)
                        .orElse(true));
    }

    /** Starts it; what it prints goes to {@code log}. It lives on when this command ends or is interrupted. */
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
        // another process that reads it finds all of it, or nothing
        Path draft = Files.createTempFile(record.toAbsolutePath().getParent(), "." + name, null);
        try (Writer writer = Files.newBufferedWriter(draft)) {
            known.store(writer, name);
        }
        Files.move(draft, record, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        return process;
    }

    /** Asks it to end and, after {@code limit}, ends it. @return whether there was anything to end */
    boolean stop(Duration limit) throws IOException, InterruptedException {
        Optional<ProcessHandle> process = running();
        if (process.isPresent()) {
            process.get().destroy();
            if (!ended(process.get(), limit)) {
                process.get().destroyForcibly();
                ended(process.get(), limit);
            }
        }
        Files.deleteIfExists(record);
        return process.isPresent();
    }

    /** Whether the process runs. A process that was killed and that its parent has not reaped yet does not. */
    static boolean alive(ProcessHandle process) {
        if (!process.isAlive()) {
            return false;
        }
        try {
            String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
            char state = stat.charAt(stat.lastIndexOf(')') + 2);
            return state != 'Z' && state != 'X';
        } catch (IOException | IndexOutOfBoundsException e) {
            // a system without /proc
            return process.isAlive();
        }
    }

    static boolean ended(ProcessHandle process, Duration limit) throws InterruptedException {
        if (!alive(process)) {
            return true;
        }
        try {
            process.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return !alive(process);
        }
    }
}
