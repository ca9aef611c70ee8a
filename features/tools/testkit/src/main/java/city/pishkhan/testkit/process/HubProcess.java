package city.pishkhan.testkit.process;

import city.pishkhan.testkit.waiting.CityException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The hub's process: starts, awaits, controls and stops it. */
public final class HubProcess {

    private static final Duration BOOT_LIMIT = Duration.ofSeconds(300);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);
    private static final long LOOK_MS = 200;
    private static final String SILENT = "no answer";
    private static final int LAST_LINES = 25;

    private final Installation home;
    private final Ports ports;
    private final HttpClient http;
    private final BackgroundProcess service;

    public HubProcess(Installation home, Ports ports, HttpClient http) {
        this.home = home;
        this.ports = ports;
        this.http = http;
        this.service = new BackgroundProcess("hub", home.data().resolve("demo/hub.pid"));
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + ports.hub());
    }

    /** Returns the address of the admin port: resources without login for this machine, and HTTP Basic authentication. */
    public URI admin() {
        return URI.create("http://127.0.0.1:" + ports.admin());
    }

    public boolean isRunning() {
        return service.running().isPresent();
    }

    /** Returns the process id if the hub runs. */
    public Optional<Long> pid() {
        return service.running().map(ProcessHandle::pid);
    }

    /**
     * Starts the hub and waits until it is ready.
     *
     * @return time until the hub was ready
     */
    public Duration start() throws IOException, InterruptedException {
        Instant before = Instant.now();
        ProcessHandle process = service.start(
                List.of(home.root().resolve("bin/karaf").toString(), "daemon"),
                home.environment(),
                home.root(),
                home.logs().resolve("hub.out"));
        while (!isReady()) {
            if (BackgroundProcess.awaitEnd(process, Duration.ofMillis(LOOK_MS))) {
                throw new CityException("The hub ended while it started. The end of its log:\n" + lastLines());
            }
            if (Duration.between(before, Instant.now()).compareTo(BOOT_LIMIT) > 0) {
                throw new CityException("The hub is not ready after " + BOOT_LIMIT.toSeconds() + " s: " + health()
                        + "\nThe end of its log:\n" + lastLines());
            }
        }
        return Duration.between(before, Instant.now());
    }

    /**
     * Stops the hub in an orderly way.
     *
     * @return {@code true} if the hub was running
     */
    public boolean stop() throws IOException, InterruptedException {
        boolean ran = service.stop(STOP_LIMIT);
        orphanedDatabase().ifPresent(ProcessHandle::destroy);
        return ran;
    }

    /** Kills the hub, as a power failure would. */
    public void kill() throws InterruptedException {
        service.running().ifPresent(ProcessHandle::destroyForcibly);
        for (Instant until = Instant.now().plus(STOP_LIMIT);
                isRunning() && Instant.now().isBefore(until); ) {
            Thread.sleep(LOOK_MS);
        }
    }

    /**
     * Returns the database server of a killed hub. It continues to run so that the next hub can use it, and must be stopped when
     * everything is stopped.
     */
    private Optional<ProcessHandle> orphanedDatabase() throws IOException {
        Path file = home.data().resolve("postgres/data/postmaster.pid");
        if (isRunning() || Files.notExists(file)) {
            return Optional.empty();
        }
        String pid = Files.readAllLines(file).stream().findFirst().orElse("").strip();
        return pid.matches("\\d+")
                ? ProcessHandle.of(Long.parseLong(pid))
                        .filter(process -> process.info().command().orElse("").endsWith("postgres"))
                : Optional.empty();
    }

    public boolean isReady() throws InterruptedException {
        return health().startsWith("200");
    }

    /** Reads the health from the admin port, which gives details, or else from the main port. */
    private String health() throws InterruptedException {
        String answer = health(admin());
        return answer.equals(SILENT) ? health(address()) : answer;
    }

    private String health(URI base) throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(base.resolve("/health/ready"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return response.statusCode() + " " + response.body();
        } catch (IOException e) {
            return SILENT;
        }
    }

    /**
     * Runs a command at the operator's console.
     *
     * @return output of the command
     * @throws CityException if the command failed
     */
    public String console(String command) throws IOException {
        return new HubConsole(home.etc().resolve("users.properties"), ports.shell()).run(command);
    }

    /** Runs a command at the operator's console as another console user of {@code etc/users.properties}. */
    public String console(String user, String command) throws IOException {
        return new HubConsole(home.etc().resolve("users.properties"), ports.shell()).run(user, command);
    }

    /**
     * Types a command into an interactive session of a console user and answers its password prompt.
     *
     * @param user console user, or {@code null} for the first one
     * @param password answer to a password prompt
     * @return output of the session
     * @throws CityException if the command failed
     */
    public String type(String user, String command, String password) throws IOException {
        return new HubConsole(home.etc().resolve("users.properties"), ports.shell()).type(user, command, password);
    }

    private String lastLines() throws IOException {
        Path log = home.logs().resolve("karaf.log");
        if (Files.notExists(log)) {
            log = home.logs().resolve("hub.out");
        }
        try (Stream<String> lines = Files.lines(log, StandardCharsets.UTF_8)) {
            List<String> all = lines.toList();
            return all.stream().skip(Math.max(0, all.size() - LAST_LINES)).collect(Collectors.joining("\n"));
        }
    }
}
