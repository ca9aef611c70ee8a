package city.pishkhan.itests.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A client built only from the document that a hub serves: it finds operations by their ids, and takes paths, headers, bodies and answers
 * from the document. It sends and reads only what the document describes.
 */
public final class StrictClient {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient http;
    private final URI hub;
    private final String token;
    private final Map<String, ContractOperation> operations = new HashMap<>();
    private final StrictReader reader;

    /**
     * Creates a client for one door.
     *
     * @param door where the document is served, e.g. {@code /office/v1}
     * @param token access token of a login, or {@code null}
     */
    public StrictClient(HttpClient http, URI hub, String door, String token) {
        this.http = http;
        this.hub = hub;
        this.token = token;
        JsonNode document = ServedContract.at(http, hub, door).document();
        reader = new StrictReader(document);
        ContractOperation.all(document).forEach(o -> operations.put(o.id(), o));
    }

    /** Calls an operation that has no request body. */
    public JsonNode call(String operation, Map<String, ?> parameters) {
        return call(operation, parameters, null);
    }

    /**
     * Calls one operation.
     *
     * @param parameters path, query and header parameters by name; an Idempotency-Key is generated
     * @param body the request body, or {@code null} for none
     * @return the answer; a missing node if it has no JSON
     * @throws AssertionError if the call or its answer deviates from the document, or if the call is refused
     */
    public JsonNode call(String operation, Map<String, ?> parameters, JsonNode body) {
        ContractOperation called = operationOf(operation);
        if (body != null) {
            reader.read(called.requestSchema(), body);
        }
        HttpRequest.BodyPublisher content =
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString());
        return send(called, parameters, body == null ? null : "application/json", content);
    }

    /** Calls an operation whose request body is a file. */
    public JsonNode upload(String operation, Map<String, ?> parameters, String mediaType, byte[] content) {
        return send(operationOf(operation), parameters, mediaType, BodyPublishers.ofByteArray(content));
    }

    private ContractOperation operationOf(String operation) {
        ContractOperation called = operations.get(operation);
        if (called == null) {
            throw new AssertionError("the contract has no operation " + operation);
        }
        return called;
    }

    private JsonNode send(
            ContractOperation called, Map<String, ?> given, String mediaType, HttpRequest.BodyPublisher content) {
        if ((mediaType != null)
                != called.definition().path("requestBody").path("required").asBoolean()) {
            throw new AssertionError(called.id() + (mediaType == null ? " needs a body" : " takes no body"));
        }
        Map<String, Object> left = new HashMap<>(given);
        String path = called.path();
        List<String> query = new ArrayList<>();
        HttpRequest.Builder request = HttpRequest.newBuilder().timeout(TIMEOUT).header("Accept", "application/json");
        for (JsonNode parameter : called.definition().path("parameters")) {
            String name = parameter.path("name").asText();
            Object value = left.remove(name);
            if (name.equals("Idempotency-Key") && value == null) {
                value = UUID.randomUUID();
            }
            if (value == null) {
                if (parameter.path("required").asBoolean()) {
                    throw new AssertionError(called.id() + " needs " + name);
                }
                continue;
            }
            switch (parameter.path("in").asText()) {
                case "path" -> path = path.replace("{" + name + "}", encoded(value));
                case "query" -> query.add(name + "=" + encoded(value));
                default -> request.header(name, value.toString());
            }
        }
        if (!left.isEmpty()) {
            throw new AssertionError(called.id() + " does not take " + left.keySet());
        }
        if (mediaType != null) {
            request.header("Content-Type", mediaType);
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        String whole = path + (query.isEmpty() ? "" : "?" + String.join("&", query));
        return read(
                called,
                answer(request.uri(hub.resolve(whole))
                        .method(called.method(), content)
                        .build()));
    }

    private HttpResponse<String> answer(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private JsonNode read(ContractOperation called, HttpResponse<String> answer) {
        JsonNode declared = called.definition().path("responses").path(Integer.toString(answer.statusCode()));
        if (answer.statusCode() / 100 != 2 || declared.isMissingNode()) {
            throw new AssertionError(called.id() + " answers " + answer.statusCode() + " " + answer.body());
        }
        JsonNode schema = called.answerSchema(answer.statusCode());
        try {
            return schema.isMissingNode() ? schema : reader.read(schema, JSON.readTree(answer.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String encoded(Object value) {
        return URLEncoder.encode(value.toString(), StandardCharsets.UTF_8).replace("+", "%20");
    }
}
