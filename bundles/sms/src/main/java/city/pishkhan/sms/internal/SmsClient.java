package city.pishkhan.sms.internal;

import city.pishkhan.spi.PartnerRefused;
import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.PartnerWords;
import city.pishkhan.spi.TextMessage;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * Speaks the provider's REST interface:
 *
 * <pre>
 * POST {url}/messages   Idempotency-Key, Bearer token; {"id", "sender", "to", "text"}
 *   200, 201            {"reference"}
 *   409                 {"code": "duplicate", "reference"}: the id was sent before, which is as good
 *   400, 404, 410, 422  {"code", "detail"}: refused for good
 *   429                 Retry-After: not now
 * </pre>
 *
 * A 4xx without a code comes from something in between and says nothing of the message. Nothing of a message stands in what is thrown.
 */
final class SmsClient {

    /** @param receive for the whole reply */
    record Settings(
            String name, URI url, String token, String sender, Duration connect, Duration receive, int maxReplyBytes) {}

    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<Integer> REFUSALS = Set.of(400, 404, 410, 422);
    private static final String DUPLICATE = "duplicate";
    private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9._-]{1,100}");
    private static final Duration USUAL_PAUSE = Duration.ofSeconds(10);

    private final Settings settings;
    private final Breaker breaker;
    private final HttpClient http;

    SmsClient(Settings settings, Breaker breaker) {
        this.settings = settings;
        this.breaker = breaker;
        this.http = HttpClient.newBuilder()
                .connectTimeout(settings.connect())
                // no credentials to where it did not mean to go
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    /** See {@link city.pishkhan.spi.TextSender#send}. */
    String send(TextMessage message) {
        if (!breaker.closed()) {
            throw new PartnerUnavailable(settings.name() + ": not called for now, it failed several times in a row");
        }
        HttpResponse<byte[]> response;
        try {
            response = post(message);
        } catch (PartnerUnavailable e) {
            breaker.failed();
            throw e;
        }
        return read(response);
    }

    private HttpResponse<byte[]> post(TextMessage message) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(settings.url() + "/messages"))
                .timeout(settings.receive())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .header("Idempotency-Key", message.id().toString())
                .POST(HttpRequest.BodyPublishers.ofByteArray(body(message)));
        if (!settings.token().isEmpty()) {
            request.header("Authorization", "Bearer " + settings.token());
        }
        CompletableFuture<HttpResponse<byte[]>> reply =
                http.sendAsync(request.build(), info -> new BoundedBody(settings.maxReplyBytes()));
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

    private byte[] body(TextMessage message) {
        try {
            return JSON.writeValueAsBytes(JsonNodeFactory.instance
                    .objectNode()
                    .put("id", message.id().toString())
                    .put("sender", settings.sender())
                    .put("to", message.mobile())
                    .put("text", message.text()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private String read(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        JsonNode said = json(response.body());
        String code = said.path("code").asText("");
        if (status == 200 || status == 201 || status == 409 && code.equals(DUPLICATE)) {
            if (!said.isObject()) {
                breaker.failed();
                throw new PartnerUnavailable(settings.name() + ": the reply is no JSON object");
            }
            breaker.passed();
            String reference = said.path("reference").textValue();
            return reference != null && REFERENCE.matcher(reference).matches() ? reference : null;
        }
        if (REFUSALS.contains(status) && !code.isEmpty()) {
            breaker.passed();
            throw new PartnerRefused(
                    PartnerWords.plain(code),
                    settings.name() + ": "
                            + PartnerWords.plain(
                                    code + " " + said.path("detail").asText("")));
        }
        if (status == 429) {
            breaker.open(pause(response));
        } else {
            breaker.failed();
        }
        throw new PartnerUnavailable(settings.name() + ": HTTP " + status);
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
