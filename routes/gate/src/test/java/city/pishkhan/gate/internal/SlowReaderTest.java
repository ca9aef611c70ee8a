package city.pishkhan.gate.internal;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.security.Authenticator;
import city.pishkhan.api.security.Caller;
import city.pishkhan.health.internal.metrics.MetricsRegistry;
import city.pishkhan.runtime.BodySender;
import city.pishkhan.stubs.Stubs;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** Clients that request large responses and do not read them. They occupy no thread and do not block other clients. */
class SlowReaderTest {
    private static final int THREADS = 24;
    private static final int ONE = 3;
    private static final byte[] SHEET = new byte[9 << 20];
    private static final byte[] LIST = "x".repeat(200_000).getBytes(StandardCharsets.US_ASCII);

    private final AtomicInteger open = new AtomicInteger();
    private final List<Socket> sockets = new ArrayList<>();
    private final Server server = new Server(new QueuedThreadPool(THREADS));
    private final HttpClient client = HttpClient.newHttpClient();
    private ServerConnector connector;

    @BeforeEach
    void start() throws Exception {
        Arrays.fill(SHEET, (byte) 7);
        MetricsRegistry metrics =
                new MetricsRegistry(answering(BundleContext.class, answering(ServiceRegistration.class, null)));
        Gate gate = new Gate(metrics, new KnownDoors(), config());
        gate.authenticator = new Logins();
        connector = new ServerConnector(server, 1, 1);
        connector.setHost("127.0.0.1");
        connector.setAcceptedSendBufferSize(1 << 16);
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        FilterHolder filter = new FilterHolder(gate);
        filter.setAsyncSupported(true);
        context.addFilter(filter, "/*", EnumSet.of(DispatcherType.REQUEST));
        ServletHolder door = new ServletHolder(new Door());
        door.setAsyncSupported(true);
        context.addServlet(door, "/*");
        server.setHandler(context);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        for (Socket socket : sockets) {
            socket.close();
        }
        server.stop();
    }

    private static <T> T answering(Class<T> type, Object answer) {
        return Stubs.intercept(type, (p, method, a) -> answer);
    }

    private static Gate.Config config() {
        return Stubs.config(
                Gate.Config.class,
                Map.of(
                        "requests_doors", 8,
                        "requests_anonymous", 4,
                        "requests_health", 4,
                        "requests_assets", 4,
                        "requests_logins", 4,
                        "answers_sending_login", ONE,
                        "answers_sending_network", ONE));
    }

    /** Authenticates callers by their token. */
    private static final class Logins implements Authenticator {
        @Override
        public Token login(String user, char[] password) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Caller authenticateToken(String bearer) {
            return new Caller(bearer, Set.of("office:1204"));
        }

        @Override
        public boolean isValid(Caller caller, String voucher) {
            return true;
        }

        @Override
        public Caller authenticatePassword(String user, char[] password, String remoteAddress) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Caller authenticateBasic(String user, char[] password, String remoteAddress) {
            throw new UnsupportedOperationException();
        }
    }

