package city.pishkhan.testkit.process;

import city.pishkhan.testkit.waiting.CityException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The simulated partner systems, which run in one process with their own port. */
public final class PartnersProcess {

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
    private static final long LOOK_MS = 100;

    private final Installation home;
    private final Ports ports;
    private final HttpClient http;
    private final BackgroundProcess service;

    public PartnersProcess(Installation home, Ports ports, HttpClient http) {
        this.home = home;
        this.ports = ports;
        this.http = http;
        this.service = new BackgroundProcess("partners", home.data().resolve("demo/partners.pid"));
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + ports.partners());
    }

    public boolean isRunning() {
        return service.running().isPresent();
    }

    /** Returns the process id if the partners run. */
    public Optional<Long> pid() {
        return service.running().map(ProcessHandle::pid);
    }

    /** Writes the files of the demo city's properties. Their content is the same at every call. */
    public static void writeIslands(Installation home, Path folder) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        java(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        home.tools() + "/*",
                        "city.pishkhan.simulators.planning.Islands",
                        folder.toString())
                .inheritIO()
                .start();
        if (process.waitFor() != 0) {
            throw new CityException("The demo's properties cannot be written to " + folder);
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin/java").toString();
    }

    /** Additional JVM options, separated by spaces, e.g. less compilation for partners that run only during a test. */
    private static List<String> jvmOptions() {
        String options = System.getenv("PARTNERS_JAVA_OPTS");
        return options == null || options.isBlank()
                ? List.of()
                : List.of(options.strip().split("\\s+"));
    }

    /** Starts the partners and waits until they answer. */
    public void start() throws IOException, InterruptedException {
        Instant before = Instant.now();
        Path log = home.logs().resolve("partners.log");
        List<String> command = new ArrayList<>(List.of(java(), "-Xmx256m", "-XX:+UseSerialGC"));
        command.addAll(jvmOptions());
        command.addAll(List.of(
                "-cp",
                home.tools() + "/*",
                "city.pishkhan.simulators.Simulators",
                "--port",
                Integer.toString(ports.partners()),
                "--data",
                home.data().resolve("partners").toString(),
                "--settlement",
                home.data().resolve("settlement").toString(),
                "--hub",
                "http://127.0.0.1:" + ports.hub(),
                "--credentials",
                home.etc().resolve("demo/partners.properties").toString()));
        ProcessHandle process = service.start(command, Map.of(), home.root(), log);
        while (!isAnswering()) {
            if (BackgroundProcess.awaitEnd(process, Duration.ofMillis(LOOK_MS))) {
                throw new CityException("The simulators ended while they started; " + log + " has the reason.");
            }
            if (Duration.between(before, Instant.now()).compareTo(START_LIMIT) > 0) {
                throw new CityException("The simulators do not answer; " + log + " may have the reason.");
            }
        }
    }

    public boolean stop() throws IOException, InterruptedException {
        return service.stop(STOP_LIMIT);
    }

    private boolean isAnswering() throws InterruptedException {
        try {
            return send(HttpRequest.newBuilder(address().resolve("/control/fire")))
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.timeout(Duration.ofSeconds(10)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
