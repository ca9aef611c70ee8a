package city.pishkhan.platform.postgres.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs the server's programs under their account, without those environment variables of the hub that affect
 * PostgreSQL.
 */
final class Programs {

    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final int TAIL_LINES = 10;

    private final Path home;
    private final Account account;

    Programs(Path home, Account account) {
        this.home = home;
        this.account = account;
    }

    /**
     * Runs a program and waits for its end.
     *
     * @throws IOException if the program fails or exceeds the time limit; the message contains the end of its output
     */
    void run(String program, String... arguments) throws IOException {
        Path output = Files.createTempFile("pishkhan-" + program, ".log");
        try {
            Process process = builder(account.command(command(program, arguments)), output)
                    .start();
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(program + " does not terminate: " + tail(output));
            }
            if (process.exitValue() != 0) {
                throw new IOException(program + " failed: " + tail(output));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while waiting for " + program, e);
        } finally {
            Files.delete(output);
        }
    }

    /** Starts a program in its own session, so that signals to the hub's process group do not reach it. */
    void startDetached(Path log, String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("setsid"));
        command.addAll(account.command(command(program, arguments)));
        builder(command, log).start();
    }

    static String tail(Path log) {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join(" | ", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        } catch (IOException | UncheckedIOException e) {
            return "(no log)";
        }
    }

    private List<String> command(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(home.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private ProcessBuilder builder(List<String> command, Path output) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        return builder;
    }
}
