package city.pishkhan.rest;

import city.pishkhan.platform.resilience.CircuitBreaker;
import city.pishkhan.platform.startup.Participation;
import city.pishkhan.spi.ContractBroken;
import city.pishkhan.spi.PartnerAddress;
import city.pishkhan.spi.PartnerRefused;
import city.pishkhan.spi.PartnerText;
import city.pishkhan.spi.PartnerUnavailable;
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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Client of a partner that uses JSON over HTTP, or binary content. It follows no redirects and never repeats a request.
 * Responses are limited in size, nesting and time, and a circuit breaker blocks calls to a failing partner. A 4xx response
 * without a code is assumed to come from an intermediary, not from the partner.
 */
public final class RestPartner {

    /**
     * Settings of a partner.
     *
     * @param name name for messages
     * @param url base address
     * @param token bearer token, may be empty
     * @param connect timeout for a connection
     * @param receive timeout for the whole response
     * @param maxReplyBytes maximum size of a response
     */
    public record Settings(String name, URI url, String token, Duration connect, Duration receive, int maxReplyBytes) {
        public Settings {
            url = PartnerAddress.withoutTrailingSlash(url);
        }
    }

    private static final int DEEPEST = 32;
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    // a field with two values is ambiguous
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Set<Integer> REFUSALS = Set.of(400, 404, 409, 410, 422);
    private static final Duration USUAL_PAUSE = Duration.ofSeconds(10);

    private final Settings settings;
    private final CircuitBreaker circuitBreaker;
    /** Receives descriptions of contract violations. */
    private final Consumer<String> violations;

    private final HttpClient http;

    public RestPartner(Settings settings, CircuitBreaker circuitBreaker) {
        this(
                settings,
                circuitBreaker,
                what -> {},
                HttpClient.newBuilder()
                        .connectTimeout(settings.connect())
                        // never send credentials to another address
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .version(HttpClient.Version.HTTP_1_1)
                        .build());
    }

    private RestPartner(
            Settings settings, CircuitBreaker circuitBreaker, Consumer<String> violations, HttpClient http) {
        this.settings = settings;
        this.circuitBreaker = circuitBreaker;
        this.violations = violations;
        this.http = http;
    }

    /** Returns a copy whose contract violations are also passed to a log. */
    RestPartner withLog(Consumer<String> log) {
        return new RestPartner(settings, circuitBreaker, log, http);
    }

    /**
     * Makes one call.
     *
     * @param method HTTP method
     * @param path path below the partner's address
     * @param key value of {@code Idempotency-Key}; {@code null} for none
     * @param body JSON, or {@code null} for none
     * @return a 2xx response with a JSON object, or the partner's own 400, 404, 409, 410 or 422 response with a code
     * @throws PartnerUnavailable in all other cases; it is then unknown whether the partner processed the request
     */
    public RestReply call(String method, String path, @Nullable UUID key, @Nullable JsonNode body) {
        return read(callIfPermitted(() -> send(request(method, path, key, body))));
    }

