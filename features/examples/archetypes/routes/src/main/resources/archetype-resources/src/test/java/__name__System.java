package ${package};

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Test server with the partner's agreed interface: a real HTTP server that records its requests. */
final class ${name}System implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final Map<String, JsonNode> asked = new ConcurrentHashMap<>();

    ${name}System() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/${agency}/v2/requests", this::answer);
        server.start();
    }

    String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** Returns the received requests by request number. */
    Map<String, JsonNode> asked() {
        return asked;
    }

    private void answer(HttpExchange exchange) throws IOException {
        JsonNode request = JSON.readTree(exchange.getRequestBody());
        String number = request.path("request_no").asText();
        asked.putIfAbsent(number, request);
        byte[] reply = JSON.writeValueAsBytes(JSON.createObjectNode()
                .put("request_no", number)
                .put("checksum", asked.get(number).path("checksum").asText())
                .put("ticket", "T-" + number.substring(number.length() - 6))
                .put("status", "OK"));
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(201, reply.length);
        exchange.getResponseBody().write(reply);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
