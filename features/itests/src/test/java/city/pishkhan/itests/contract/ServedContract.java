package city.pishkhan.itests.contract;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The OpenAPI document that a hub serves for one of its doors, read once per JVM, and the check of calls against it.
 * The request and the answer of a successful call must match the document. A refused request is not validated, because
 * tests send invalid requests on purpose. The refusal itself must be described in the document.
 */
public final class ServedContract {

    /** Path at which each door's document is served, by the prefix of the door's addresses. */
    private static final Map<String, String> DOORS = Map.ofEntries(
            Map.entry("/office/v1/", "/office/v1"),
            Map.entry("/agency/v1/", "/agency/v1"),
            Map.entry("/committee/v1/", "/committee/v1"),
            Map.entry("/oversight/v1/", "/oversight/v1"),
            Map.entry("/citizen/v1/", "/citizen/v1"),
            Map.entry("/operator/v1/", "/operator/v1"),
            Map.entry("/auth/v1/", "/auth/v1"),
            Map.entry("/pay/", "/auth/v1"),
            Map.entry("/verify/", "/auth/v1"),
            Map.entry("/track/", "/auth/v1"),
            Map.entry("/complaints/", "/auth/v1"),
            Map.entry("/rules/", "/auth/v1"));

    /**
     * Last path segments that are not operations of a contract: the document itself, an endless stream, the console's
     * session cookie.
     */
    private static final Set<String> BESIDES = Set.of("openapi.json", "stream", "session");

    /** Methods that only query what a door supports; they are not operations of the contract. */
    private static final Set<String> ASKING = Set.of("HEAD", "OPTIONS", "TRACE");

    private static final String UNKNOWN_PATH = "validation.request.path.missing";
    private static final String UNKNOWN_METHOD = "validation.request.operation.notAllowed";
    private static final String PROBLEM = "application/problem+json";

    /**
     * Stand-in bodies for bodies that the validator library checks only for presence; the key is {@code true} for a
     * form.
     */
    private static final Map<Boolean, byte[]> STAND_IN =
            Map.of(true, "x=y".getBytes(StandardCharsets.US_ASCII), false, new byte[] {'x'});

    private static final Map<String, ServedContract> READ = new ConcurrentHashMap<>();
    private static final List<String> VIOLATIONS = new ArrayList<>();

    private final JsonNode document;
    private final List<ContractOperation> operations;
    private final OpenApiInteractionValidator validator;

