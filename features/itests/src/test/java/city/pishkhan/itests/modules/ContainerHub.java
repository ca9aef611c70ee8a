package city.pishkhan.itests.modules;

import city.pishkhan.itests.TestReport;
import city.pishkhan.testkit.client.HubClient;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.rules.TestWatcher;
import org.junit.runner.Description;

/** The hub as seen by a test inside its container: its doors, folders and log. If a test fails, the end of the log is reported. */
final class ContainerHub extends TestWatcher {

    private static final Duration PATIENCE = Duration.ofSeconds(300);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final int PORT = Integer.getInteger("hub.http.port", 0);
    private final URI address = URI.create("http://127.0.0.1:" + PORT);
    private final URI admin = URI.create("http://127.0.0.1:" + (PORT + 1));

    void awaitReady() {
        // Awaitility uses this limit for all conditions that the test awaits; only a failing test waits that long
        Awaitility.setDefaultTimeout(PATIENCE);
        Awaitility.await("ready").until(() -> status("/health/ready") == 200);
    }

    HttpClient http() {
        return http;
    }

    /**
     * Returns a client of a demo city's login.
     *
     * @param user name of the login
     */
    HubClient door(String user) {
        return new HubClient(http, address, user, "demo-" + user);
    }

    /**
     * Reads the status at a path.
     *
     * @return the HTTP status, or 0 if the connection fails
     */
    int status(String path) throws InterruptedException {
        try {
            return get(path).statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    JsonNode json(String path) throws IOException, InterruptedException {
        return HubClient.JSON.readTree(get(path).body());
    }

    /** Body at a path, read from this machine without a login. */
    String text(String path) throws IOException, InterruptedException {
        return get(path).body();
    }

    /** Reads a file; each byte becomes one character. */
    String file(String user, String path) throws IOException, InterruptedException {
        String login = Base64.getEncoder().encodeToString((user + ":demo-" + user).getBytes(StandardCharsets.US_ASCII));
        HttpResponse<String> file = http.send(
                HttpRequest.newBuilder(admin.resolve(path))
                        .header("Authorization", "Basic " + login)
                        .build(),
                HttpResponse.BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
        if (file.statusCode() != 200) {
            throw new IOException(path + " answers " + file.statusCode() + ": " + file.body());
        }
        return file.body();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(admin.resolve(path))
                        .header("Accept", "application/json")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    static Path etc() {
        return Path.of(System.getProperty("karaf.etc"));
    }

    /** All lines of all log files. */
    static List<String> log() throws IOException {
        List<String> lines = new ArrayList<>();
        try (var files = Files.newDirectoryStream(Path.of(System.getProperty("karaf.log")))) {
            for (Path file : files) {
                lines.addAll(Files.readAllLines(file));
            }
        }
        return lines;
    }

    @Override
    protected void failed(Throwable cause, Description test) {
        TestReport.log(test.getDisplayName() + " failed: " + cause);
        try {
            TestReport.logTail("the hub's log", log());
        } catch (IOException e) {
            TestReport.log("It cannot be read: " + e);
        }
    }
}
