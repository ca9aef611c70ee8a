package city.pishkhan.demo;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The simulated partner systems: one process apart from the hub, and their controls. */
public final class Partners {

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
    private static final Duration WITNESS_LIMIT = Duration.ofSeconds(90);
    private static final Duration SMS_LIMIT = Duration.ofSeconds(20);
    private static final Pattern CODE = Pattern.compile("(?<!\\d)\\d{6}(?!\\d)");
    private static final long LOOK_MS = 100;

    private final Home home;
    private final Ports ports;
    private final HttpClient http;
    private final Service service;

    public Partners(Home home, Ports ports, HttpClient http) {
        this.home = home;
        this.ports = ports;
        this.http = http;
        this.service = new Service("partners", home.data().resolve("demo/partners.pid"));
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + ports.partners());
    }

    public boolean running() {
        return service.running().isPresent();
    }

    /** Process id, if they run. */
    public Optional<Long> pid() {
        return service.running().map(ProcessHandle::pid);
    }

    /** Has the demo city's properties written, the same ones at every time. */
    static void writeIslands(Home home, Path folder) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        java(),
                        "-cp",
                        home.tools() + "/*",
                        "city.pishkhan.simulators.planning.Islands",
                        folder.toString())
                .inheritIO()
                .start();
        if (process.waitFor() != 0) {
            throw new Trouble("The demo's properties cannot be written to " + folder);
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin/java").toString();
    }

    /** Starts them and waits until they answer. */
    public void start() throws IOException, InterruptedException {
        Instant before = Instant.now();
        Path log = home.logs().resolve("partners.log");
        ProcessHandle process = service.start(
                List.of(
                        java(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
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
                        home.etc().resolve("demo/partners.properties").toString()),
                Map.of(),
                home.root(),
                log);
        while (!answering()) {
            if (Service.ended(process, Duration.ofMillis(LOOK_MS))) {
                throw new Trouble("The simulators ended while they started; " + log + " says why.");
            }
            if (Duration.between(before, Instant.now()).compareTo(START_LIMIT) > 0) {
                throw new Trouble("The simulators do not answer; " + log + " may say why.");
            }
        }
    }

    public boolean stop() throws IOException, InterruptedException {
        return service.stop(STOP_LIMIT);
    }

    private boolean answering() throws InterruptedException {
        try {
            return send(HttpRequest.newBuilder(address().resolve("/control/fire")))
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** Tells a partner how to behave, e.g. {@code {"down": true}}. */
    void control(String partner, JsonNode behaviour) throws IOException, InterruptedException {
        HttpResponse<String> response = send(HttpRequest.newBuilder(address().resolve("/control/" + partner))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(behaviour.toString())));
        if (response.statusCode() != 200) {
            throw new Trouble("The simulator of " + partner + " refuses " + behaviour + ": " + response.body());
        }
    }

    /** Asks for a one-time code. */
    @FunctionalInterface
    interface Ask {
        void ask() throws IOException, InterruptedException;
    }

    /** The message to a phone that holds both words, once it has come. */
    String text(String mobile, String one, String other) throws IOException, InterruptedException {
        return await(mobile, 0, text -> text.contains(one) && text.contains(other));
    }

    /** The one-time code that comes to a phone when it is asked for. */
    String code(String mobile, Ask ask) throws IOException, InterruptedException {
        int before = texts(mobile).size();
        ask.ask();
        Matcher code =
                CODE.matcher(await(mobile, before, text -> CODE.matcher(text).find()));
        return code.find() ? code.group() : "";
    }

    private String await(String mobile, int seen, Predicate<String> wanted) throws IOException, InterruptedException {
        for (Instant until = Instant.now().plus(SMS_LIMIT); Instant.now().isBefore(until); Thread.sleep(LOOK_MS)) {
            Optional<String> found =
                    texts(mobile).stream().skip(seen).filter(wanted).findFirst();
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw new Trouble("The message that was to come never reached " + mobile);
    }

    /** What came to a phone, oldest first. */
    private List<String> texts(String mobile) throws IOException, InterruptedException {
        List<String> texts = new ArrayList<>();
        HubClient.JSON
                .readTree(send(HttpRequest.newBuilder(address().resolve("/sms/outbox?to=" + mobile)))
                        .body())
                .forEach(sent -> texts.add(sent.path("text").asText()));
        return texts;
    }

    /**
     * What the outside witness keeps, a seal a line, once it has any.
     *
     * @throws Trouble if none comes
     */
    public String seals() throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address().resolve("/witness/seals"));
        for (Instant until = Instant.now().plus(WITNESS_LIMIT); Instant.now().isBefore(until); Thread.sleep(LOOK_MS)) {
            HttpResponse<String> held = send(request);
            if (held.statusCode() == 200 && !held.body().isBlank()) {
                return held.body();
            }
        }
        throw new Trouble("No seal of the journal reached the witness");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.timeout(Duration.ofSeconds(10)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
