package city.pishkhan.testkit.client;

import city.pishkhan.testkit.waiting.CityException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * REST client of the hub for one user. Thread-safe.
 * A call without an answer, or with a temporary error, is retried with the same Idempotency-Key, so that it takes effect once.
 */
public final class HubClient {

    public static final ObjectMapper JSON = new ObjectMapper();

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    /** maximum time for which calls are retried; longer than the start of a hub, even on a busy machine */
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private static final long PAUSE_MS = 500;
    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;

    private final HttpClient http;
    private final URI hub;
    private final TokenLogin login;
    private final Stopwatch stopwatch;

    /** Receives the duration of each answered call. */
    @FunctionalInterface
    public interface Stopwatch {
        void call(String method, String path, long nanos);
    }

    public HubClient(HttpClient http, URI hub, String user, String password) {
        this(http, hub, user, password, (method, path, nanos) -> {});
    }

    public HubClient(HttpClient http, URI hub, String user, String password, Stopwatch stopwatch) {
        this(http, hub, new TokenLogin(http, hub, user, password), stopwatch);
    }

    private HubClient(HttpClient http, URI hub, TokenLogin login, Stopwatch stopwatch) {
        this.stopwatch = stopwatch;
        this.http = http;
        this.hub = hub;
        this.login = login;
    }

    /** Returns a citizen's client for a one-time code. The code can be used once, so an expired token is not renewed. */
    public static HubClient citizen(HttpClient http, URI hub, String nationalId, String code) {
        ObjectNode proof = JSON.createObjectNode().put("nationalId", nationalId).put("code", code);
        return new HubClient(
                http,
                hub,
                new TokenLogin(http, hub, "citizen", "/citizen/v1/login/code", proof),
                (method, path, nanos) -> {});
    }

    /** Returns a citizen's client for a login slip. The PIN can be used once, so an expired token is not renewed. */
    public static HubClient slip(HttpClient http, URI hub, String tracking, String pin) {
        ObjectNode proof = JSON.createObjectNode().put("tracking", tracking).put("pin", pin);
        return new HubClient(
                http,
                hub,
                new TokenLogin(http, hub, "citizen", "/citizen/v1/login/slip", proof),
                (method, path, nanos) -> {});
    }

    public String user() {
        return login.user();
    }

    public JsonNode get(String path) throws InterruptedException {
        return call(request(path).GET());
    }

    /**
     * Reads a resource only if its version has changed.
     *
     * @param known previous result, or {@code null}
     * @return {@code known} if the version is unchanged
     */
    public JsonNode getIfChanged(String path, JsonNode known) throws InterruptedException {
        if (known == null) {
            return get(path);
        }
        HubReply hubReply = sendUntilAnswered(request(path)
                .header("If-None-Match", etag(known.path("version").asLong()))
                .GET());
        return hubReply.status() == NOT_MODIFIED ? known : hubReply.bodyOrThrow();
    }

    /** Reads a table, e.g. CSV, as text. */
    public String table(String path) throws InterruptedException {
        HubReply hubReply =
                sendUntilAnswered(request(path).setHeader("Accept", "text/csv").GET());
        hubReply.bodyOrThrow();
        return hubReply.response().body();
    }

    /** Reads a file and discards its content. */
    public void fetch(String path) throws InterruptedException {
        sendUntilAnswered(request(path).setHeader("Accept", "*/*").GET()).bodyOrThrow();
    }

    /**
     * Reads a file of any size and discards its content. The request is not retried.
     *
     * @return number of bytes
     * @throws CityException if the status is not 200
     */
    public long drain(String path) throws IOException, InterruptedException {
        HttpRequest call = request(path)
                .setHeader("Accept", "*/*")
                .setHeader("Authorization", "Bearer " + login.token(null))
                .GET()
                .build();
        HttpResponse<InputStream> response = http.send(call, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            if (response.statusCode() != OK) {
                throw new CityException(path + " answers " + response.statusCode());
            }
            return body.transferTo(OutputStream.nullOutputStream());
        }
    }