    /**
     * Checks that a server responds at the partner's address, with a GET without credentials. It does not affect the breaker.
     *
     * @throws PartnerUnavailable if the address cannot be reached or responds with 5xx, as a proxy without its server does
     */
    public void checkReachable() {
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
     * Opens binary content. Closing the stream before its end breaks the connection.
     *
     * @param path path below the partner's address
     * @param within time for the whole content, after which reading fails with an exception
     * @throws PartnerUnavailable unless the response status is 200
     */
    public InputStream open(String path, Duration within) {
        HttpResponse<InputStream> response = callIfPermitted(() -> await(http.sendAsync(
                requestBuilder(path).header("Accept", "*/*").build(), HttpResponse.BodyHandlers.ofInputStream())));
        if (response.statusCode() != 200) {
            closeQuietly(response.body());
            throw recordFailure(new PartnerUnavailable(settings.name() + ": HTTP " + response.statusCode()));
        }
        return new ReplyStream(response.body(), within, circuitBreaker);
    }

    /**
     * Sends binary content once.
     *
     * @param path path below the partner's address
     * @param headers request headers
     * @param content request body; not closed
     * @param refusals statuses with which the partner refuses this content
     * @return a response with status 200, 204 or one of the refusals
     * @throws PartnerUnavailable in all other cases
     */
    public ByteReply put(String path, Map<String, String> headers, InputStream content, Set<Integer> refusals) {
        HttpResponse<byte[]> response = callIfPermitted(() -> {
            HttpRequest.Builder request = requestBuilder(path)
                    .PUT(HttpRequest.BodyPublishers.ofInputStream(() -> new CloseShieldStream(content)));
            headers.forEach(request::header);
            return send(request.build());
        });
        int status = response.statusCode();
        if (status == 200 || status == 204 || refusals.contains(status)) {
            circuitBreaker.recordSuccess();
            return new ByteReply(status, response.body());
        }
        throw unavailable(response);
    }

    /** A stream whose {@code close} does nothing, because the caller of {@code put} closes the content. */
    private static final class CloseShieldStream extends FilterInputStream {
        CloseShieldStream(InputStream in) {
            super(in);
        }

        @Override
        public void close() {
            // the caller of put() closes the stream
        }
    }

    private static void closeQuietly(InputStream body) {
        try {
            body.close();
        } catch (IOException e) {
            // the body is not needed, so a failure to close it has no effect
        }
    }

    /** Creates the exception for a partner's refusal, with its sanitized code and message. */
    public PartnerRefused refused(RestReply reply) {
        String code = PartnerText.sanitize(reply.code());
        return new PartnerRefused(
                code, settings.name() + ": " + PartnerText.sanitize(reply.code() + " " + reply.text("detail")));
    }

    /**
     * Creates the exception for an invalid response. It counts as a failure of the partner and is shown to operators.
     *
     * @param what description of the contract violation
     */
    public ContractBroken invalidReply(@Nullable String what) {
        violations.accept(what);
        return recordFailure(new ContractBroken(settings.name() + ": " + what));
    }

    /**
     * Makes a call if the breaker permits it. The caller reports a response to the breaker; this method reports all
     * other outcomes.
     */
    private <T> T callIfPermitted(Supplier<T> call) {
        Participation.requireSending(settings.name(), PartnerUnavailable::new);
        if (!circuitBreaker.acquire()) {
            throw new PartnerUnavailable(
                    settings.name() + ": not called for now, because it failed several times in a row");
        }
        boolean ended = false;
        try {
            T response = call.get();
            ended = true;
            return response;
        } catch (PartnerUnavailable e) {
            ended = true;
            throw recordFailure(e);
        } finally {
            if (!ended) {
                circuitBreaker.release();
            }
        }
    }

    private <E extends PartnerUnavailable> E recordFailure(E cause) {
        circuitBreaker.recordFailure(cause);
        return cause;
    }

    private HttpRequest.Builder requestBuilder(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(settings.url() + path)).timeout(settings.receive());
        if (!settings.token().isEmpty()) {
            request.header("Authorization", "Bearer " + settings.token());
        }
        return request;
    }

    private HttpRequest request(String method, String path, @Nullable UUID key, @Nullable JsonNode body) {
        HttpRequest.Builder request = requestBuilder(path).header("Accept", "application/json");
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
            throw new PartnerUnavailable(settings.name() + ": no complete reply in time", e);
        } catch (ExecutionException e) {
            throw new PartnerUnavailable(settings.name() + ": " + PartnerText.cause(e), e);
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
                throw invalidReply("the reply is not a JSON object");
            }
            circuitBreaker.recordSuccess();
            return reply;
        }
        if (REFUSALS.contains(status) && !reply.code().isEmpty()) {
            circuitBreaker.recordSuccess();
            return reply;
        }
        throw unavailable(response);
    }

    private PartnerUnavailable unavailable(HttpResponse<?> response) {
        PartnerUnavailable unavailable = new PartnerUnavailable(settings.name() + ": HTTP " + response.statusCode());
        if (response.statusCode() == 429) {
            circuitBreaker.open(retryAfter(response));
            return unavailable;
        }
        return recordFailure(unavailable);
    }

    private static Duration retryAfter(HttpResponse<?> response) {
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