    private ServedContract(String json) {
        try {
            document = new ObjectMapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        operations = ContractOperation.all(document);
        validator = OpenApiInteractionValidator.createForInlineApiSpecification(json)
                .withLevelResolver(LevelResolver.create()
                        // ignored, because client certificates and SOAP logins are not headers; other tests cover
                        // access control
                        .withLevel("validation.request.security", ValidationReport.Level.IGNORE)
                        // the validator library cannot match the type of */*; the answer's own type is checked
                        .withLevel("validation.request.accept.notAllowed", ValidationReport.Level.IGNORE)
                        .build())
                .build();
    }

    /** Returns the contract of the door at an address; empty if the address is not an operation of a door. */
    static Optional<ServedContract> of(HttpClient http, URI address) {
        String path = address.getPath() + "/";
        return DOORS.entrySet().stream()
                .filter(door -> path.startsWith(door.getKey()))
                .filter(door ->
                        !BESIDES.contains(path.substring(door.getKey().length()).replaceFirst("/$", "")))
                .findFirst()
                .map(door -> at(http, address, door.getValue()));
    }

    /**
     * Returns the document that a hub serves at {@code <door>/openapi.json}.
     *
     * @param door e.g. {@code /office/v1}
     */
    public static ServedContract at(HttpClient http, URI hub, String door) {
        return READ.computeIfAbsent(door, d -> new ServedContract(fetch(http, hub.resolve(d + "/openapi.json"))));
    }

    private static String fetch(HttpClient http, URI address) {
        try {
            HttpResponse<String> document =
                    http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
            if (document.statusCode() != 200) {
                throw new IllegalStateException(address + " answers " + document.statusCode());
            }
            return document.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    JsonNode document() {
        return document;
    }

    /**
     * Fails if violations were found since the last call, also if the caller swallowed the error. To be called at the end of a test class.
     */
    public static void failOnViolations() {
        synchronized (VIOLATIONS) {
            List<String> found = List.copyOf(VIOLATIONS);
            VIOLATIONS.clear();
            if (!found.isEmpty()) {
                throw new AssertionError("against the contract: " + String.join("\n", found));
            }
        }
    }

    /**
     * Validates a call and records its violations.
     *
     * @throws AssertionError if the call violates the contract
     */
    void check(Exchange exchange) {
        if (ASKING.contains(exchange.method())) {
            return;
        }
        ExampleCollector.collect(operations, exchange);
        List<String> wrong = violations(exchange);
        if (!wrong.isEmpty()) {
            String text = exchange + "\n  " + String.join("\n  ", wrong);
            synchronized (VIOLATIONS) {
                VIOLATIONS.add(text);
            }
            throw new AssertionError("against the contract: " + text);
        }
    }

    private List<String> violations(Exchange exchange) {
        Request request = request(exchange);
        ValidationReport asked = validator.validateRequest(request);
        boolean unknown = asked.getMessages().stream()
                .anyMatch(m -> m.getKey().equals(UNKNOWN_PATH) || m.getKey().equals(UNKNOWN_METHOD));
        List<String> wrong = new ArrayList<>();
        if (exchange.isSuccessful()) {
            addErrors("request", asked, wrong);
        }
        if (unknown) {
            if (!exchange.isSuccessful() && !exchange.mediaType().equals(PROBLEM)) {
                wrong.add("refused by something that is no problem");
            }
            return wrong;
        }
        // the caller asked for no body (Prefer); OpenAPI cannot describe a response body as optional
        boolean leftOut = exchange.status() == 201
                && exchange.response()
                        .headers()
                        .firstValue("Preference-Applied")
                        .isPresent();
        if (!leftOut && (exchange.answered() != null || exchange.status() == 204)) {
            addErrors(
                    "answer",
                    validator.validateResponse(request.getPath(), request.getMethod(), answer(exchange)),
                    wrong);
        }
        return wrong;
    }

    private static void addErrors(String of, ValidationReport report, List<String> wrong) {
        report.getMessages().stream()
                .filter(m -> m.getLevel() == ValidationReport.Level.ERROR)
                .forEach(m -> wrong.add(of + ": " + m.getKey() + " " + m.getMessage()
                        + m.getNestedMessages().stream()
                                .map(n -> "\n    " + n.getKey() + " " + n.getMessage())
                                .reduce("", String::concat)));
    }

    private static Request request(Exchange exchange) {
        SimpleRequest.Builder request =
                new SimpleRequest.Builder(Request.Method.valueOf(exchange.method()), exchange.path());
        exchange.request().headers().map().forEach(request::withHeader);
        query(exchange.request().uri()).forEach(request::withQueryParam);
        if (exchange.sent() != null && exchange.sent().length > 0) {
            request.withBody(exchange.isJsonRequest() ? exchange.sent() : STAND_IN.get(exchange.isFormRequest()));
        }
        return request.build();
    }

    private static Map<String, List<String>> query(URI address) {
        Map<String, List<String>> all = new TreeMap<>();
        if (address.getRawQuery() != null) {
            for (String pair : address.getRawQuery().split("&")) {
                String[] both = pair.split("=", 2);
                all.computeIfAbsent(decoded(both[0]), n -> new ArrayList<>())
                        .add(both.length == 1 ? "" : decoded(both[1]));
            }
        }
        return all;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static SimpleResponse answer(Exchange exchange) {
        SimpleResponse.Builder answer = SimpleResponse.Builder.status(exchange.status());
        exchange.response().headers().map().forEach(answer::withHeader);
        if (exchange.answered() != null && exchange.answered().length > 0) {
            answer.withBody(exchange.mediaType().endsWith("json") ? exchange.answered() : new byte[] {'x'});
        }
        return answer.build();
    }
}
