package city.pishkhan.gate.internal;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Mockito.doReturn;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cluster.Cluster;
import city.pishkhan.api.health.IncidentLog;
import city.pishkhan.api.security.Authenticator;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.Sessions;
import city.pishkhan.health.internal.metrics.MetricsRegistry;
import city.pishkhan.runtime.Requests;
import city.pishkhan.stubs.Stubs;
import city.pishkhan.tls.AdminPort;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

class GateTest {

    private static final int LIMIT = 1_000;
    private static final String PROXY = "127.0.0.2";
    private static final int WAITING = 3;
    private static final int MOST = 8;

    private final MetricsRegistry metricsRegistry = new MetricsRegistry(bundles());
    private final KnownDoors doors = new KnownDoors();
    private final Gate gate = new Gate(metricsRegistry, doors, config());
    private final List<String> seenAt = new CopyOnWriteArrayList<>();
    private final AtomicInteger reached = new AtomicInteger();
    private final AtomicInteger aborted = new AtomicInteger();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Server server = new Server();
    private final MemorySessions sessions = new MemorySessions();
    private final CountDownLatch hanging = new CountDownLatch(1);
    private int port;
    private int adminPort;

    @BeforeEach
    void start() throws Exception {
        doors.declare("hub", Set.of("/office/v1", "/health", "/metrics"));
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        // the connector marks its requests, so that the gate takes them for requests at the admin port
        HttpConfiguration marking = new HttpConfiguration();
        marking.addCustomizer((request, answered) -> {
            request.setAttribute(AdminPort.ATTRIBUTE, Boolean.TRUE);
            return request;
        });
        ServerConnector admin = new ServerConnector(server, new HttpConnectionFactory(marking));
        admin.setHost("127.0.0.1");
        server.addConnector(admin);
        ServletContextHandler context = new ServletContextHandler("/");
        context.addFilter(new FilterHolder(gate), "/*", EnumSet.of(DispatcherType.REQUEST));
        context.addServlet(new ServletHolder(new MetricsServlet(metricsRegistry)), "/metrics");
        SessionServlet servlet = new SessionServlet();
        servlet.authenticator = new Logins();
        servlet.sessions = sessions;
        context.addServlet(new ServletHolder(servlet), SessionServlet.PATH);
        context.addServlet(new ServletHolder(new EchoServlet()), "/*");
        context.addServlet(new ServletHolder(new Hanging()), "/office/v1/hang");
        context.addServlet(new ServletHolder(new ThrowingServlet()), "/office/v1/fall");
        server.setHandler(context);
        server.start();
        port = connector.getLocalPort();
        adminPort = admin.getLocalPort();
        gate.authenticator = new Logins();
        gate.sessions = sessions;
        gate.sheets = () -> 25L << 20;
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void rejectsRequestWithoutLogin() throws Exception {
        HttpResponse<String> answer = get("/office/v1/cases", Map.of());
        assertEquals(401, answer.statusCode());
        assertEquals(
                "application/problem+json",
                answer.headers().firstValue("Content-Type").orElse(""));
        assertTrue(answer.headers().firstValue("WWW-Authenticate").orElse("").startsWith("Bearer"));
        assertTrue(answer.body().contains("\"status\":401"), answer.body());
        assertEquals(0, reached.get());
    }

    /**
     * Regardless of the number of hanging requests, health requests still find a thread, and further requests are refused at once as busy.
     */
    @Test
    void healthAndMetricsAnswerWhileDoorsHang() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
        for (int i = 0; i < MOST; i++) {
            waiting.add(client.sendAsync(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/office/v1/hang"))
                            .header("Authorization", "Bearer good")
                            .build(),
                    HttpResponse.BodyHandlers.ofString()));
        }
        await().atMost(20, SECONDS).until(() -> reached.get() == MOST);
        HttpResponse<String> refused = get("/office/v1/cases", Map.of("Authorization", "Bearer good"));
        assertEquals(503, refused.statusCode());
        assertTrue(refused.headers().firstValue("Retry-After").isPresent());
        assertEquals(200, get("/health/ready", Map.of()).statusCode());
        assertEquals(200, local("/metrics", Map.of()).statusCode());
        hanging.countDown();
        waiting.forEach(CompletableFuture::join);
        assertEquals(
                200,
                get("/office/v1/cases", Map.of("Authorization", "Bearer good")).statusCode(),
                "the places are free again");
    }

