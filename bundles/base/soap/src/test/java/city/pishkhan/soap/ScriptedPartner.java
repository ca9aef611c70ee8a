package city.pishkhan.soap;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A partner on a real port with scripted behaviour. */
final class ScriptedPartner implements AutoCloseable {

    /** Handles a request. */
    interface Script {
        void run(HttpExchange exchange) throws IOException;
    }

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private HttpServer server;
    final List<String> requests = new CopyOnWriteArrayList<>();
    volatile String login;
    volatile Script script;

    ScriptedPartner() {
        start(0);
    }

    /** Closes all kept connections and listens on the same port again. */
    void restart() {
        int port = server.getAddress().getPort();
        server.stop(0);
        start(port);
    }

    private void start(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/desk", exchange -> {
            requests.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            login = exchange.getRequestHeaders().getFirst("Authorization");
            script.run(exchange);
            exchange.close();
        });
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/desk");
    }

    void respondWith(int status, String type, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        script = exchange -> {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.getResponseHeaders().set("Location", "/desk");
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    void respondWithAnswer(String content) {
        respondWith(200, "text/xml; charset=utf-8", answer(content));
    }

    static String answer(String content) {
        return envelope("<d:askResponse xmlns:d=\"" + Desk.NS + "\">" + content + "</d:askResponse>");
    }

    static String fault(String detail) {
        return envelope(
                "<s:Fault><faultcode>s:Server</faultcode><faultstring>sheet of 0499370899\nis torn</faultstring>"
                        + "<detail>" + detail + "</detail></s:Fault>");
    }

    static String envelope(String body) {
        return "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>" + body
                + "</s:Body></s:Envelope>";
    }

    /** Begins a response, sends {@code piece} every 50 ms a number of times, and then stops. */
    void respondInPieces(String piece, int times) {
        script = exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/xml");
            exchange.sendResponseHeaders(200, 0);
            for (int i = 0; i < times; i++) {
                exchange.getResponseBody().write(piece.getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
                pause(50);
            }
            pause(30_000);
        };
    }

    void pause(long millis) {
        try {
            closed.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
