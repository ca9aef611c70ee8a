package city.pishkhan.rest;

import city.pishkhan.platform.startup.Participation;
import city.pishkhan.spi.ContractBroken;
import city.pishkhan.spi.PartnerAddress;
import city.pishkhan.spi.PartnerRefused;
import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.PartnerWords;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * A partner that speaks JSON over HTTP, or takes bytes. It follows no redirect, sends nothing twice; a reply is bounded in bytes, depth and time; a breaker keeps
 * calls away from a partner that fails. A 4xx without a code comes from something in between and says nothing of what was asked.
 */
public final class RestPartner {

    /** @param name for messages @param token bearer token, may be empty @param receive for the whole reply */
    public record Settings(String name, URI url, String token, Duration connect, Duration receive, int maxReplyBytes) {
        public Settings {
            url = PartnerAddress.plain(url);
        }
    }

    private static final int DEEPEST = 32;
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    // one that says two things says nothing
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Set<Integer> REFUSALS = Set.of(400, 404, 409, 410, 422);
    private static final Duration USUAL_PAUSE = Duration.ofSeconds(10);

    private final Settings settings;
    private final CircuitBreaker circuitBreaker;
    /** told what of a reply is not as agreed */
    private final Consumer<String> departures;

    private final HttpClient http;

    public RestPartner(Settings settings, CircuitBreaker circuitBreaker) {
        this(
                settings,
                circuitBreaker,
                what -> {},
                HttpClient.newBuilder()
                        .connectTimeout(settings.connect())
                        // no credentials to where it did not mean to go
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .version(HttpClient.Version.HTTP_1_1)
                        .build());
    }

    private RestPartner(
            Settings settings, CircuitBreaker circuitBreaker, Consumer<String> departures, HttpClient http) {
        this.settings = settings;
        this.circuitBreaker = circuitBreaker;
        this.departures = departures;
        this.http = http;
    }

    /** The same partner, whose departures from its contract are noted as well. */
    RestPartner noting(Consumer<String> log) {
        return new RestPartner(settings, circuitBreaker, log, http);
    }

    /**
     * Calls once.
     *
     * @param path below the partner's address
     * @param key  goes as {@code Idempotency-Key}; {@code null} for a partner that knows none
     * @param body JSON, or {@code null} for none
     * @return a reply of 2xx with a JSON object, or of 400, 404, 409, 410 or 422 with a code: the partner's own word
     * @throws PartnerUnavailable for all else: nobody here knows then what the partner did
     */
    public RestReply call(String method, String path, UUID key, JsonNode body) {
        requireClosed();
        HttpResponse<byte[]> response;
        try {
            response = send(request(method, path, key, body));
        } catch (PartnerUnavailable e) {
            circuitBreaker.failed();
            throw e;
        }
        return read(response);
    }

    /**
     * Checks that a server is at the partner's address: a GET of the address itself, without credentials. Does not count for the breaker.
     *
     * @throws PartnerUnavailable if the address is not reached, or answers 5xx, as a proxy does whose server is away
     */
    public void reach() {
        HttpRequest request = HttpRequest.newBuilder(settings.url())
                .timeout(settings.receive())
                .build();
        int status = await(http.sendAsync(request, HttpResponse.BodyHandlers.discarding()))
                .statusCode();
        if (status / 100 == 5) {
            throw new PartnerUnavailable(settings.name() + ": HTTP " + status);
        }
    }