    /** Fails like a request that is still running while the hub is replaced. */
    private static final class ThrowingServlet extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) {
            switch (String.valueOf(request.getQueryString())) {
                case "stack" -> throw deep(0);
                case "assertion" -> throw new AssertionError("a library's");
                case "sneaky" -> sneaky(new java.util.concurrent.TimeoutException("undeclared"));
                default -> throw new NoClassDefFoundError("the bundle wiring is no longer valid");
            }
        }

        private static Error deep(int depth) {
            return depth < 0 ? new Error() : deep(depth + 1);
        }

        @SuppressWarnings("unchecked")
        private static <T extends Throwable> void sneaky(Throwable thrown) throws T {
            throw (T) thrown;
        }
    }

    @Test
    void failureReturns500Or503DuringReplacement() throws Exception {
        assertEquals(
                500,
                get("/office/v1/fall", Map.of("Authorization", "Bearer good")).statusCode());
        gate.stop();
        HttpResponse<String> replaced = get("/office/v1/fall", Map.of("Authorization", "Bearer good"));
        assertEquals(503, replaced.statusCode());
        assertTrue(replaced.headers().firstValue("Retry-After").isPresent());
        assertTrue(replaced.body().contains("\"code\":\"hub.starting\""), replaced.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"stack", "assertion", "sneaky"})
    void everyThrowableReturns500(String thrown) throws Exception {
        HttpResponse<String> answer = get("/office/v1/fall?" + thrown, Map.of("Authorization", "Bearer good"));
        assertEquals(500, answer.statusCode());
        assertTrue(answer.body().contains("\"code\":\"internal\""), answer.body());
    }

    /** Requests forty pages at once and resets the connection at the first response. None of them may be logged. */
    @Test
    void abortedConnectionIsNotLogged() throws Exception {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        PrintStream before = System.err;
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            try (Socket socket = new Socket()) {
                socket.setReceiveBufferSize(4_096);
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                socket.setSoLinger(true, 0);
                socket.getOutputStream()
                        .write("GET /verify/large HTTP/1.1\r\nHost: hub\r\n\r\n"
                                .repeat(40)
                                .getBytes(StandardCharsets.US_ASCII));
                assertEquals('H', socket.getInputStream().read());
            }
            await().atMost(20, SECONDS).until(() -> aborted.get() > 0);
            await().during(300, MILLISECONDS).until(() -> true);
        } finally {
            System.setErr(before);
        }
        assertFalse(
                log.toString(StandardCharsets.UTF_8).contains("EofException"), log.toString(StandardCharsets.UTF_8));
    }

    @Test
    void answersPersianOnRequest() throws Exception {
        HttpResponse<String> answer = get("/office/v1/cases", Map.of("Accept-Language", "fa-IR,en;q=0.5"));
        assertEquals("fa", answer.headers().firstValue("Content-Language").orElse(""));
        assertTrue(answer.body().contains("\"detail\":\"ورود لازم است.\""), answer.body());
    }

    @Test
    void passesCallerToDoor() throws Exception {
        assertEquals(
                "clerk",
                get("/office/v1/cases", Map.of("Authorization", "Bearer good")).body());
        assertEquals(
                "clerk",
                local("/office/v1/cases", Map.of("Authorization", basic("clerk:pw:with:colons")))
                        .body());
        assertEquals(
                401,
                get("/office/v1/cases", Map.of("Authorization", "Bearer bad")).statusCode());
        assertEquals(
                401,
                get("/office/v1/cases", Map.of("Authorization", "Basic ???")).statusCode());
        assertEquals(
                401,
                get("/office/v1/cases", Map.of("Authorization", "Digest x")).statusCode());
    }

    @Test
    void rejectsBasicLoginBehindProxy() throws Exception {
        Map<String, String> forwarded =
                Map.of("Authorization", basic("clerk:pw:with:colons"), "X-Forwarded-For", "127.0.0.1");
        assertEquals(401, get("/office/v1/cases", forwarded).statusCode());
        assertEquals(401, local("/office/v1/cases", forwarded).statusCode());
    }

    @Test
    void opensOnlyListedPaths() throws Exception {
        assertEquals("nobody", get("/pay/mellat/callback", Map.of()).body());
        assertEquals("nobody", get("/verify/abc", Map.of()).body());
        assertEquals("nobody", get("/office/v1/openapi.json", Map.of()).body());
        assertEquals("nobody", get("/soap/agency?wsdl", Map.of()).body());
        assertEquals(405, get("/soap/agency?wsdl&x=1", Map.of()).statusCode());
        assertEquals(405, get("/soap/agency", Map.of()).statusCode());
        assertEquals(401, send("POST", "/soap/agency?wsdl", "", Map.of()).statusCode());
        assertEquals(401, get("/payments", Map.of()).statusCode());
        assertNotEquals(200, get("/pay/../office/v1/cases", Map.of()).statusCode());
        assertNotEquals(200, get("/pay/%2e%2e/office/v1/cases", Map.of()).statusCode());
        assertNotEquals(200, get("/pay/..;/office/v1/cases", Map.of()).statusCode());
        HttpRequest post = request("/office/v1/openapi.json", Map.of())
                .POST(BodyPublishers.ofString("x"))
                .build();
        assertEquals(401, client.send(post, BodyHandlers.ofString()).statusCode());
    }

    @Test
    void openDoorCanRequireCaller() throws Exception {
        assertEquals("nobody", get("/handbook", Map.of()).body());
        assertEquals(
                "clerk",
                get("/handbook/asks", Map.of("Authorization", "Bearer good")).body());
        HttpResponse<String> unknown = get("/handbook/asks", Map.of());
        assertEquals(401, unknown.statusCode());
        assertTrue(unknown.headers().firstValue("WWW-Authenticate").orElse("").startsWith("Bearer"));
        assertEquals(
                401,
                get("/handbook/asks", Map.of("Authorization", "Bearer bad")).statusCode());
        gate.authenticator = null;
        assertEquals(
                503,
                get("/handbook/asks", Map.of("Authorization", "Bearer good")).statusCode());
    }

    /** Unknown methods share one series, so that callers cannot increase the number of series. */
    @Test
    void unknownMethodsShareOneMetricSeries() throws Exception {
        send("INVENTED", "/office/v1/cases", "", Map.of());
        send("INVENTED", "/nothing", "", Map.of());
        int before = metricsRegistry.scrape().split("\n").length;
        StringBuilder requests = new StringBuilder();
        for (int i = 1; i <= 2_000; i++) {
            String path = i % 2 == 0 ? "/office/v1/cases" : "/x/" + i;
            requests.append("INVENTED-" + i + " " + path + " HTTP/1.1\r\nHost: x\r\n")
                    .append(i == 2_000 ? "Connection: close\r\n\r\n" : "\r\n");
        }
        assertEquals(2_000, read(requests.toString()).split("HTTP/1.1 405 ", -1).length - 1);
        assertEquals(before, metricsRegistry.scrape().split("\n").length);
        assertTrue(metricsRegistry.scrape().contains("method=\"other\",status=\"405\""));
        assertEquals(0, reached.get());
    }

    /** The labels of the request metrics are the declared doors, regardless of the requested paths. */
    @Test
    void countsRequestsByDeclaredDoors() throws Exception {
        Map<String, String> login = Map.of("Authorization", "Bearer good");
        get("/office/v1/cases/5", login);
        get("/handbook/first", login);
        String figures = metricsRegistry.scrape();
        assertTrue(figures.contains("pishkhan_door_seconds_count{door=\"/office/v1\""), figures);
        assertTrue(figures.contains("pishkhan_door_seconds_count{door=\"other\""), figures);
        assertFalse(figures.contains("handbook"), figures);

        doors.declare("handbook", Set.of("/handbook"));
        get("/handbook/second", login);
        // the gate counts the request when its filter returns, which may be after the client has received the answer
        await().until(() -> metricsRegistry.scrape().contains("pishkhan_door_seconds_count{door=\"/handbook\""));
    }

    /** A client that disconnects in the middle of a body or sends invalid chunks does not cause an error. */
    @Test
    void brokenBodyReturns400() throws Exception {
        String head = "POST /verify/broken HTTP/1.1\r\nHost: x\r\nConnection: close\r\n";
        String chunks = read(head + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n");
        assertTrue(chunks.startsWith("HTTP/1.1 400 ") && chunks.contains("request.broken"), chunks);
    }

    /** Sends all requests on one connection without waiting for responses. */
    private String read(String requests) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> {
                try {
                    socket.getOutputStream().write(requests.getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            String answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            sent.join();
            return answers;
        }
    }

    @Test
    void rejectsUnknownMethodAndListsAllowed() throws Exception {
        for (String method : new String[] {"TRACE", "get", "PROPFIND", "M".repeat(7_000)}) {
            HttpResponse<String> refused = send(method, "/office/v1/cases", "", Map.of("Authorization", "Bearer good"));
            assertEquals(405, refused.statusCode());
            assertEquals("GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS", allow(refused));
            assertTrue(refused.body().contains("\"code\":\"method.unknown\""), refused.body());
        }
        Map<String, String> good = Map.of("Authorization", "Bearer good");
        assertEquals("POST, OPTIONS", allow(send("PUT", "/soap/agency", "", good)));
        assertEquals("POST, OPTIONS", allow(send("GET", "/soap/agency?x=1", "", good)));
        assertEquals("GET, HEAD, POST, OPTIONS", allow(send("PUT", "/soap/agency?wsdl", "", good)));
        assertEquals("GET, HEAD, OPTIONS", allow(send("POST", "/health/live", "", Map.of())));
        assertEquals("GET, HEAD, POST, DELETE, OPTIONS", allow(send("PUT", SESSION, "", Map.of())));
        assertEquals(0, reached.get());
    }

    @Test
    void optionsListsMethodsOfPathsWithoutContract() throws Exception {
        HttpResponse<String> said = send("OPTIONS", "/soap/agency", "", Map.of("Authorization", "Bearer good"));
        assertEquals(204, said.statusCode());
        assertEquals("POST, OPTIONS", allow(said));
        assertEquals(401, send("OPTIONS", "/soap/agency", "", Map.of()).statusCode());
        assertEquals(204, send("OPTIONS", "/health/live", "", Map.of()).statusCode());
        assertEquals(0, reached.get());
    }

    private static String allow(HttpResponse<String> answer) {
        return answer.headers().firstValue("Allow").orElse("");
    }

    /** Doors see no header that could control or break the HTTP library behind the gate. */
    @Test
    void doorsSeePublicAddressAndCleanHeaders() throws Exception {
        Map<String, String> unusualHeaders = Map.of(
                "X-HTTP-Method-Override",
                "DELETE",
                "Accept-Language",
                "-",
                "Accept-Charset",
                "x-nonsense",
                "X-Other",
                "1");
        assertEquals(
                "GET https://hub.example:8443/verify/seen - - - 1",
                get("/verify/seen", unusualHeaders).body());
        assertEquals(
                "GET https://hub.example:8443/verify/seen - fa, en;q=0.5 - -",
                get("/verify/seen", Map.of("Accept-Language", "fa, en;q=0.5")).body());
        HttpRequest head = request("/soap/agency?wsdl", Map.of("Authorization", "Bearer good"))
                .method("HEAD", BodyPublishers.noBody())
                .build();
        assertEquals(200, client.send(head, BodyHandlers.ofString()).statusCode());
    }

    @Test
    void rejectsUnreadableEncodingsBeforeDoor() throws Exception {
        Map<String, String> nonsense = Map.of("Content-Type", "application/json; charset=x-nonsense");
        assertEquals(415, send("POST", "/pay/x/callback", "{}", nonsense).statusCode());
        assertEquals(415, send("POST", "/soap/agency", "", nonsense).statusCode());
        assertEquals(
                415,
                send("POST", "/pay/x/callback", "{}", Map.of("Content-Encoding", "gzip"))
                        .statusCode());
        assertEquals(0, reached.get());
    }

    private static final String SESSION = "/auth/v1/session";
    private static final String LOGIN = "{\"user\":\"clerk\",\"password\":\"pw\"}";

    private HttpResponse<String> send(String method, String path, String body, Map<String, String> headers)
            throws Exception {
        return client.send(
                request(path, headers)
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    @Test
    void opensBrowserSession() throws Exception {
        HttpResponse<String> opened = send("POST", SESSION, LOGIN, Map.of("Content-Type", "application/json"));
        assertEquals(200, opened.statusCode(), opened.body());
        assertEquals(
                "pishkhan=session-of-clerk; Path=/; HttpOnly; SameSite=Strict",
                opened.headers().firstValue("Set-Cookie").orElse(""));
        assertFalse(opened.body().contains("session-of-clerk"));
        String csrf = new ObjectMapper().readTree(opened.body()).path("csrf").asText();
        Map<String, String> cookie = Map.of("Cookie", "pishkhan=session-of-clerk");
        assertEquals("clerk", get("/office/v1/cases", cookie).body());
        assertEquals(
                csrf,
                new ObjectMapper()
                        .readTree(get(SESSION, cookie).body())
                        .path("csrf")
                        .asText());
        assertEquals(403, send("POST", "/office/v1/cases", "{}", cookie).statusCode());
        assertTrue(get("/office/v1/cases", cookie)
                .headers()
                .firstValue("X-Browser")
                .isPresent());
        assertTrue(get("/office/v1/cases", Map.of("Authorization", "Bearer good"))
                .headers()
                .firstValue("X-Browser")
                .isEmpty());
        Map<String, String> ours = Map.of("Cookie", "pishkhan=session-of-clerk", SessionCookie.CSRF_HEADER, csrf);
        assertEquals("clerk", send("POST", "/office/v1/cases", "{}", ours).body());
        assertEquals(403, send("DELETE", SESSION, "", cookie).statusCode());
        HttpResponse<String> ended = send("DELETE", SESSION, "", ours);
        assertEquals(204, ended.statusCode());
        assertTrue(ended.headers().firstValue("Set-Cookie").orElse("").contains("Max-Age=0"));
        assertEquals(401, get("/office/v1/cases", cookie).statusCode());
        assertEquals(401, get(SESSION, cookie).statusCode());
    }

    @Test
    void rejectsSessionCookieFromOtherSite() throws Exception {
        sessions.open.add("session-of-clerk");
        Map<String, String> cookie = Map.of("Cookie", "pishkhan=session-of-clerk", "Sec-Fetch-Site", "cross-site");
        assertEquals(403, get("/office/v1/cases", cookie).statusCode());
        Map<String, String> own = Map.of("Cookie", "a=b; pishkhan=session-of-clerk", "Sec-Fetch-Site", "same-origin");
        assertEquals("clerk", get("/office/v1/cases", own).body());
        Map<String, String> wrong = Map.of("Cookie", "pishkhan=session-of-clerk", SessionCookie.CSRF_HEADER, "guess");
        assertEquals(403, send("POST", "/office/v1/cases", "{}", wrong).statusCode());
        assertEquals(
                401, get("/office/v1/cases", Map.of("Cookie", "pishkhan=other")).statusCode());
        assertEquals(
                "clerk",
                get("/office/v1/cases", Map.of("Cookie", "pishkhan=other", "Authorization", "Bearer good"))
                        .body(),
                "a token counts more than a cookie");
    }

    /** A malicious page with a form that submits itself. It needs no login, or the browser adds the login automatically. */
    @ParameterizedTest
    @CsvSource({
        "POST, /complaints, Sec-Fetch-Site, cross-site, 403",
        "POST, /complaints, Sec-Fetch-Site, same-site, 403",
        "POST, /complaints, Sec-Fetch-Site, same-origin, 200",
        "POST, /complaints, Sec-Fetch-Site, none, 200",
        "POST, /complaints, Origin, https://evil.example, 403",
        "POST, /complaints, Origin, null, 403",
        "POST, /complaints, Origin, https://hub.example:8443, 200",
        "POST, /complaints, Origin, https://HUB.example:8443, 200",
        "POST, /complaints, Origin, https://hub.example, 403",
        "POST, /complaints, Origin, https://hub.example:8443.evil.example, 403",
        "POST, /complaints, Origin, https://evil.example/https://hub.example:8443, 403",
        "POST, /complaints, Origin, host, 200",
        "GET, /complaints, Sec-Fetch-Site, cross-site, 200",
        "POST, /auth/v1/session, Sec-Fetch-Site, cross-site, 403",
        "POST, /auth/v1/token, Sec-Fetch-Site, cross-site, 403",
        "POST, /office/v1/cases, Sec-Fetch-Site, cross-site, 403",
        "PUT, /office/v1/cases, Origin, https://evil.example, 403",
        "DELETE, /office/v1/cases, Origin, https://evil.example, 403",
        "POST, /pay/mellat/callback, Sec-Fetch-Site, cross-site, 200",
        "POST, /pay/mellat/callback, Origin, https://bank.example, 200",
        "POST, /payments, Sec-Fetch-Site, cross-site, 403"
    })
    void rejectsCrossSiteChanges(String method, String path, String header, String value, int status) throws Exception {
        String basic = Base64.getEncoder().encodeToString("clerk:pw".getBytes(StandardCharsets.UTF_8));
        String sent = raw(method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port
                + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 3\r\nConnection: close\r\n"
                + (path.startsWith("/office") ? "Authorization: Basic " + basic + "\r\n" : "") + header + ": "
                + (value.equals("host") ? "http://127.0.0.1:" + port : value) + "\r\n\r\na=b");
        assertTrue(sent.startsWith("HTTP/1.1 " + status), sent);
        assertEquals(status == 403, sent.contains("request.cross-site"), sent);
        assertEquals(status == 403 ? 0 : 1, reached.get(), "what is refused reaches no door");
    }

    @Test
    void rejectsInvalidSessionLogin() throws Exception {
        Map<String, String> json = Map.of("Content-Type", "application/json");
        assertEquals(
                415,
                send("POST", SESSION, LOGIN, Map.of("Content-Type", "text/plain"))
                        .statusCode());
        assertEquals(415, send("POST", SESSION, LOGIN, Map.of()).statusCode());
        for (String wrong : List.of("", "[]", "{", "{\"user\":1,\"password\":\"pw\"}", "{\"user\":\"clerk\"}")) {
            HttpResponse<String> answer = send("POST", SESSION, wrong, json);
            assertEquals(400, answer.statusCode(), wrong);
            assertTrue(answer.headers().firstValue("Set-Cookie").isEmpty());
        }
        assertEquals(401, send("POST", SESSION, LOGIN.replace("pw", "no"), json).statusCode());
        assertEquals(405, send("PUT", SESSION, LOGIN, json).statusCode());
        assertEquals(401, get(SESSION, Map.of()).statusCode());
    }

    private static final class MemorySessions implements Sessions {
        private final Set<String> open = ConcurrentHashMap.newKeySet();

        @Override
        public Session open(Authenticator.Token login) {
            String value = "session-of-" + login.caller().principal();
            open.add(value);
            return new Session(value, Instant.parse("2026-05-02T18:15:00Z"), login.caller());
        }

        @Override
        public Optional<Caller> find(String value) {
            return open.contains(value) ? Optional.of(new Caller("clerk", Set.of("office:1204"))) : Optional.empty();
        }

        @Override
        public Duration idle() {
            return Duration.ofMinutes(30);
        }

        @Override
        public void end(String value) {
            open.remove(value);
        }
    }

    /**
     * A password in a SOAP message is passed to its door only at the admin port or over TLS, because it could be
     * intercepted otherwise.
     */
    @Test
    void leavesSoapMessageLoginToDoor() throws Exception {
        assertEquals(200, soap("text/xml; charset=utf-8", Map.of()));
        assertEquals(200, soap("application/soap+xml; action=\"x\"", Map.of()));
        assertEquals(401, soap("application/json", Map.of()));
        assertEquals(401, soap("text/xml", Map.of("Authorization", "Bearer bad")));
        assertEquals(401, soap("text/xml", Map.of("X-Forwarded-For", "127.0.0.1")));
        assertEquals(
                401,
                send("POST", "/soap/agency", "", Map.of("Content-Type", "text/xml"))
                        .statusCode());
    }

    private static final String WSSE =
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";

    private static String envelope(String password) {
        return "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Header><w:Security xmlns:w=\""
                + WSSE
                + "\"><w:UsernameToken><w:Username> clerk</w:Username><w:Password>" + password
                + "</w:Password></w:UsernameToken></w:Security></s:Header><s:Body/></s:Envelope>";
    }

    private HttpResponse<String> parts(String root, String others, Map<String, String> headers) throws Exception {
        String body = "--x\r\nContent-ID: <r>\r\n\r\n" + root + "\r\n" + others + "--x--\r\n";
        return client.send(
                localRequest("/soap/agency", headers)
                        .header("Content-Type", "multipart/related; boundary=x; start=\"<r>\"")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    /** Multipart messages of unknown callers are not parsed. */
    @Test
    void authenticatesMultipartBeforeParsing() throws Exception {
        HttpResponse<String> nobody = parts("<x/>", "--x\r\n\r\n\r\n".repeat(15), Map.of());
        assertEquals(401, nobody.statusCode());
        assertTrue(nobody.body().contains("access.unauthenticated"), nobody.body());
        assertEquals(401, parts("no xml", "", Map.of()).statusCode());
        assertEquals(401, parts(envelope("wrong"), "", Map.of()).statusCode());
        assertEquals(
                401,
                parts("<!DOCTYPE x [<!ENTITY e \"pw\">]>" + envelope("&e;"), "", Map.of())
                        .statusCode());
        assertEquals(
                401, parts("<x>" + " ".repeat(40_000) + "</x>", "", Map.of()).statusCode());
        assertEquals(0, reached.get());

        HttpResponse<String> clerk = parts(envelope("pw:with:colons"), "--x\r\n\r\n\r\n".repeat(15), Map.of());
        assertEquals(200, clerk.statusCode(), clerk.body());
        assertEquals(1, reached.get());
        assertEquals(
                200, parts("<x/>", "", Map.of("Authorization", "Bearer good")).statusCode());
    }

    @Test
    void limitsMultipartParts() throws Exception {
        HttpResponse<String> answer = parts(envelope("pw:with:colons"), "--x\r\n\r\n\r\n".repeat(50_000), Map.of());
        assertEquals(413, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains("multipart.parts"), answer.body());
        HttpResponse<String> known =
                parts("<x/>", "--x\r\n\r\n\r\n".repeat(22), Map.of("Authorization", "Bearer good"));
        assertEquals(413, known.statusCode(), known.body());
    }

    /** Sends single bytes slowly on more connections than there are places. */
    @Test
    void slowAnonymousUploadsAreLimitedAndTimeOut() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < WAITING + 3; i++) {
                Socket socket = new Socket("127.0.0.1", port);
                socket.setSoTimeout(10_000);
                slow.add(socket);
                socket.getOutputStream()
                        .write(("POST /verify/x HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\n1")
                                .getBytes(StandardCharsets.US_ASCII));
            }
            await().atMost(20, SECONDS).until(() -> reached.get() == WAITING + 3);
            assertEquals(200, get("/verify/x", Map.of()).statusCode());
            assertEquals(200, post("/verify/x", LIMIT, true).statusCode(), "a body that is there needs nobody to wait");
            await().pollInterval(50, MILLISECONDS).atMost(20, SECONDS).until(() -> {
                for (Socket socket : slow) {
                    try {
                        socket.getOutputStream().write('x');
                    } catch (IOException e) {
                        // the gate has answered and closed the connection, as expected
                    }
                }
                return slow.stream().allMatch(GateTest::hasAnswer);
            });
            List<String> answers = new ArrayList<>();
            for (Socket socket : slow) {
                answers.add(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII));
            }
            assertEquals(
                    WAITING, answers.stream().filter("HTTP/1.1 408"::equals).count(), answers.toString());
            assertEquals(3, answers.stream().filter("HTTP/1.1 503"::equals).count(), answers.toString());
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    private static boolean hasAnswer(Socket socket) {
        try {
            return socket.getInputStream().available() > 0;
        } catch (IOException e) {
            return true;
        }
    }

    private int soap(String type, Map<String, String> headers) throws Exception {
        HttpRequest.Builder post = localRequest("/soap/agency", headers).header("Content-Type", type);
        return client.send(post.POST(BodyPublishers.ofString("<x/>")).build(), BodyHandlers.ofString())
                .statusCode();
    }

    /** Refuses a path that is not canonical, because the server and the door would interpret it differently. */
    @Test
    void rejectsPathThatNeedsNormalization() throws Exception {
        for (String path : new String[] {
            "/office/v1/cases/../../x", "/office/v1/cases/./5", "/office/v1/cases/..", "/office/v1/cases;a=b"
        }) {
            HttpResponse<String> answer = get(path, Map.of("Authorization", "Bearer good"));
            assertEquals(400, answer.statusCode(), path);
            assertTrue(answer.body().contains("\"code\":\"path.malformed\""), answer.body());
        }
        assertEquals(0, reached.get());
    }

    @Test
    void doorErrorReturnsIdAndIsLoggedOnce() throws Exception {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        PrintStream before = System.err;
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        HttpResponse<String> answer;
        IncidentLog.clear();
        try {
            answer = get("/verify/bug", Map.of("X-Request-Id", "r-bug"));
        } finally {
            System.setErr(before);
        }
        assertEquals(500, answer.statusCode());
        assertEquals(
                "application/problem+json",
                answer.headers().firstValue("Content-Type").orElse(""));
        assertTrue(answer.body().contains("urn:pishkhan:request:r-bug"), answer.body());
        assertFalse(answer.body().contains("secret"), answer.body());
        assertEquals(
                "nosniff", answer.headers().firstValue("X-Content-Type-Options").orElse(""));
        List<String> lines = log.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(l -> l.matches("\\[[^]]*] (WARN|ERROR) .*"))
                .toList();
        assertEquals(1, lines.size(), lines.toString());
        assertTrue(lines.get(0).endsWith("Incident r-bug"), lines.get(0));
    }

    @Test
    void rejectsAnnouncedLargeBodyBeforeDoor() throws Exception {
        assertEquals(200, post("/verify/x", LIMIT, true).statusCode());
        HttpResponse<String> answer = post("/verify/x", LIMIT + 1, true);
        assertEquals(413, answer.statusCode());
        assertTrue(answer.body().contains("request.too-large"), answer.body());
        assertEquals(1, reached.get());
        assertEquals(200, post("/verify/upload", LIMIT + 1, true).statusCode());
    }

    @Test
    void cutsBodyOfUnknownLengthAtLimit() throws Exception {
        assertEquals(200, post("/verify/x", LIMIT, false).statusCode());
        HttpResponse<String> answer = post("/verify/x", 10 * LIMIT, false);
        assertEquals(413, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains("request.too-large"), answer.body());
        assertEquals(
                "nosniff", answer.headers().firstValue("X-Content-Type-Options").orElse(""));
    }

    /** Many clients read the response only after sending their whole body, so the connection must stay open until then. */
    @ParameterizedTest
    @CsvSource({
        "/verify/x, good, 413, close",
        "/soap/agency, bad, 401, -",
        "/soap/unread, good, 409, -",
    })
    void clientReceivesAnswerAfterSendingWholeBody(String path, String token, int status, String connection)
            throws Exception {
        int length = status == 413 ? 16 << 20 : LIMIT * LIMIT / 2;
        try (Socket socket = new Socket("127.0.0.1", port)) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST " + path + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token
                            + "\r\nContent-Length: " + length + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            await().atMost(20, SECONDS).until(() -> in.available() > 0);
            out.write(new byte[length]);
            socket.shutdownOutput();
            String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
            assertEquals(connection.equals("close"), answer.contains("\r\nConnection: close\r\n"), answer);
        }
    }

    /** The rest of a body is read for a limited time only, and not while other bodies wait for a place. */
    @Test
    void closesConnectionOfEndlessBody() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST /verify/x HTTP/1.1\r\nHost: x\r\nContent-Length: " + (1L << 40) + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            byte[] some = new byte[1 << 16];
            await().atMost(20, SECONDS).pollInterval(1, MILLISECONDS).until(() -> {
                try {
                    out.write(some);
                    return false;
                } catch (IOException e) {
                    return true;
                }
            });
        }
    }

    @Test
    void echoesRequestIdOrCreatesIt() throws Exception {
        assertEquals(
                "abc-1",
                get("/verify/x", Map.of("X-Request-Id", "abc-1"))
                        .headers()
                        .firstValue("X-Request-Id")
                        .orElse(""));
        String made = get("/verify/x", Map.of("X-Request-Id", "a b"))
                .headers()
                .firstValue("X-Request-Id")
                .orElse("");
        assertNotEquals("a b", made);
        assertFalse(made.isEmpty());
    }

    /** Sends request lines from the given local address and returns the response. */
    private String sendFrom(String address, String... lines) throws Exception {
        try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port, InetAddress.getByName(address), 0)) {
            socket.getOutputStream().write(String.join("\r\n", lines).getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String loginFrom(String address, String... headers) throws Exception {
        String login = "{\"user\":\"clerk\",\"password\":\"pw\"}";
        List<String> lines = new ArrayList<>(List.of(
                "POST " + SessionServlet.PATH + " HTTP/1.1",
                "Host: hub",
                "Connection: close",
                "Content-Type: application/json",
                "Content-Length: " + login.length()));
        lines.addAll(List.of(headers));
        lines.addAll(List.of("", login));
        return sendFrom(address, lines.toArray(String[]::new));
    }

    @Test
    void trustedProxyForwardsClientAddressAndScheme() throws Exception {
        String answer = loginFrom(PROXY, "X-Forwarded-For: 10.9.9.9, 203.0.113.9", "X-Forwarded-Proto: https");
        assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
        assertEquals(List.of("203.0.113.9"), seenAt);
        assertTrue(answer.contains("__Host-pishkhan=") && answer.contains("; Secure"), answer);
        assertTrue(answer.contains("Strict-Transport-Security"), answer);
        String plain = loginFrom(PROXY, "Forwarded: for=\"[2001:db8::7]:4711\";proto=http");
        assertEquals(List.of("203.0.113.9", "2001:db8:0:0:0:0:0:7"), seenAt);
        assertFalse(plain.contains("; Secure"), plain);
    }

    @Test
    void ignoresForwardedHeadersOfUntrustedClients() throws Exception {
        String answer = loginFrom("127.0.0.1", "X-Forwarded-For: 203.0.113.9", "X-Forwarded-Proto: https");
        assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
        assertEquals(List.of("127.0.0.1"), seenAt);
        assertFalse(answer.contains("; Secure"), answer);
    }

    /** A proxy on this machine has a local address and may not report its client, so that no address may give a privilege. */
    @Test
    void publicPortIsNeverLocal() throws Exception {
        String basic = "Authorization: " + basic("clerk:pw:with:colons");
        for (String forwarded : List.of("X-Forwarded-For: 127.0.0.1", "Forwarded: for=127.0.0.1", "X-Nothing: x")) {
            for (String address : List.of(PROXY, "127.0.0.1")) {
                String asked = sendFrom(
                        address,
                        "GET /office/v1/cases HTTP/1.1",
                        "Host: hub",
                        "Connection: close",
                        basic,
                        forwarded,
                        "",
                        "");
                assertTrue(asked.startsWith("HTTP/1.1 401"), asked);
                String metricsAsked =
                        sendFrom(address, "GET /metrics HTTP/1.1", "Host: hub", "Connection: close", forwarded, "", "");
                assertTrue(metricsAsked.startsWith("HTTP/1.1 401"), metricsAsked);
            }
        }
    }

    /** A proxy that uses the admin port by mistake is recognized by its forwarding headers or its address. */
    @Test
    void adminPortRejectsForwardedRequests() throws Exception {
        Map<String, String> login = Map.of("Authorization", basic("clerk:pw:with:colons"));
        assertEquals(200, local("/office/v1/cases", login).statusCode());
        assertEquals(200, local("/metrics", Map.of()).statusCode());
        for (String header : List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via")) {
            assertEquals(401, local("/metrics", Map.of(header, "127.0.0.1")).statusCode(), header);
        }
        try (Socket proxy =
                new Socket(InetAddress.getByName("127.0.0.1"), adminPort, InetAddress.getByName(PROXY), 0)) {
            proxy.getOutputStream()
                    .write("GET /metrics HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(proxy.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(answer.startsWith("HTTP/1.1 401"), answer);
        }
    }

    /** The server decodes a path before it selects a servlet, but the rules compare the path as sent. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%6detrics",
                "/%6Detrics",
                "/metric%73",
                "/%2e/metrics",
                "/./metrics",
                "//metrics",
                "/metrics;a=b",
                "/metrics%3Ba",
                "/x/../metrics",
                "/x/%2e%2e/metrics",
                "/x%2f..%2fmetrics",
                "/x%5c..%5cmetrics",
                "/%c0%ae%c0%ae/metrics",
                "/%c1%adetrics",
                "/%ed%a0%80",
                "/%zz",
                "/m%",
                "/m%00etrics",
                "/m%7Fetrics",
                "/handbook/%6fperations",
                "/office/v1/%63ases",
                "/health/%72eady",
                "/verify/%41"
            })
    void rejectsAmbiguousPaths(String path) throws Exception {
        for (String login : List.of("Authorization: Bearer good", "Authorization: Bearer operator", "X: y")) {
            String answer =
                    sendFrom("127.0.0.1", "GET " + path + " HTTP/1.1", "Host: hub", "Connection: close", login, "", "");
            assertTrue(answer.startsWith("HTTP/1.1 400"), answer);
        }
        assertEquals(0, reached.get());
    }

    @Test
    void acceptsEncodedPathsAndMatchesMetricsExactly() throws Exception {
        Map<String, String> login = Map.of("Authorization", "Bearer good");
        for (String path : List.of("/office/v1/%D9%BE", "/office/v1/a%20b", "/office/v1/pct:50", "/office/v1/x/")) {
            assertEquals(200, get(path, login).statusCode(), path);
        }
        for (String path : List.of("/Metrics", "/metrics/", "/METRICS")) {
            assertFalse(get(path, login).body().contains("pishkhan_door"), path);
        }
    }

    /** The servlet checks the operator itself, in case the gate's rule ever fails. */
    @Test
    void metricsServletRequiresOperator() throws Exception {
        HttpServletRequest request = Stubs.empty(HttpServletRequest.class);
        doReturn(new Caller("clerk", Set.of("office:1204"))).when(request).getAttribute(Requests.CALLER);
        doReturn(true).when(request).getAttribute(Gate.class.getName());
        doReturn("GET").when(request).getMethod();
        doReturn("127.0.0.1").when(request).getRemoteAddr();
        MetricsServlet servlet = new MetricsServlet(metricsRegistry);
        Refusal refused = assertThrows(Refusal.class, () -> servlet.service(request, responseStub()));
        assertEquals(Refusal.Kind.FORBIDDEN, refused.kind());
    }

    private static HttpServletResponse responseStub() {
        return Stubs.empty(HttpServletResponse.class);
    }

    @Test
    void sendsSecurityHeaders() throws Exception {
        var headers = get("/verify/x", Map.of()).headers();
        assertEquals("nosniff", headers.firstValue("X-Content-Type-Options").orElse(""));
        assertEquals("no-store", headers.firstValue("Cache-Control").orElse(""));
        assertTrue(headers.firstValue("Content-Security-Policy").orElse("").contains("default-src 'none'"));
    }

    @Test
    void showsMetricsToOperatorsAndLocalCallers() throws Exception {
        HttpResponse<String> here = local("/metrics", Map.of());
        assertEquals(200, here.statusCode());
        assertEquals(401, get("/metrics", Map.of()).statusCode());
        assertTrue(local("/metrics", Map.of()).body().contains("pishkhan_door_seconds_count{door=\"/metrics\""));
        assertEquals(401, get("/metrics", Map.of("X-Forwarded-For", "10.0.0.1")).statusCode());
        assertEquals(
                403,
                get("/metrics", Map.of("Authorization", "Bearer good", "X-Forwarded-For", "10.0.0.1"))
                        .statusCode());
        assertEquals(
                200,
                get("/metrics", Map.of("Authorization", "Bearer operator", "X-Forwarded-For", "10.0.0.1"))
                        .statusCode());
    }

    @Test
    void answers503WhileLoginsCannotBeChecked() throws Exception {
        gate.authenticator = null;
        HttpResponse<String> answer = get("/office/v1/cases", Map.of("Authorization", "Bearer good"));
        assertEquals(503, answer.statusCode());
        assertEquals("5", answer.headers().firstValue("Retry-After").orElse(""));
        assertTrue(answer.body().contains("\"retryable\":true"), answer.body());
    }

    /**
     * A node that may not serve refuses every caller and path, except for health and metrics, which load balancers and
     * collectors need.
     */
    @Test
    void excludedNodeRefusesRequests() throws Exception {
        Refusal unlike = new Refusal(Refusal.Kind.UNAVAILABLE, "node.keys-unlike", null, "to another", "به دیگری");
        gate.cluster = Stubs.strict(Cluster.class);
        doReturn(Optional.of(unlike)).when(gate.cluster).refusal();
        for (String path : List.of("/office/v1/cases", "/verify/0000", "/pay/mellat/callback", "/healthy")) {
            HttpResponse<String> answer = get(path, Map.of("Authorization", "Bearer good"));
            assertEquals(503, answer.statusCode(), path);
            assertEquals("5", answer.headers().firstValue("Retry-After").orElse(""));
            assertTrue(answer.body().contains("\"code\":\"node.keys-unlike\""), answer.body());
        }
        assertEquals(200, local("/metrics", Map.of()).statusCode());
        assertEquals(200, get("/health/ready", Map.of()).statusCode());
        HttpResponse<String> payer = client.send(
                request(
                                "/pay/mellat/callback",
                                Map.of("Accept", "text/html", "Content-Type", "application/x-www-form-urlencoded"))
                        .POST(HttpRequest.BodyPublishers.ofString("RefId=17"))
                        .build(),
                BodyHandlers.ofString());
        assertEquals(503, payer.statusCode());
        assertTrue(payer.body().contains("name=\"RefId\" value=\"17\""), payer.body());
        gate.cluster = null;
        assertEquals(
                200,
                get("/office/v1/cases", Map.of("Authorization", "Bearer good")).statusCode());
    }

    private HttpResponse<String> get(String path, Map<String, String> headers) throws Exception {
        return client.send(request(path, headers).GET().build(), BodyHandlers.ofString());
    }

    /** Sends a request to the admin port. */
    private HttpResponse<String> local(String path, Map<String, String> headers) throws Exception {
        return client.send(localRequest(path, headers).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder localRequest(String path, Map<String, String> headers) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + adminPort + path));
        headers.forEach(builder::header);
        return builder;
    }

    private HttpResponse<String> post(String path, int size, boolean announced) throws Exception {
        byte[] body = new byte[size];
        var publisher = announced
                ? BodyPublishers.ofByteArray(body)
                : BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
        return client.send(request(path, Map.of()).POST(publisher).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path, Map<String, String> headers) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        headers.forEach(builder::header);
        return builder;
    }

    private static String basic(String login) {
        return "Basic " + Base64.getEncoder().encodeToString(login.getBytes());
    }

    /** Sends a request whose headers an HTTP client would not permit. */
    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Gate.Config config() {
        return Stubs.config(
                Gate.Config.class,
                Map.of(
                        "publicUrl",
                        "https://hub.example:8443/",
                        "body_limit",
                        (long) LIMIT,
                        "trusted_proxies",
                        new String[] {PROXY},
                        "body_grace",
                        1_000L,
                        "body_discard",
                        1_000L,
                        "bodies_waiting_anonymous",
                        WAITING,
                        "requests_doors",
                        MOST,
                        "upload_paths",
                        new String[] {"/verify/upload", "/soap/.*"}));
    }

    private static BundleContext bundles() {
        Object registration = Stubs.empty(ServiceRegistration.class);
        return Stubs.intercept(BundleContext.class, (p, m, a) -> registration);
    }

    /** Door whose database does not answer. */
    private final class Hanging extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) {
            reached.incrementAndGet();
            try {
                hanging.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Reads the whole body like a door, and answers an incomplete body with its own error. */
    private final class EchoServlet extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            reached.incrementAndGet();
            if (request.getRequestURI().equals("/verify/seen")) {
                response.getWriter()
                        .print(String.join(
                                " ",
                                request.getMethod(),
                                request.getRequestURL(),
                                read(request, "X-HTTP-Method-Override"),
                                read(request, "Accept-Language"),
                                read(request, "Accept-Charset"),
                                read(request, "X-Other")));
                return;
            }
            if (request.getRequestURI().equals("/soap/unread")) {
                response.setStatus(409);
                return;
            }
            if (request.getRequestURI().equals("/verify/large")) {
                try {
                    for (int i = 0; i < 200; i++) {
                        response.getOutputStream().write(new byte[65_536]);
                    }
                } catch (IOException e) {
                    aborted.incrementAndGet();
                    throw e;
                }
                return;
            }
            if (request.getRequestURI().equals("/verify/broken")) {
                request.getInputStream().readAllBytes();
            }
            if (request.getRequestURI().equals("/verify/bug")) {
                throw new IllegalStateException("secret detail");
            }
            if (request.getRequestURI().equals("/handbook/asks")) {
                Supplier<?> login = (Supplier<?>) request.getAttribute(Requests.LOGIN);
                Caller asked = (Caller) login.get();
                response.getWriter().print(asked.principal());
                return;
            }
            try {
                request.getInputStream().readAllBytes();
                Caller caller = (Caller) request.getAttribute(Requests.CALLER);
                if (request.getAttribute(Requests.BROWSER) != null) {
                    response.setHeader("X-Browser", "true");
                }
                response.getWriter().print(caller == null ? "nobody" : caller.principal());
            } catch (IOException e) {
                response.setStatus(500);
                response.getWriter().print("broken message");
                response.flushBuffer();
            }
        }
    }

    private static String read(HttpServletRequest request, String name) {
        String value = request.getHeader(name);
        assertEquals(value != null, Collections.list(request.getHeaderNames()).contains(name));
        assertEquals(value != null, request.getHeaders(name).hasMoreElements());
        return value == null ? "-" : value;
    }

    private final class Logins implements Authenticator {

        @Override
        public Token login(String user, char[] password, String remoteAddress) {
            seenAt.add(remoteAddress);
            return login(user, password);
        }

        @Override
        public Token login(String user, char[] password) {
            if (user.equals("clerk") && new String(password).equals("pw")) {
                return new Token("good", Instant.EPOCH, new Caller("clerk", Set.of("office:1204")), USER_FILES);
            }
            throw refused();
        }

        @Override
        public Caller authenticateToken(String bearer) {
            return switch (bearer) {
                case "good" -> new Caller("clerk", Set.of("office:1204"));
                case "operator" -> new Caller("root", Set.of("operator"));
                default -> throw refused();
            };
        }

        @Override
        public boolean isValid(Caller caller, String voucher) {
            return true;
        }

        @Override
        public Caller authenticatePassword(String user, char[] password, String remoteAddress) {
            return authenticateBasic(user, password, remoteAddress);
        }

        @Override
        public Caller authenticateBasic(String user, char[] password, String remoteAddress) {
            if (user.equals("clerk")
                    && new String(password).equals("pw:with:colons")
                    && remoteAddress.equals("127.0.0.1")) {
                return new Caller("clerk", Set.of("office:1204"));
            }
            throw refused();
        }

        private Refusal refused() {
            return new Refusal(Refusal.Kind.UNAUTHENTICATED, "access.unauthenticated", null, "No.", "نه.");
        }
    }
}
