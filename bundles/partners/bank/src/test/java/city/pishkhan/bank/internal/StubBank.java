package city.pishkhan.bank.internal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A bank that gives prepared answers over real HTTP, and keeps the literal request. */
final class StubBank implements AutoCloseable {
    private final HttpServer server;
    final AtomicInteger calls = new AtomicInteger();
    volatile String request;
    volatile String action;
    volatile String contentType;
    volatile String path;
    volatile Reply reply;

    @FunctionalInterface
    interface Reply {
        void send(HttpExchange exchange) throws IOException;
    }

    StubBank() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "stub-bank");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", this::handle);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        calls.incrementAndGet();
        request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        path = exchange.getRequestURI().getPath();
        action = exchange.getRequestHeaders().getFirst("SOAPAction");
        contentType = exchange.getRequestHeaders().getFirst("Content-Type");
        reply.send(exchange);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/pgw");
    }

    /** Prepares an answer in the bank's format. */
    void prepareAnswer(String operation, String value) {
        prepareResponse(200, "text/xml;charset=UTF-8", envelope(operation, "<return>" + value + "</return>"));
    }

    static String envelope(String operation, String content) {
        return "<?xml version='1.0' encoding='UTF-8'?><soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body>"
                + "<ns1:" + operation + "Response xmlns:ns1=\"http://interfaces.core.sw.bps.com/\">" + content
                + "</ns1:" + operation
                + "Response></soap:Body></soap:Envelope>";
    }

    void prepareResponse(int status, String type, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        reply = exchange -> {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        };
    }

    /** Accepts the call and closes the connection. */
    void prepareDisconnect() {
        reply = HttpExchange::close;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
