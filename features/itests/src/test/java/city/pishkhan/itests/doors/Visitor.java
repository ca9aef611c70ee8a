package city.pishkhan.itests.doors;

import city.pishkhan.testkit.client.HubClient;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** A client at the doors that sends each request unchanged, even if it is invalid, and exactly once. */
final class Visitor {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final HttpClient http;
    private final URI hub;
    private final String authorization;

    Visitor(HttpClient http, URI hub) {
        this(http, hub, null);
    }

    private Visitor(HttpClient http, URI hub, String authorization) {
        this.http = http;
        this.hub = hub;
        this.authorization = authorization;
    }

    /** Returns a client logged in as a user of the demo city. */
    Visitor as(String user) {
        ObjectNode login = HubClient.JSON.createObjectNode().put("user", user).put("password", "demo-" + user);
        return bearer(post("/auth/v1/token", login.toString(), "Content-Type", "application/json")
                .expectStatus(200)
                .json()
                .path("token")
                .asText());
    }

    Visitor bearer(String token) {
        return authorization("Bearer " + token);
    }

    Visitor authorization(String header) {
        return new Visitor(http, hub, header);
    }

    String token() {
        return authorization.substring("Bearer ".length());
    }

    DoorResponse get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    /**
     * POST of JSON with a fresh Idempotency-Key.
     *
     * @param headers names and values in turn; they may replace the key and the content type
     */
    DoorResponse post(String path, String json, String... headers) {
        return send(keyed(path, headers).POST(BodyPublishers.ofString(json)));
    }

    DoorResponse put(String path, String json, String... headers) {
        return send(keyed(path, headers).PUT(BodyPublishers.ofString(json)));
    }

    DoorResponse delete(String path, String... headers) {
        return send(keyed(path, headers).DELETE());
    }

    DoorResponse upload(String path, BodyPublisher content, String... headers) {
        return send(keyed(path, headers).POST(content));
    }

    DoorResponse upload(String path, byte[] pdf) {
        return upload(path, BodyPublishers.ofByteArray(pdf), "Content-Type", "application/pdf");
    }

    /** POST with only the given headers. */
    DoorResponse plain(String path, BodyPublisher content, String... headers) {
        return send(request(path, headers).POST(content));
    }

    private HttpRequest.Builder keyed(String path, String... headers) {
        HttpRequest.Builder request = request(path)
                .setHeader("Idempotency-Key", UUID.randomUUID().toString())
                .setHeader("Content-Type", "application/json");
        return with(request, headers);
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(hub.resolve(path)).timeout(TIMEOUT).setHeader("Accept", "application/json");
        if (authorization != null) {
            request.setHeader("Authorization", authorization);
        }
        return with(request, headers);
    }

    private static HttpRequest.Builder with(HttpRequest.Builder request, String... headers) {
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return request;
    }

    /** Bytes at a path; the status must be 200. */
    byte[] download(String path) {
        try {
            HttpResponse<byte[]> response =
                    http.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new AssertionError(path + ": " + response.statusCode());
            }
            return response.body();
        } catch (IOException e) {
            throw new AssertionError("no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private DoorResponse send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            Map<String, String> headers = new TreeMap<>();
            response.headers()
                    .map()
                    .forEach((name, values) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), values.get(0)));
            return new DoorResponse(response.statusCode(), headers, response.body());
        } catch (IOException e) {
            throw new AssertionError("no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
