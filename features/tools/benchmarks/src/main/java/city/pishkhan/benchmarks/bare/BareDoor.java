package city.pishkhan.benchmarks.bare;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * HTTP server of the bare pipeline: an authenticated POST creates a case, which is stored and whose inquiries are sent before the reply.
 */
public final class BareDoor implements AutoCloseable {

    private static final int THREADS = 16;
    private static final int ACCEPTED = 202;
    private static final int UNAUTHORISED = 401;
    private static final int BROKEN = 500;
    private static final String PATH = "/cases";
    private static final String BODY =
            """
            {"id":"%s","service":"building-permit","applicants":[{"role":"owner","nationalId":"0499370899","name":"Bench",\
            "mobile":"09120000000"}],"request":{"floors":8,"parts":[{"use":"residential","area":800,"units":16}]}}""";

    /** Stores the cases that the door receives. */
    @FunctionalInterface
    public interface Cases {
        void save(UUID id, String body) throws Exception;
    }

    /** Action that is performed for each case after it is stored. */
    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }

    private final byte[] login = ("Bearer " + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8);
    private final Cases cases;
    private final Work ask;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final HttpServer server;
    private final HttpClient client = HttpClient.newBuilder().executor(threads).build();
    private final URI address;

    BareDoor(Cases cases, Work ask) throws IOException {
        this.cases = cases;
        this.ask = ask;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newFixedThreadPool(THREADS));
        server.createContext(PATH, this::handle);
        server.start();
        address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + PATH);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String givenAuthorization = exchange.getRequestHeaders().getFirst("Authorization");
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (givenAuthorization == null
                    || !MessageDigest.isEqual(givenAuthorization.getBytes(StandardCharsets.UTF_8), login)) {
                exchange.sendResponseHeaders(UNAUTHORISED, -1);
                return;
            }
            exchange.sendResponseHeaders(createCase(new String(body, StandardCharsets.UTF_8)), -1);
        }
    }

    private int createCase(String body) {
        try {
            cases.save(UUID.randomUUID(), body);
            ask.run();
            return ACCEPTED;
        } catch (Exception e) {
            return BROKEN;
        }
    }

    /** Posts one case as an office does. */
    void post() throws IOException, InterruptedException {
        post(new String(login, StandardCharsets.UTF_8));
    }

    void post(String authorization) throws IOException, InterruptedException {
        HttpResponse<Void> answer = client.send(
                HttpRequest.newBuilder(address)
                        .header("Authorization", authorization)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(BODY.formatted(UUID.randomUUID())))
                        .build(),
                HttpResponse.BodyHandlers.discarding());
        if (answer.statusCode() != ACCEPTED) {
            throw new IOException("The bare door answers " + answer.statusCode());
        }
    }

    @Override
    public void close() {
        server.stop(0);
        ((ExecutorService) server.getExecutor()).shutdownNow();
        threads.shutdownNow();
    }
}
