package city.pishkhan.gate.internal;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import city.pishkhan.api.cases.CaseChanges;
import city.pishkhan.api.security.Caller;
import city.pishkhan.runtime.Requests;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChangeWaitTest {

    private static final int WAITS_PER_LOGIN = 3;
    private static final int THREADS = 6;
    private static final UUID CASE = new UUID(0, 7);

    private record WaitCall(CaseChanges.KnownVersion known, Duration atMost, Runnable then) {}

    private final List<WaitCall> waiting = new CopyOnWriteArrayList<>();
    private final AtomicLong version = new AtomicLong(1);
    private final List<DispatcherType> seen = new CopyOnWriteArrayList<>();
    private final ChangeWait wait = new ChangeWait(config());
    private final Server server = new Server(new QueuedThreadPool(THREADS));
    private final HttpClient client = HttpClient.newHttpClient();
    private URI address;

    @BeforeEach
    void start() throws Exception {
        ServerConnector connector = new ServerConnector(server, 1, 1);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        FilterHolder filter = new FilterHolder(wait);
        filter.setAsyncSupported(true);
        context.addFilter(filter, "/*", EnumSet.of(DispatcherType.REQUEST));
        ServletHolder servlet = new ServletHolder(new Door());
        servlet.setAsyncSupported(true);
        context.addServlet(servlet, "/*");
        server.setHandler(context);
        server.start();
        address = URI.create("http://127.0.0.1:" + connector.getLocalPort());
        wait.changes = (known, atMost, then) -> waiting.add(new WaitCall(known, atMost, then));
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void answersWhenVersionChanges() throws Exception {
        CompletableFuture<HttpResponse<String>> answer = ask("\"1\"", "wait=30, return=minimal");
        WaitCall waitCall = waitCall(0);
        assertEquals(new CaseChanges.KnownVersion(CASE, 1), waitCall.known);
        assertEquals(Duration.ofSeconds(30), waitCall.atMost);
        assertFalse(answer.isDone());
        version.set(2);
        waitCall.then.run();
        waitCall.then.run();
        assertEquals(200, answer.get(5, SECONDS).statusCode());
        assertEquals("version 2", answer.get().body());
        assertEquals("\"2\"", answer.get().headers().firstValue("ETag").orElse(""));
        assertEquals(
                "nosniff",
                answer.get().headers().firstValue("X-Content-Type-Options").orElse(""));
        assertEquals(List.of(DispatcherType.REQUEST, DispatcherType.ASYNC), seen);
    }

    @Test
    void answersNotModifiedAfterWait() throws Exception {
        CompletableFuture<HttpResponse<String>> answer = ask("\"1\"", "Wait = \"600\"");
        WaitCall waitCall = waitCall(0);
        assertEquals(Duration.ofSeconds(45), waitCall.atMost, "no longer than may be");
        waitCall.then.run();
        assertEquals(304, answer.get(5, SECONDS).statusCode());
        assertEquals("\"1\"", answer.get().headers().firstValue("ETag").orElse(""));
        assertEquals(1, waiting.size());
    }

    @Test
    void answersAtOnceWithoutValidWait() throws Exception {
        for (String prefer :
                new String[] {"", "return=minimal", "wait", "wait=0", "await=5", "wait=5x", "wait=9999999999"}) {
            assertEquals(304, ask("\"1\"", prefer).get(5, SECONDS).statusCode(), prefer);
        }
        assertEquals(200, ask("\"0\"", "wait=30").get(5, SECONDS).statusCode());
        assertEquals(List.of(), waiting);
        wait.changes = null;
        assertEquals(304, ask("\"1\"", "wait=30").get(5, SECONDS).statusCode(), "nobody looks at present");
    }

    @Test
    void waitEndsWithoutNotification() throws Exception {
        assertEquals(304, ask("\"1\"", "wait=1").get(20, SECONDS).statusCode());
        assertEquals(304, ask("\"1\"", "").get(5, SECONDS).statusCode());
    }

    /**
     * The number of waiting requests per login is limited. More requests wait than there are threads, so a waiting
     * request blocks no thread.
     */
    @Test
    void limitsParallelWaitsPerLogin() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 4 * WAITS_PER_LOGIN; i++) {
            answers.add(ask("\"1\"", "wait=30", "login-" + i / WAITS_PER_LOGIN));
        }
        await().atMost(20, SECONDS).until(() -> waiting.size() == 4 * WAITS_PER_LOGIN);
        assertEquals(304, ask("\"1\"", "wait=30", "login-0").get(5, SECONDS).statusCode());
        version.set(2);
        waiting.forEach(waitCall -> waitCall.then.run());
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            assertEquals(200, answer.get(5, SECONDS).statusCode());
        }
        version.set(1);
        ask("\"1\"", "wait=30", "login-0");
        await().atMost(20, SECONDS).until(() -> waiting.size() == 4 * WAITS_PER_LOGIN + 1);
    }

    private WaitCall waitCall(int index) {
        await().atMost(20, SECONDS).until(() -> waiting.size() > index);
        return waiting.get(index);
    }

    private CompletableFuture<HttpResponse<String>> ask(String known, String prefer) {
        return ask(known, prefer, "clerk");
    }

    private CompletableFuture<HttpResponse<String>> ask(String known, String prefer, String login) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve("/cases/7"))
                .header("If-None-Match", known)
                .header("X-Login", login);
        if (!prefer.isEmpty()) {
            request.header("Prefer", prefer);
        }
        return client.sendAsync(request.build(), BodyHandlers.ofString());
    }

    private static ChangeWait.Config config() {
        return Exchanged.fake(ChangeWait.Config.class, (name, args) -> switch (name) {
            case "seconds" -> 45;
            case "max_waiting" -> 1_000;
            case "max_waiting_login" -> WAITS_PER_LOGIN;
            default -> throw new AssertionError(name);
        });
    }

    /** Answers a conditional GET like the real doors, including their headers. */
    private final class Door extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            seen.add(request.getDispatcherType());
            ChangeWait.clearWaited(request);
            request.setAttribute(Requests.CALLER, new Caller(request.getHeader("X-Login"), Set.of("office")));
            String tag = "\"" + version.get() + "\"";
            response.setHeader("ETag", tag);
            if (tag.equals(request.getHeader("If-None-Match"))) {
                request.setAttribute(Requests.UNCHANGED, new CaseChanges.KnownVersion(CASE, version.get()));
                response.setStatus(304);
                response.getOutputStream().flush();
                response.flushBuffer();
                response.getOutputStream().close();
                return;
            }
            response.getOutputStream().print("version " + version.get());
            response.getOutputStream().close();
        }
    }
}
