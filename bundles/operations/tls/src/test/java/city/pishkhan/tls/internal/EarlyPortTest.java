package city.pishkhan.tls.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.stubs.Stubs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** Tests the ports of a hub whose HTTP server has not started, with real sockets. */
class EarlyPortTest {
    private final HttpClient http = HttpClient.newHttpClient();
    private HttpSettings settings;
    private EarlyPort early;

    @BeforeEach
    void open() throws IOException {
        settings = settings(free(), free());
        early = EarlyPort.open(settings);
    }

    @AfterEach
    void close() {
        early.close();
    }

    private static int free() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    private static HttpSettings settings(int port, int admin) {
        Dictionary<String, Object> values =
                new Hashtable<>(Map.of(HttpSettings.PORT, port, HttpSettings.ADMIN_PORT, admin));
        return HttpSettings.of(values, () -> ClientLimits.of(new Hashtable<>()));
    }

    private HttpRequest.Builder at(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(5));
    }

    private HttpResponse<String> ask(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void answersLiveCheckAndUnavailableForOtherPaths() throws Exception {
        for (int port : List.of(settings.port(), settings.adminPort())) {
            HttpResponse<String> live = ask(at(port, "/health/live"));
            assertEquals(200, live.statusCode());
            assertEquals("{\"status\":\"up\"}", live.body());
            for (String path : List.of("/health/ready", "/health", "/office/v1/cases", "/metrics", "/nowhere")) {
                HttpResponse<String> answer = ask(at(port, path));
                assertEquals(503, answer.statusCode(), path);
                assertEquals("5", answer.headers().firstValue("Retry-After").orElse(""), path);
                assertEquals(
                        "application/problem+json",
                        answer.headers().firstValue("Content-Type").orElse(""));
                assertTrue(answer.body().contains("hub.starting"), answer.body());
            }
        }
        HttpResponse<String> posted = ask(
                at(settings.port(), "/office/v1/cases").POST(HttpRequest.BodyPublishers.ofString("x".repeat(300_000))));
        assertEquals(503, posted.statusCode(), "a body that nobody reads");
    }

    @Test
    void browserGetsPageAndPayerFormIsRedirected() throws Exception {
        HttpResponse<String> page =
                ask(at(settings.port(), "/console/").header("Accept", "text/html,application/xhtml+xml"));
        assertEquals(503, page.statusCode());
        assertTrue(page.headers().firstValue("Content-Type").orElse("").startsWith("text/html"));
        assertTrue(page.headers().firstValue("Refresh").isPresent());
        HttpResponse<String> payer = ask(at(settings.port(), "/pay/mellat/callback")
                .header("Accept", "text/html")
                .POST(HttpRequest.BodyPublishers.ofString("RefId=7")));
        assertEquals(307, payer.statusCode());
        assertEquals(
                "/pay/mellat/callback", payer.headers().firstValue("Location").orElse(""));
    }

    @Test
    void invalidPortDoesNotBlockBundleStart() {
        Dictionary<String, Object> values = new Hashtable<>(Map.of(HttpSettings.PORT, "eighty"));
        Configuration configuration = PlainFactoryTest.answering(Configuration.class, name -> values);
        ConfigurationAdmin configurations =
                PlainFactoryTest.answering(ConfigurationAdmin.class, name -> new Configuration[] {configuration});
        ServiceReference<?> reference = PlainFactoryTest.answering(ServiceReference.class, name -> null);
        BundleContext context = PlainFactoryTest.answering(
                BundleContext.class, name -> name.equals("getService") ? configurations : reference);
        EarlyStart start = new EarlyStart();
        start.start(context);
        start.stop(context);
    }

    /** The first start waits for the settings, because the file installer has read nothing yet. */
    @Test
    void firstStartWaitsForSettings(@TempDir Path etc) throws Exception {
        Files.createFile(etc.resolve(HttpSettings.PID + ".cfg"));
        int port = free();
        Dictionary<String, Object> values =
                new Hashtable<>(Map.of(HttpSettings.PORT, port, HttpSettings.ADMIN_PORT, free()));
        Configuration configuration = PlainFactoryTest.answering(Configuration.class, name -> values);
        AtomicInteger looks = new AtomicInteger();
        ConfigurationAdmin configurations = PlainFactoryTest.answering(
                ConfigurationAdmin.class,
                name -> looks.incrementAndGet() < 4 ? null : new Configuration[] {configuration});
        BundleContext context = starting(configurations, etc, 13);
        EarlyStart start = new EarlyStart();
        start.start(context);
        try {
            assertEquals(200, ask(at(port, "/health/live")).statusCode());
        } finally {
            start.stop(context);
        }
        looks.set(0);
        new EarlyStart().start(starting(configurations, etc, 100));
        assertEquals(1, looks.get(), "a container that runs does not wait");
    }

    private static BundleContext starting(ConfigurationAdmin configurations, Path etc, int level) {
        FrameworkStartLevel framework = PlainFactoryTest.answering(FrameworkStartLevel.class, name -> level);
        BundleStartLevel own = PlainFactoryTest.answering(BundleStartLevel.class, name -> 13);
        ServiceReference<?> reference = PlainFactoryTest.answering(ServiceReference.class, name -> null);
        Bundle bundle = Stubs.intercept(
                Bundle.class,
                (proxy, method, arguments) -> arguments[0] == FrameworkStartLevel.class ? framework : own);
        return PlainFactoryTest.answering(BundleContext.class, name -> switch (name) {
            case "getService" -> configurations;
            case "getProperty" -> etc.toString();
            case "getBundle" -> bundle;
            default -> reference;
        });
    }

    @Test
    void silentClientsDoNotBlockOtherClients() throws Exception {
        Socket[] silent = new Socket[40];
        for (int i = 0; i < silent.length; i++) {
            silent[i] = new Socket(InetAddress.getLoopbackAddress(), settings.port());
            silent[i].getOutputStream().write("GET /".getBytes(StandardCharsets.US_ASCII));
        }
        Awaitility.await("slow requests are closed")
                .atMost(Duration.ofSeconds(10))
                .ignoreExceptions()
                .until(() -> ask(at(settings.port(), "/health/live")).statusCode() == 200);
        for (Socket one : silent) {
            one.close();
        }
    }

    @Test
    void serverTakesOverPortsWithoutRefusingClients() throws Exception {
        List<String> failures = new CopyOnWriteArrayList<>();
        List<Integer> answers = new CopyOnWriteArrayList<>();
        AtomicBoolean ended = new AtomicBoolean();
        Thread client = new Thread(() -> {
            while (!ended.get()) {
                try {
                    answers.add(ask(at(settings.port(), "/health/live")).statusCode());
                } catch (Exception e) {
                    failures.add(e.toString());
                }
            }
        });
        client.start();
        Server server = new Server();
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                response.setStatus(204);
                callback.succeeded();
                return true;
            }
        });
        try {
            Awaitility.await().until(() -> answers.contains(200));
            assertTrue(EarlyPort.canHandOver(settings.adminPort()));
            EarlyPort.keepOnly(Set.of(settings.port()));
            assertFalse(EarlyPort.canHandOver(settings.adminPort()));
            Awaitility.await("the other port is free").ignoreExceptions().until(() -> {
                new ServerSocket(settings.adminPort(), 1, InetAddress.getLoopbackAddress()).close();
                return true;
            });
            server.addConnector(BoundedConnector.of(
                    server,
                    "http",
                    settings.host(),
                    settings.port(),
                    settings,
                    new HttpConnectionFactory(BoundedConnector.http(settings))));
            server.start();
            Awaitility.await().until(() -> answers.contains(204));
            assertNull(EarlyPort.handOver(settings.host(), settings.port()));
        } finally {
            ended.set(true);
            client.join();
            server.stop();
        }
        assertEquals(List.of(), failures);
        assertEquals(Set.of(200, 204), Set.copyOf(answers));
    }
}
