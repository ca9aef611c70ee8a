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

/** The hub's process: started, awaited, told things at its console, stopped. */
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

    /** The admin port: what this machine may read without a login, and HTTP Basic. */
    public URI admin() {
        return URI.create("http://127.0.0.1:" + ports.admin());
    }

    public boolean running() {
        return service.running().isPresent();
    }

    /** Process id, if it runs. */
    public Optional<Long> pid() {
        return service.running().map(ProcessHandle::pid);
    }

    /** Starts it and waits until it is ready. @return how long that took */
    public Duration start() throws IOException, InterruptedException {
        Instant before = Instant.now();
        ProcessHandle process = service.start(
                List.of(home.root().resolve("bin/karaf").toString(), "daemon"),
                home.environment(),
                home.root(),
                home.logs().resolve("hub.out"));
        while (!ready()) {
            if (BackgroundProcess.ended(process, Duration.ofMillis(LOOK_MS))) {
                throw new CityException("The hub ended while it started. The end of its log:\n" + lastLines());
            }
            if (Duration.between(before, Instant.now()).compareTo(BOOT_LIMIT) > 0) {
                throw new CityException("The hub is not ready after " + BOOT_LIMIT.toSeconds() + " s: " + health()
                        + "\nThe end of its log:\n" + lastLines());
            }
        }
        return Duration.between(before, Instant.now());
    }

    /** Ends it in good order. @return whether it ran */
    public boolean stop() throws IOException, InterruptedException {
        boolean ran = service.stop(STOP_LIMIT);
        orphanedDatabase().ifPresent(ProcessHandle::destroy);
        return ran;
    }

    /** Ends it as a power cut would. */
    public void kill() throws InterruptedException {
        service.running().ifPresent(ProcessHandle::destroyForcibly);
        for (Instant until = Instant.now().plus(STOP_LIMIT);
                running() && Instant.now().isBefore(until); ) {
            Thread.sleep(LOOK_MS);
        }
    }

    /** A hub that was killed leaves its database server running, for the next hub to adopt; whoever stops everything stops that as well. */
    private Optional<ProcessHandle> orphanedDatabase() throws IOException {
        Path file = home.data().resolve("postgres/data/postmaster.pid");
        if (running() || Files.notExists(file)) {
            return Optional.empty();
        }
        String pid = Files.readAllLines(file).stream().findFirst().orElse("").strip();
        return pid.matches("\\d+")
                ? ProcessHandle.of(Long.parseLong(pid))
                        .filter(process -> process.info().command().orElse("").endsWith("postgres"))
                : Optional.empty();
    }

    public boolean ready() throws InterruptedException {
        return health().startsWith("200");
    }

    /** In detail by the admin port, if there is one. */
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
     * Runs one command at the operator's console.
     *
     * @return what it printed
     * @throws CityException if it failed
     */
    public String console(String command) throws IOException {
        return new HubConsole(home.etc().resolve("users.properties"), ports.shell()).run(command);
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
