package city.pishkhan.simulators;

import city.pishkhan.simulators.site.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;

/** HTTP client of the simulators. */
final class Http {
    static final String DIGEST = "0c".repeat(32);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String base;

    private final Duration timeout;

    Http(int port) {
        this(port, Duration.ofSeconds(20));
    }

    Http(int port, Duration timeout) {
        base = "http://127.0.0.1:" + port;
        this.timeout = timeout;
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(base + path)).GET());
    }

    HttpResponse<String> post(String path, String body, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).POST(HttpRequest.BodyPublishers.ofString(body));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    HttpResponse<String> delete(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(base + path)).DELETE());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.timeout(timeout).build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> ask(String partner, UUID id, String facts) throws IOException, InterruptedException {
        String body = "{\"id\":\"%s\",\"digest\":\"%s\",\"emission\":1,\"caseNumber\":\"c-1\",\"facts\":%s}"
                .formatted(id, DIGEST, facts);
        return post(
                "/" + partner + "/inquiries", body, "Idempotency-Key", id.toString(), "Authorization", "Bearer t0ken");
    }

    void control(String partner, String json) throws IOException, InterruptedException {
        HttpResponse<String> response = post("/control/" + partner, json);
        if (response.statusCode() != 200) {
            throw new IllegalStateException(response.body());
        }
    }

    JsonNode ledger(String partner) throws IOException, InterruptedException {
        return Json.MAPPER.readTree(get("/" + partner + "/ledger").body());
    }
}
