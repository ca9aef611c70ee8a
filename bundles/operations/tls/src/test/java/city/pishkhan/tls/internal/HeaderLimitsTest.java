package city.pishkhan.tls.internal;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.tls.AdminPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** Tests the header limits on two ports as in the hub: the service port and the admin port. */
class HeaderLimitsTest {
    private final Server server = new Server();
    private final PortOpener opening = new PortOpener(0);
    private final Dictionary<String, Object> values = new Hashtable<>();
    private final Configuration configuration = PlainFactoryTest.answering(Configuration.class, name -> values);
    private final ConfigurationAdmin configurations =
            PlainFactoryTest.answering(ConfigurationAdmin.class, name -> new Configuration[] {configuration});
    private final AdminFactory admin = new AdminFactory(configurations, opening);
    private final AtomicInteger reached = new AtomicInteger();
    private int port;

    @BeforeEach
    void start() throws Exception {
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                reached.incrementAndGet();
                response.setStatus(request.getAttribute(AdminPort.ATTRIBUTE) == null ? 204 : 205);
                callback.succeeded();
                return true;
            }
        });
        server.start();
        add(new ServerSetup(opening).createConnector(server));
        opening.runtime = PlainFactoryTest.answeringEverything();
        port = pair();
        values.put(HttpSettings.PORT, String.valueOf(port));
        add(new PlainFactory(configurations, opening).createConnector(server));
    }

    private void add(Connector connector) throws Exception {
        server.addConnector(connector);
        connector.start();
    }

    /** Returns two adjacent free ports below the ephemeral range. */
    private static int pair() throws IOException {
        for (; ; ) {
            int first = ThreadLocalRandom.current().nextInt(22_000, 32_000);
            try (ServerSocket one = new ServerSocket(first, 1, InetAddress.getLoopbackAddress());
                    ServerSocket two = new ServerSocket(first + 1, 1, InetAddress.getLoopbackAddress())) {
                return one.getLocalPort() + two.getLocalPort() > 0 ? first : 0;
            } catch (java.net.BindException taken) {
                assertTrue(first > 0);
            }
        }
    }

    @AfterEach
    void stop() throws Exception {
        admin.stop();
        opening.stop();
        server.stop();
    }

    private String ask(int at, String path, String... headers) throws IOException {
        String host = String.join("", headers).contains("Host: ") ? "" : "Host: 127.0.0.1\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), at)) {
            socket.setSoTimeout(10_000);
            String lines = "GET " + path + " HTTP/1.1\r\n" + host + "Connection: close\r\n"
                    + String.join("\r\n", headers) + (headers.length == 0 ? "\r\n" : "\r\n\r\n");
            socket.getOutputStream().write(lines.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void refused(String path, String code, String names, String... headers) throws IOException {
        int before = reached.get();
        String answer = ask(port, path, headers);
        assertTrue(answer.startsWith("HTTP/1.1 431 "), () -> names + " " + answer);
        assertTrue(answer.contains("\"code\":\"" + code + "\""), answer);
        assertTrue(answer.contains(names), answer);
        assertEquals(before, reached.get(), "nothing has read it");
    }

    /**
     * A header with 4,000 language ranges costs a quarter of a second of processor time in the JDK's parser, on every
     * path.
     */
    @Test
    void limitsLanguagesOnEveryPath() throws Exception {
        String languages = "Accept-Language: " + "aa,".repeat(4_000);
        for (String path : List.of("/health/live", "/office/v1/cases", "/", "/console")) {
            refused(path, "header.too-large", "Accept-Language", languages);
        }
        refused("/health", "header.too-large", "40 values", "Accept-Language: " + "a,".repeat(40));
        assertTrue(ask(port, "/", "Accept-Language: fa-IR,fa;q=0.9,en-US;q=0.8,en;q=0.7")
                .startsWith("HTTP/1.1 204 "));
        String persian = ask(port, "/", "Accept-Language: fa," + "a,".repeat(40));
        assertTrue(persian.contains("\"detail\":\"سرآیند ⁦Accept-Language⁩ از سقف خود بیشتر است"), persian);
    }

    /**
     * For every header in the table, values up to the limits are accepted, and values that exceed a limit are refused.
     */
    @Test
    void everyHeaderLimitIsApplied() throws Exception {
        for (HeaderLimits.Limit limit : HeaderLimits.rows()) {
            if (List.of(
                            "Content-Length",
                            "Transfer-Encoding",
                            "Connection",
                            "Expect",
                            "Host",
                            "Upgrade",
                            "X-Forwarded-Host")
                    .contains(limit.name())) {
                continue; // the server itself refuses invalid values of these headers
            }
            String name = limit.name() + ": ";
            refused("/x", "header.too-large", limit.name(), name + "a".repeat(limit.characters() + 1));
            String taken = ask(port, "/x", name + "a".repeat(limit.characters()));
            assertTrue(taken.startsWith("HTTP/1.1 204 "), () -> limit + " " + taken);
            if (limit.values() < limit.characters() / 2) {
                refused("/x", "header.too-large", limit.name(), name + "a" + ",a".repeat(limit.values()));
            }
            List<String> lines = new ArrayList<>();
            for (int i = 0; i <= limit.lines(); i++) {
                lines.add(name + "a");
            }
            refused("/x", "header.too-large", limit.name(), lines.toArray(String[]::new));
        }
    }

    @Test
    void countsSeveralLinesAsOneList() throws Exception {
        String half = "If-None-Match: " + "\"a\",".repeat(30);
        assertTrue(ask(port, "/", half).startsWith("HTTP/1.1 204 "));
        refused("/", "header.too-large", "If-None-Match", half, half);
    }

    @Test
    void limitsAllHeadersTogether() throws Exception {
        List<String> many = new ArrayList<>();
        for (int i = 0; i < HeaderLimits.MOST_LINES; i++) {
            many.add("x-" + i + ": y");
        }
        refused("/", "header.too-large", "100 header lines", many.toArray(String[]::new));
        refused("/", "header.too-large", "8000 characters", "X-Other: " + "y".repeat(8_001));
    }

    @Test
    void adminPortMarksLocalRequests() throws Exception {
        add(admin.createConnector(server));
        await().atMost(20, SECONDS).until(() -> List.of(server.getConnectors()).stream()
                .anyMatch(
                        c -> c instanceof ServerConnector its && its.isAccepting() && its.getLocalPort() == port + 1));
        assertTrue(ask(port, "/").startsWith("HTTP/1.1 204 "), "the doors' port has no privileges");
        assertTrue(ask(port + 1, "/").startsWith("HTTP/1.1 205 "));
        assertTrue(ask(port + 1, "/", "Host: localhost:" + (port + 1)).startsWith("HTTP/1.1 205 "));
        assertTrue(ask(port + 1, "/", "Host: evil.example").startsWith("HTTP/1.1 204 "), "DNS rebinding");
        refusedAt(port + 1);
    }

    private void refusedAt(int at) throws IOException {
        String answer = ask(at, "/", "Accept-Language: " + "aa,".repeat(2_000));
        assertTrue(answer.startsWith("HTTP/1.1 431 "), answer);
    }

    /** The services start although the admin port is in use; the admin port is opened as soon as it is free. */
    @Test
    void occupiedAdminPortDoesNotBlockServices() throws Exception {
        try (ServerSocket other = new ServerSocket(port + 1, 1, InetAddress.getLoopbackAddress())) {
            add(admin.createConnector(server));
            assertTrue(ask(port, "/").startsWith("HTTP/1.1 204 "));
            assertFalse(other.isClosed());
        }
        await().atMost(20, SECONDS).ignoreExceptions().until(() -> ask(port + 1, "/")
                .startsWith("HTTP/1.1 205 "));
    }

    /** The admin port is opened again when a change of the server's settings creates a new server. */
    @Test
    void adminPortReturnsWithNewServer() throws Exception {
        add(admin.createConnector(server));
        await().atMost(20, SECONDS).ignoreExceptions().until(() -> ask(port + 1, "/")
                .startsWith("HTTP/1.1 205 "));
        Handler handler = server.getHandler();
        server.stop();
        server.setHandler((Handler) null);
        Server second = new Server();
        second.setHandler(handler);
        second.start();
        try {
            Connector connector = admin.createConnector(second);
            second.addConnector(connector);
            connector.start();
            await().atMost(20, SECONDS).ignoreExceptions().until(() -> ask(port + 1, "/")
                    .startsWith("HTTP/1.1 205 "));
            admin.stop();
            assertEquals(0, second.getConnectors().length);
        } finally {
            second.stop();
        }
    }

    @Test
    void adminPortFollowsServicePortUnlessConfigured() {
        assertEquals(8182, settings(Map.of()).adminPort());
        assertEquals(9182, settings(Map.of(HttpSettings.PORT, "9181")).adminPort());
        assertEquals(7000, settings(Map.of(HttpSettings.ADMIN_PORT, "7000")).adminPort());
        assertEquals(0, settings(Map.of(HttpSettings.ADMIN_PORT, "0")).adminPort());
    }

    private static HttpSettings settings(Map<String, String> values) {
        return HttpSettings.of(new Hashtable<>(values), () -> ClientLimits.of(new Hashtable<>()));
    }
}
