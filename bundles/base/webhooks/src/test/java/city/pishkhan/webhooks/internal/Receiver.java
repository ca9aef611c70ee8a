package city.pishkhan.webhooks.internal;

import city.pishkhan.outgoing.SignedPost;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A fake oversight body; it replies to every request with the status that the test sets. */
final class Receiver implements AutoCloseable {
    final List<Long> sequences = new CopyOnWriteArrayList<>();
    final List<String> bodies = new CopyOnWriteArrayList<>();
    final List<String> signatures = new CopyOnWriteArrayList<>();
    final AtomicInteger refused = new AtomicInteger();
    volatile int status = 204;

    private final HttpServer server;

    Receiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/hook", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            int now = status;
            if (now / 100 == 2) {
                List<Long> received = new ArrayList<>();
                for (JsonNode item : new ObjectMapper().readTree(body).path("items")) {
                    received.add(item.path("sequence").asLong());
                }
                signatures.add(exchange.getRequestHeaders().getFirst(SignedPost.SIGNATURE));
                bodies.add(body);
                sequences.addAll(received);
            } else {
                refused.incrementAndGet();
                exchange.getResponseHeaders().add("Location", "/elsewhere");
            }
            exchange.sendResponseHeaders(now, -1);
            exchange.close();
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