    /** @param body request body, or {@code null} */
    public JsonNode post(String path, JsonNode body) throws InterruptedException {
        return call(keyed(path).POST(body(body)));
    }

    /**
     * Changes a case that was read at {@code version}.
     *
     * @param body request body, or {@code null}
     */
    public JsonNode post(String path, long version, JsonNode body) throws InterruptedException {
        return call(keyed(path).header("If-Match", etag(version)).POST(body(body)));
    }

    public JsonNode put(String path, long version, JsonNode body) throws InterruptedException {
        return call(keyed(path).header("If-Match", etag(version)).PUT(json(body)));
    }

    public JsonNode upload(String path, String mediaType, byte[] content) throws InterruptedException {
        return call(keyed(path).setHeader("Content-Type", mediaType).POST(BodyPublishers.ofByteArray(content)));
    }

    /** Changes a case that was read at {@code version}, with a multipart body. */
    public JsonNode postForm(String path, long version, FormData form) throws InterruptedException {
        return call(keyed(path)
                .header("If-Match", etag(version))
                .setHeader("Content-Type", form.contentType())
                .POST(BodyPublishers.ofByteArray(form.body())));
    }

    private HttpRequest.Builder request(String path) {
        return request(hub, path);
    }

    /** Begins a request to the hub that accepts JSON. */
    public static HttpRequest.Builder request(URI hub, String path) {
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

    private static BodyPublisher body(JsonNode body) {
        return body == null ? BodyPublishers.noBody() : json(body);
    }

    private static BodyPublisher json(JsonNode body) {
        return BodyPublishers.ofString(body.toString());
    }

    private JsonNode call(HttpRequest.Builder request) throws InterruptedException {
        return sendUntilAnswered(request).bodyOrThrow();
    }

    private HubReply sendUntilAnswered(HttpRequest.Builder request) throws InterruptedException {
        Instant until = Instant.now().plus(PATIENCE);
        while (true) {
            HubReply hubReply = null;
            String problem;
            try {
                hubReply = authorised(request);
                problem = hubReply.toString();
            } catch (IOException e) {
                problem = String.valueOf(e);
            }
            if (hubReply != null && !hubReply.isRetryable()) {
                return hubReply;
            }
            if (Instant.now().isAfter(until)) {
                throw new CityException("The hub does not answer " + user() + ": " + problem);
            }
            Thread.sleep(PAUSE_MS);
        }
    }

    /** Logs in again if the token expires within the given time, so that no login falls into a measurement. */
    public void renewLogin(Duration within) {
        try {
            login.renew(within);
        } catch (IOException e) {
            throw new CityException("The hub does not answer the login of " + user() + ": " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HubReply authorised(HttpRequest.Builder request) throws IOException, InterruptedException {
        String good = login.token(null);
        HubReply hubReply = send(request, good);
        return hubReply.isUnauthenticated() ? send(request, login.token(good)) : hubReply;
    }

    private HubReply send(HttpRequest.Builder request, String bearer) throws IOException, InterruptedException {
        HttpRequest call =
                request.setHeader("Authorization", "Bearer " + bearer).build();
        long before = System.nanoTime();
        HttpResponse<String> response = http.send(call, HttpResponse.BodyHandlers.ofString());
        stopwatch.call(call.method(), call.uri().getPath(), System.nanoTime() - before);
        return new HubReply(response);
    }

    /** Thrown if the hub refuses a call; the call has changed nothing. */
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String call;
        private final int status;
        private final String code;

        Refused(String call, int status, String code, String message) {
            super(message + " (" + status + (code.isEmpty() ? "" : " " + code) + ")");
            this.call = call;
            this.status = status;
            this.code = code;
        }

        public int status() {
            return status;
        }

        public String code() {
            return code;
        }

        /** Adds the call to the message, to help to find the cause. */
        @Override
        public String toString() {
            return super.toString() + " at " + call;
        }
    }
}
