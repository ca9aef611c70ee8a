package city.pishkhan.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * The hub's REST doors as one user sees them; may be used by many threads. A call that got no answer, or "not now", is sent again under the same Idempotency-Key, so
 * that it takes effect once whatever happened to the first copy.
 */
public final class Door {

    public static final ObjectMapper JSON = new ObjectMapper();

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration TOKEN_MARGIN = Duration.ofSeconds(60);
    private static final Set<Integer> NOT_NOW = Set.of(429, 502, 503, 504);
    private static final int UNAUTHENTICATED = 401;
    private static final String PROBLEM = "application/problem+json";
    private static final int NOT_FOUND = 404;

    private static final long PAUSE_MS = 500;

    private final HttpClient http;
    private final URI hub;
    private final String user;
    private final String password;
    private final Stopwatch stopwatch;
    private String token;
    private Instant expires = Instant.MIN;

    /** Is told how long each call took that got an answer. */
    @FunctionalInterface
    public interface Stopwatch {
        void call(String method, String path, long nanos);
    }

    public Door(HttpClient http, URI hub, String user, String password) {
        this(http, hub, user, password, (method, path, nanos) -> {});
    }

    public Door(HttpClient http, URI hub, String user, String password, Stopwatch stopwatch) {
        this.stopwatch = stopwatch;
        this.http = http;
        this.hub = hub;
        this.user = user;
        this.password = password;
    }

    public String user() {
        return user;
    }

    public JsonNode get(String path) throws InterruptedException {
        return call(request(path).GET());
    }

    public JsonNode post(String path, JsonNode body) throws InterruptedException {
        return call(keyed(path).POST(json(body)));
    }

    /** A change of a case that was read at {@code version}. @param body or {@code null} for none */
    public JsonNode post(String path, long version, JsonNode body) throws InterruptedException {
        return call(keyed(path)
                .header("If-Match", etag(version))
                .POST(body == null ? BodyPublishers.noBody() : json(body)));
    }

    public JsonNode put(String path, long version, JsonNode body) throws InterruptedException {
        return call(keyed(path).header("If-Match", etag(version)).PUT(json(body)));
    }

    public JsonNode upload(String path, String mediaType, byte[] content) throws InterruptedException {
        return call(keyed(path).setHeader("Content-Type", mediaType).POST(BodyPublishers.ofByteArray(content)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(hub.resolve(path)).timeout(TIMEOUT).header("Accept", "application/json");
    }

    private HttpRequest.Builder keyed(String path) {
        return request(path)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("Content-Type", "application/json");
    }

    private static String etag(long version) {
        return "\"" + version + "\"";
    }

    private static BodyPublisher json(JsonNode body) {
        return BodyPublishers.ofString(body.toString());
    }

    private JsonNode call(HttpRequest.Builder request) throws InterruptedException {
        Instant until = Instant.now().plus(PATIENCE);
        while (true) {
            HttpResponse<String> response = null;
            String problem;
            try {
                response = authorised(request);
                problem = response.statusCode() + " " + response.body();
            } catch (IOException e) {
                problem = String.valueOf(e);
            }
            if (response != null && !notNow(response)) {
                return taken(response);
            }
            if (Instant.now().isAfter(until)) {
                throw new Trouble("The hub does not answer " + user + ": " + problem);
            }
            Thread.sleep(PAUSE_MS);
        }
    }

    /** A 404 that is no problem document was said by the HTTP server, which listens a moment before the hub's doors are in it. */
    private static boolean notNow(HttpResponse<String> response) {
        int status = response.statusCode();
        return NOT_NOW.contains(status)
                || status == NOT_FOUND
                        && !response.headers()
                                .firstValue("Content-Type")
                                .orElse("")
                                .startsWith(PROBLEM);
    }

    private HttpResponse<String> authorised(HttpRequest.Builder request) throws IOException, InterruptedException {
        String good = token(null);
        HttpResponse<String> response = send(request, good);
        return response.statusCode() == UNAUTHENTICATED ? send(request, token(good)) : response;
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String bearer)
            throws IOException, InterruptedException {
        HttpRequest call =
                request.setHeader("Authorization", "Bearer " + bearer).build();
        long before = System.nanoTime();
        HttpResponse<String> response = http.send(call, HttpResponse.BodyHandlers.ofString());
        stopwatch.call(call.method(), call.uri().getPath(), System.nanoTime() - before);
        return response;
    }

    private static JsonNode taken(HttpResponse<String> response) {
        JsonNode body = read(response.body());
        if (response.statusCode() / 100 != 2) {
            throw new Refused(
                    response.statusCode(),
                    body.path("code").asText(""),
                    body.path("messageEn").asText(response.body()));
        }
        return body;
    }

    /** @param stale a token that the hub no longer takes, or {@code null} */
    private synchronized String token(String stale) throws IOException, InterruptedException {
        if (token == null || token.equals(stale) || Instant.now().isAfter(expires)) {
            ObjectNode login = JSON.createObjectNode().put("user", user).put("password", password);
            HttpResponse<String> response = http.send(
                    request("/auth/v1/token")
                            .header("Content-Type", "application/json")
                            .POST(json(login))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (notNow(response)) {
                throw new IOException("login: " + response.statusCode());
            }
            JsonNode grant = taken(response);
            token = grant.path("token").asText();
            expires = Instant.parse(grant.path("expires").asText()).minus(TOKEN_MARGIN);
        }
        return token;
    }

    private static JsonNode read(String body) {
        try {
            return body.isBlank() ? JSON.createObjectNode() : JSON.readTree(body);
        } catch (IOException e) {
            return JSON.createObjectNode().put("messageEn", body);
        }
    }

    /** The hub refused a call; nothing changed. */
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int status;
        private final String code;

        Refused(int status, String code, String message) {
            super(message + " (" + status + (code.isEmpty() ? "" : " " + code) + ")");
            this.status = status;
            this.code = code;
        }

        public int status() {
            return status;
        }

        public String code() {
            return code;
        }
    }
}