    /** Buffers its responses until it has returned, like the servlet of all doors ({@link DeferredResponse}). */
    private final class Door extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response)
                throws IOException, ServletException {
            if (request.getRequestURI().endsWith("/breaks")) {
                response.getOutputStream().write(LIST);
                response.flushBuffer();
                throw new IllegalStateException("after the answer has begun");
            }
            if (request.getRequestURI().endsWith("/deferred")) {
                request.startAsync();
                throw new IllegalStateException("after the exchange became asynchronous");
            }
            if (request.getRequestURI().endsWith("/gone")) {
                throw new EofException("the client is gone");
            }
            if (request.getRequestURI().startsWith("/console")) {
                answer(request, response);
            } else {
                DeferredResponse.send(request, response, answer -> answer(request, answer));
            }
        }

        private void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
            String path = request.getRequestURI();
            if (path.endsWith("/sheet")) {
                response.setContentLength(SHEET.length);
                BodySender sender = BodySender.of(request);
                if (sender == null) {
                    response.getOutputStream().write(SHEET);
                } else {
                    open.incrementAndGet();
                    sender.send(new Counted(new ByteArrayInputStream(SHEET)));
                }
                // CXF closes the stream too
                response.getOutputStream().close();
            } else if (path.endsWith("/replaced")) {
                open.incrementAndGet();
                BodySender.of(request).send(new Counted(new ByteArrayInputStream(SHEET)));
                response.reset();
                response.getWriter().write("small");
            } else if (path.endsWith("/overruled")) {
                open.incrementAndGet();
                BodySender.of(request).send(new Counted(new ByteArrayInputStream(SHEET)));
                response.setStatus(409);
                response.getOutputStream().write("problem".getBytes(StandardCharsets.US_ASCII));
            } else if (path.endsWith("/list")) {
                for (int at = 0; at < LIST.length; at += 10_000) {
                    response.getOutputStream().write(LIST, at, 10_000);
                    response.getOutputStream().flush();
                }
                response.getOutputStream().close();
            } else if (path.endsWith("/endless")) {
                for (int i = 0; i < 10; i++) {
                    response.getWriter().write("y".repeat(100_000));
                }
            } else if (path.endsWith("/fails")) {
                response.getOutputStream().write(LIST);
                throw new IllegalStateException("after so much");
            } else {
                response.getWriter().write("small");
            }
        }
    }

    private final class Counted extends FilterInputStream {
        Counted(InputStream in) {
            super(in);
        }

        @Override
        public void close() throws IOException {
            super.close();
            open.decrementAndGet();
        }
    }

    private HttpResponse<byte[]> get(String path, String login) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + connector.getLocalPort() + path))
                .timeout(Duration.ofSeconds(10));
        if (login != null) {
            request.header("Authorization", "Bearer " + login);
        }
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    private void unread(int count, String path, String login, int times) throws IOException {
        unread(count, path, login, times, "");
    }

    private void unread(int count, String path, String login, int times, String body) throws IOException {
        String request = "GET " + path + " HTTP/1.1\r\nHost: x\r\n"
                + (login == null ? "" : "Authorization: Bearer " + login + "\r\n")
                + (body.isEmpty() ? "" : "Content-Length: " + body.length() + "\r\n") + "\r\n" + body;
        for (int i = 0; i < count; i++) {
            Socket socket = new Socket();
            sockets.add(socket);
            socket.setReceiveBufferSize(4_096);
            socket.setSoTimeout(20_000);
            socket.connect(new InetSocketAddress("127.0.0.1", connector.getLocalPort()));
            socket.getOutputStream().write(request.repeat(times).getBytes(StandardCharsets.US_ASCII));
        }
    }

    private String status(Socket socket) throws IOException {
        return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII).substring(9);
    }

    /**
     * Retries, because a burst of requests may occupy every place for a moment. Bodies that are being sent occupy no
     * place.
     */
    private void assertOthersServed() throws Exception {
        await().atMost(5, SECONDS)
                .until(() -> new String(get("/track", null).body(), StandardCharsets.US_ASCII).equals("small"));
        assertEquals(200, get("/health/live", null).statusCode());
        await().atMost(5, SECONDS).until(() -> get("/office/v1/cases", "other").statusCode() == 200);
        assertEquals(200, get("/auth/v1/token", null).statusCode());
    }

    @Test
    void deliversCompleteSheet() throws Exception {
        HttpResponse<byte[]> answer = get("/office/v1/sheet", "clerk");
        assertTrue(Arrays.equals(SHEET, answer.body()));
        assertEquals(
                String.valueOf(SHEET.length),
                answer.headers().firstValue("Content-Length").orElse(""));
        await().atMost(10, SECONDS).until(() -> open.get() == 0);
    }

    @Test
    void deliversCompleteDoorAnswer() throws Exception {
        HttpResponse<byte[]> list = get("/office/v1/list", "clerk");
        assertTrue(Arrays.equals(LIST, list.body()));
        assertEquals(
                String.valueOf(LIST.length),
                list.headers().firstValue("Content-Length").orElse(""));
        assertEquals(1_000_000, get("/office/v1/endless", "clerk").body().length, "too much to be kept");
        HttpResponse<byte[]> failed = get("/office/v1/fails", "clerk");
        assertEquals(500, failed.statusCode());
        assertTrue(new String(failed.body(), StandardCharsets.UTF_8).contains("\"code\":\"internal\""));
    }

    @Test
    void unreadSheetsOfLoginDoNotBlockOthers() throws Exception {
        unread(60, "/office/v1/sheet", "clerk", 1);
        assertOthersServed();
        int sent = 0;
        for (Socket socket : sockets) {
            String status = status(socket);
            assertTrue(status.equals("200") || status.equals("429") || status.equals("503"), status);
            sent += status.equals("200") ? 1 : 0;
        }
        assertEquals(ONE, sent);
        HttpResponse<byte[]> refused = get("/office/v1/sheet", "clerk");
        assertEquals(429, refused.statusCode());
        assertEquals("1", refused.headers().firstValue("Retry-After").orElse(""));
        assertTrue(new String(refused.body(), StandardCharsets.UTF_8).contains("request.too-many"));
        assertEquals(200, get("/office/v1/cases", "clerk").statusCode(), "small answers go on");
        for (Socket socket : sockets) {
            socket.close();
        }
        await().atMost(10, SECONDS).until(() -> open.get() == 0);
        assertEquals(200, get("/office/v1/sheet", "clerk").statusCode());
    }

    /** A GET with a body, which has no meaning, also gets its response sent without occupying a thread. */
    @Test
    void unreadSheetsRequestedWithBodyHoldNoThread() throws Exception {
        for (int i = 0; i < 5; i++) {
            unread(ONE, "/office/v1/sheet", "clerk-" + i, 1, "{}");
        }
        await().atMost(10, SECONDS).until(() -> open.get() == 5 * ONE);
        assertOthersServed();
    }

    @Test
    void replacementAnswerIsSentInsteadOfBody() throws Exception {
        HttpResponse<byte[]> replaced = get("/office/v1/replaced", "clerk");
        assertEquals("200 small", replaced.statusCode() + " " + new String(replaced.body(), StandardCharsets.UTF_8));
        HttpResponse<byte[]> overruled = get("/office/v1/overruled", "clerk");
        assertEquals(
                "409 problem", overruled.statusCode() + " " + new String(overruled.body(), StandardCharsets.UTF_8));
        await().atMost(10, SECONDS).until(() -> open.get() == 0);
    }

    /**
     * A response that fails halfway is broken off. A regular end of the chunks would tell the client that it is
     * complete.
     */
    @Test
    void failureDuringAnswerClosesConnection() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", connector.getLocalPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write("GET /track/breaks HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            ByteArrayOutputStream read = new ByteArrayOutputStream();
            byte[] part = new byte[1 << 16];
            try {
                for (int n; (n = socket.getInputStream().read(part)) >= 0; ) {
                    read.write(part, 0, n);
                }
            } catch (SocketException reset) {
                assertTrue(read.size() > 0, "it has begun");
            }
            String answer = read.toString(StandardCharsets.US_ASCII);
            assertTrue(answer.startsWith("HTTP/1.1 200") && answer.contains("chunked"), answer.substring(0, 100));
            assertFalse(answer.endsWith("0\r\n\r\n"), "it looks whole");
        }
    }

    @Test
    void failedAsynchronousExchangeReturns500() throws Exception {
        HttpResponse<byte[]> answer = get("/track/deferred", null);
        assertEquals(500, answer.statusCode());
        assertTrue(new String(answer.body(), StandardCharsets.UTF_8).contains("\"code\":\"internal\""));
    }

    /**
     * A client that the hub takes for disconnected may still read, for example if it has closed only its sending
     * direction. It gets status 500, not a success.
     */
    @Test
    void disconnectedClientGetsNoSuccess() throws Exception {
        assertEquals(500, get("/track/gone", null).statusCode());
    }

    @Test
    void unreadListsDoNotBlockOthers() throws Exception {
        unread(60, "/office/v1/list", "clerk", 20);
        assertOthersServed();
    }

    @Test
    void anonymousUnreadFilesDoNotBlockOthers() throws Exception {
        unread(60, "/console/sheet", null, 100);
        assertOthersServed();
        assertEquals(429, get("/console/sheet", null).statusCode());
    }
}
