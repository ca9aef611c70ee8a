package city.pishkhan.itests.contract;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.contracts.office.OfficeApi;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Verifies that contract violations are detected: a server serves the office door's contract and returns other answers. */
class ServedContractTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CASES = "/office/v1/cases";
    private static final ObjectNode NEW_CASE = example("NewCase");
    private static final ObjectNode CASE = example("Case");

    private static HttpServer server;
    private static URI hub;
    private static int status;
    private static String type;
    private static String body;

    private final HttpClient http = new ContractCheckedClient(HttpClient.newHttpClient());

    @BeforeAll
    static void begin() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            boolean contract = exchange.getRequestURI().getPath().endsWith("/openapi.json");
            byte[] answer = contract ? resource("openapi.json") : body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", contract ? "application/json" : type);
            exchange.sendResponseHeaders(contract ? 200 : status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        hub = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @AfterAll
    static void end() {
        server.stop(0);
        assertThrows(AssertionError.class, ServedContract::failOnViolations, "what was swallowed is told at the end");
        assertDoesNotThrow(ServedContract::failOnViolations);
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = OfficeApi.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }

    private static ObjectNode example(String name) {
        try {
            return (ObjectNode) JSON.readTree(resource("/city/pishkhan/contracts/examples/office/" + name + ".json"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectNode changed(ObjectNode example, UnaryOperator<ObjectNode> change) {
        return change.apply(example.deepCopy());
    }

    private void open(ObjectNode request, int answered, String mediaType, String answer) throws Exception {
        status = answered;
        type = mediaType;
        body = answer;
        http.send(
                HttpRequest.newBuilder(hub.resolve(CASES))
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json")
                        .header("Idempotency-Key", "1")
                        .POST(BodyPublishers.ofString(request.toString()))
                        .build(),
                BodyHandlers.ofString());
    }

    private String violation(ObjectNode request, int answered, String mediaType, Object answer) {
        return assertThrows(AssertionError.class, () -> open(request, answered, mediaType, answer.toString()))
                .getMessage();
    }

    @Test
    void acceptsConformingExchange() {
        assertDoesNotThrow(() -> open(NEW_CASE, 201, "application/json", CASE.toString()));
    }

    @Test
    void reportsNonconformingResponses() {
        for (Map.Entry<String, ObjectNode> wrong : Map.of(
                        "colour", changed(CASE, c -> c.put("colour", "red")),
                        "state", changed(CASE, c -> c.put("state", "sleeping")),
                        "version", changed(CASE, c -> c.without("version")),
                        "district", changed(CASE, c -> c.put("district", "22")),
                        "facts", changed(CASE, c -> c.put("facts", 7)),
                        "unit",
                                changed(CASE, c -> {
                                    ((ObjectNode) c.at("/request/parts/0")).put("unit", 7);
                                    return c;
                                }))
                .entrySet()) {
            String found = violation(NEW_CASE, 201, "application/json", wrong.getValue());
            assertTrue(found.contains(wrong.getKey()), found);
        }
        assertTrue(violation(NEW_CASE, 202, "application/json", CASE).contains("202"));
        assertTrue(violation(NEW_CASE, 201, "text/plain", CASE).contains("text/plain"));
    }

    @Test
    void reportsNonconformingRequests() {
        String found = violation(changed(NEW_CASE, c -> c.without("subject")), 201, "application/json", CASE);
        assertTrue(found.contains("subject"), found);
        found = violation(changed(NEW_CASE, c -> c.put("colour", "red")), 201, "application/json", CASE);
        assertTrue(found.contains("colour"), found);
    }

    /**
     * The answer to an invalid request is checked too: the request may be refused, but only with a problem document.
     */
    @Test
    void checksOnlyResponseOfRejectedRequest() throws IOException {
        ObjectNode broken = changed(NEW_CASE, c -> c.put("colour", "red"));
        String problem = new String(resource("/city/pishkhan/contracts/examples/Problem.json"), StandardCharsets.UTF_8);
        assertDoesNotThrow(() -> open(broken, 400, "application/problem+json", problem));
        assertTrue(violation(broken, 400, "text/html", "<h1>400</h1>").contains("text/html"));
        assertTrue(violation(broken, 400, "application/problem+json", "{}").contains("required"));
        assertTrue(violation(broken, 418, "application/problem+json", problem).contains("418"));
    }

    @Test
    void strictReaderRejectsDeviations() throws IOException {
        StrictReader reader = new StrictReader(JSON.readTree(resource("openapi.json")));
        ObjectNode schema = JSON.createObjectNode().put("$ref", "#/components/schemas/Case");
        assertEquals(CASE, reader.read(schema, CASE));
        for (ObjectNode wrong : List.of(
                changed(CASE, c -> c.put("colour", "red")),
                changed(CASE, c -> c.put("state", "sleeping")),
                changed(CASE, c -> c.without("version")),
                changed(CASE, c -> c.put("opened", "yesterday")),
                changed(CASE, c -> c.putNull("number")))) {
            assertThrows(AssertionError.class, () -> reader.read(schema, wrong));
        }
    }
}
