package ${package};

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Test server with the partner's agreed interface: a real HTTP server that records its requests. */
final class ${name}Partner implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final Map<String, JsonNode> asked = new ConcurrentHashMap<>();
    private volatile int failing;

    ${name}Partner() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/requests", this::answer);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Returns the received requests by request number. */
    Map<String, JsonNode> asked() {
        return asked;
    }

    /** Makes the next calls fail with HTTP 503. */
    void fail(int calls) {
        failing = calls;
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        JsonNode request = JSON.readTree(exchange.getRequestBody());
        if (failing > 0) {
            failing--;
            send(exchange, 503, JSON.createObjectNode());
            return;
        }
        if (request.path("flats").asInt() < 1) {
            send(exchange, 422, JSON.createObjectNode().put("code", "NO_FLATS").put("detail", "flats is 1 or more"));
            return;
        }
        String number = request.path("request_no").asText();
        asked.putIfAbsent(number, request);
        send(
                exchange,
                201,
                JSON.createObjectNode()
                        .put("request_no", number)
                        .put("checksum", asked.get(number).path("checksum").asText())
                        .put("ticket", "T-" + number.substring(number.length() - 6))
                        .put("status", "OK"));
    }

    private static void send(HttpExchange exchange, int status, ObjectNode body) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
