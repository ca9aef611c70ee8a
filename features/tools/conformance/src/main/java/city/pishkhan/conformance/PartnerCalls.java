package city.pishkhan.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Calls the partner's REST system as the hub does, and validates each reply against the contract. */
final class PartnerCalls {
    /** the hub's timeout for a whole reply */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final OpenApiContract contract;
    private final String url;
    private final String token;
    private final HttpClient http = client();

    /** Does not follow redirects, like the hub's client. */
    static HttpClient client() {
        return HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(2))
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    /**
     * @param url   base address, to which the contract's paths are appended
     *
     * @param token bearer token, or an empty string
     */
    PartnerCalls(OpenApiContract contract, String url, String token) {
        this.contract = contract;
        this.url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        this.token = token;
    }

    /** @param body JSON body, or {@code null} if the reply is not valid JSON */
    record Reply(int status, JsonNode body) {
        String text(String member) {
            return body == null ? null : body.path(member).asText(null);
        }
    }

    OpenApiContract contract() {
        return contract;
    }

    /**
     * Sends a request and validates the reply.
     *
     * @param path path in the contract, whose {@code {id}} is replaced by {@code id}; a query may follow
     * @param key  the Idempotency-Key, or {@code null}
     * @throws Deviation if the reply does not match the contract
     */
    Reply call(String method, String path, String id, String key, JsonNode body)
            throws IOException, InterruptedException {
        Reply reply = send(method, path, id, key, body == null ? null : body.toString(), token);
        String template = path.replaceFirst("\\?.*", "");
        var wrong = contract.response(method, template, reply.status(), reply.body());
        if (!wrong.isEmpty()) {
            throw new Deviation("HTTP " + reply.status() + ": " + String.join("; ", wrong));
        }
        return reply;
    }

    /**
     * Sends a request and returns any reply without validation.
     *
     * @param body request body, or {@code null}
     */
    Reply send(String method, String path, String id, String key, String body, String bearer)
            throws IOException, InterruptedException {
        String filled = id == null ? path : path.replace("{id}", id);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + filled))
                .timeout(PATIENCE)
                .header("Accept", "application/json, application/problem+json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        if (!bearer.isEmpty()) {
            request.header("Authorization", "Bearer " + bearer);
        }
        HttpResponse<String> response =
                http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        return new Reply(response.statusCode(), json(response.body()));
    }

    String token() {
        return token;
    }

    boolean hasToken() {
        return !token.isEmpty();
    }

    private static JsonNode json(String text) {
        try {
            return text.isBlank() ? null : OpenApiContract.JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return null;
        }
    }
}
