package city.pishkhan.testkit.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Test HTTP server that issues tokens {@code t1}, {@code t2} … and otherwise sends the answers that a test defines. */
public final class ScriptedHub implements AutoCloseable {
    private static final Pattern PART = Pattern.compile("form-data; name=\"([^\"]*)\"; filename=\"([^\"]*)\"");

    /** Received calls except logins, in order: method, address and body, or the file names if the body is a form. */
    public final List<String> calls = new CopyOnWriteArrayList<>();

    private final HttpServer server;
    private volatile int logins;
    private volatile int lifetimeSeconds = 600;

    /** Answer to a call: status and JSON, separated by a space. */
    @FunctionalInterface
    public interface Answers {
        String answer(String call, String token);
    }

    public ScriptedHub(Answers answers) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String answer;
            if (exchange.getRequestURI().getPath().equals("/auth/v1/token")) {
                answer = "200 {\"token\": \"t" + ++logins + "\", \"expires\": \""
                        + Instant.now().plusSeconds(lifetimeSeconds) + "\"}";
            } else {
                String version = exchange.getRequestHeaders().getFirst("If-Match");
                String call = exchange.getRequestMethod() + " " + exchange.getRequestURI()
                        + (version == null ? "" : " " + version) + (body.startsWith("{") ? " " + body : parts(body));
                calls.add(call);
                answer = answers.answer(call, exchange.getRequestHeaders().getFirst("Authorization"));
            }
            byte[] bytes = answer.substring(4).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/problem+json");
            exchange.sendResponseHeaders(Integer.parseInt(answer.substring(0, 3)), bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    /** Returns the names of a form's parts and of their files. */
    private static String parts(String body) {
        return PART.matcher(body)
                .results()
                .map(part -> " " + part.group(1) + "=" + part.group(2))
                .collect(Collectors.joining());
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public HubClient door() {
        return new HubClient(HttpClient.newHttpClient(), address(), "clerk", "secret");
    }

    TokenLogin login() {
        return new TokenLogin(HttpClient.newHttpClient(), address(), "clerk", "secret");
    }

    /** Sets the lifetime of tokens that are issued from now on. */
    void setTokenLifetime(int seconds) {
        lifetimeSeconds = seconds;
    }

    public static JsonNode json(String text) throws IOException {
        return HubClient.JSON.readTree(text.replace('\'', '"'));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