    /**
     * Gets what is no JSON, as it comes. Closing it before its end breaks the connection.
     *
     * @param path   below the partner's address
     * @param within time for all of it: a stream that has not ended by then ends with an exception
     * @throws PartnerUnavailable unless it begins with 200
     */
    public InputStream open(String path, Duration within) {
        requireClosed();
        HttpRequest request = get(path).header("Accept", "*/*").build();
        HttpResponse<InputStream> response;
        try {
            response = await(http.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream()));
        } catch (PartnerUnavailable e) {
            circuitBreaker.failed();
            throw e;
        }
        if (response.statusCode() != 200) {
            drop(response.body());
            circuitBreaker.failed();
            throw new PartnerUnavailable(settings.name() + ": HTTP " + response.statusCode());
        }
        return new ReplyStream(response.body(), within, circuitBreaker);
    }

    /**
     * Sends what is no JSON, once, and takes what is none.
     *
     * @param path     below the partner's address
     * @param headers  of the request
     * @param content  its body; not closed
     * @param refusals statuses by which the partner says that it does not want this body
     * @return a reply of 200 or 204, or of one of the refusals
     * @throws PartnerUnavailable for all else
     */
    public ByteReply put(String path, Map<String, String> headers, InputStream content, Set<Integer> refusals) {
        requireClosed();
        HttpRequest.Builder request =
                get(path).PUT(HttpRequest.BodyPublishers.ofInputStream(() -> new KeptOpen(content)));
        headers.forEach(request::header);
        HttpResponse<byte[]> response;
        try {
            response = send(request.build());
        } catch (PartnerUnavailable e) {
            circuitBreaker.failed();
            throw e;
        }
        int status = response.statusCode();
        if (status == 200 || status == 204 || refusals.contains(status)) {
            circuitBreaker.passed();
            return new ByteReply(status, response.body());
        }
        throw unavailable(response);
    }

    /** A body is its caller's to close. */
    private static final class KeptOpen extends FilterInputStream {
        KeptOpen(InputStream in) {
            super(in);
        }

        @Override
        public void close() {
            // the caller does
        }
    }

    private static void drop(InputStream body) {
        try {
            body.close();
        } catch (IOException e) {
            // nobody wants it
        }
    }

    /** The partner's refusal, as what is thrown: its code and its words, made plain. */
    public PartnerRefused refused(RestReply reply) {
        String code = PartnerWords.plain(reply.code());
        return new PartnerRefused(
                code, settings.name() + ": " + PartnerWords.plain(reply.code() + " " + reply.text("detail")));
    }

    /** A reply that is not what was agreed: counts as a failure of the partner, and operators are told. */
    public ContractBroken rubbish(String what) {
        circuitBreaker.failed();
        departures.accept(what);
        return new ContractBroken(settings.name() + ": " + what);
    }

    private void requireClosed() {
        if (Participation.quarantined()) {
            throw new PartnerUnavailable(settings.name() + ": not called, this installation is in quarantine");
        }
        if (!circuitBreaker.closed()) {
            throw new PartnerUnavailable(settings.name() + ": not called for now, it failed several times in a row");
        }
    }

    private HttpRequest.Builder get(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(settings.url() + path)).timeout(settings.receive());
        if (!settings.token().isEmpty()) {
            request.header("Authorization", "Bearer " + settings.token());
        }
        return request;
    }

    private HttpRequest request(String method, String path, UUID key, JsonNode body) {
        HttpRequest.Builder request = get(path).header("Accept", "application/json");
        if (key != null) {
            request.header("Idempotency-Key", key.toString());
        }
        if (body == null) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofByteArray(bytes(body)));
        }
        return request.build();
    }

    private HttpResponse<byte[]> send(HttpRequest request) {
        return await(http.sendAsync(request, info -> new BoundedBody(settings.maxReplyBytes())));
    }

    private <T> HttpResponse<T> await(CompletableFuture<HttpResponse<T>> reply) {
        try {
            return reply.get(settings.receive().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            reply.cancel(true);
            Thread.currentThread().interrupt();
            throw new PartnerUnavailable(settings.name() + ": interrupted", e);
        } catch (TimeoutException e) {
            reply.cancel(true);
            throw new PartnerUnavailable(settings.name() + ": no whole reply in time", e);
        } catch (ExecutionException e) {
            throw new PartnerUnavailable(settings.name() + ": " + PartnerWords.cause(e), e);
        }
    }

    private static byte[] bytes(JsonNode body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private RestReply read(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        RestReply reply = new RestReply(status, json(response.body()));
        if (status == 200 || status == 201 || status == 202) {
            if (!reply.body().isObject()) {
                throw rubbish("the reply is no JSON object");
            }
            circuitBreaker.passed();
            return reply;
        }
        if (REFUSALS.contains(status) && !reply.code().isEmpty()) {
            circuitBreaker.passed();
            return reply;
        }
        throw unavailable(response);
    }

    private PartnerUnavailable unavailable(HttpResponse<?> response) {
        if (response.statusCode() == 429) {
            circuitBreaker.open(pause(response));
        } else {
            circuitBreaker.failed();
        }
        return new PartnerUnavailable(settings.name() + ": HTTP " + response.statusCode());
    }

    private static Duration pause(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(seconds -> seconds.matches("[0-9]{1,5}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                .orElse(USUAL_PAUSE);
    }

    private static JsonNode json(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            return JsonNodeFactory.instance.missingNode();
        }
    }
}
