package city.pishkhan.gate.internal;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.CaseChanges;
import city.pishkhan.api.security.Authenticator;
import city.pishkhan.api.security.Caller;
import city.pishkhan.health.internal.metrics.MetricsRegistry;
import city.pishkhan.runtime.Requests;
import city.pishkhan.stubs.Stubs;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** Long polls that one change wakes all at once, behind the gate, with real sockets. */
class ReadmissionTest {
    private static final int MOST = 4;
    private static final int POLLS = 15;

    private final List<Runnable> waiting = new CopyOnWriteArrayList<>();
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger together = new AtomicInteger();
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile boolean isChanged;
    private volatile String ended = "";
    private final Server server = new Server();
    private final HttpClient client = HttpClient.newHttpClient();
    private URI address;

    @BeforeEach
    void start() throws Exception {
        ChangeWait wait = new ChangeWait(Exchanged.fake(
                ChangeWait.Config.class,
                (name, args) -> name.equals("seconds") ? 45 : name.equals("max_waiting") ? 100 : 8));
        wait.changes = (known, atMost, then) -> waiting.add(then);
        Gate gate = new Gate(
                new MetricsRegistry(proxy(BundleContext.class, proxy(ServiceRegistration.class, null))),
                new KnownDoors(),
                Exchanged.fake(Gate.Config.class, (name, args) -> switch (name) {
                    case "requests_doors", "requests_anonymous" -> MOST;
                    default -> defaultValue(name);
                }));
        gate.authenticator = new Logins();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        for (FilterHolder filter : List.of(new FilterHolder(gate), new FilterHolder(wait))) {
            filter.setAsyncSupported(true);
            context.addFilter(filter, "/*", EnumSet.of(DispatcherType.REQUEST));
        }
        ServletHolder door = new ServletHolder(new Door());
        door.setAsyncSupported(true);
        context.addServlet(door, "/*");
        server.setHandler(context);
        server.start();
        address = URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/office/v1/cases/7");
    }

    @AfterEach
    void stop() throws Exception {
        end.countDown();
        server.stop();
    }

    private static Object defaultValue(String name) {
        try {
            return Gate.Config.class.getMethod(name).getDefaultValue();
        } catch (NoSuchMethodException e) {
            throw new AssertionError(e);
        }
    }

    private static <T> T proxy(Class<T> type, Object answer) {
        return Stubs.intercept(type, (p, m, a) -> answer);
    }

    private CompletableFuture<HttpResponse<String>> poll(String login) {
        int before = waiting.size();
        CompletableFuture<HttpResponse<String>> answer = client.sendAsync(
                HttpRequest.newBuilder(address)
                        .header("Authorization", "Bearer " + login)
                        .header("If-None-Match", "1")
                        .header("Prefer", "wait=30")
                        .build(),
                BodyHandlers.ofString());
        await().atMost(20, SECONDS).until(() -> waiting.size() > before);
        return answer;
    }

    @Test
    void resumedPollsUsePlacesLikeNewRequests() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < POLLS; i++) {
            answers.add(poll("login-" + i));
        }
        isChanged = true;
        waiting.forEach(Runnable::run);
        await().atMost(20, SECONDS)
                .until(() -> answers.stream().filter(CompletableFuture::isDone).count() == POLLS - MOST);
        assertEquals(MOST, together.get());
        end.countDown();
        int answered = 0;
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            HttpResponse<String> response = answer.get(10, SECONDS);
            answered += response.statusCode() == 200 ? 1 : 0;
            if (response.statusCode() != 200) {
                assertEquals(503, response.statusCode());
                assertTrue(response.body().contains("\"code\":\"hub.busy\""), response.body());
                assertTrue(response.headers().firstValue("Retry-After").isPresent());
            }
        }
        assertEquals(MOST, answered);
        waiting.clear();
        isChanged = false;
        CompletableFuture<HttpResponse<String>> later = poll("login-1");
        isChanged = true;
        waiting.forEach(Runnable::run);
        assertEquals(200, later.get(10, SECONDS).statusCode(), "places are returned");
    }

    @Test
    void loginEndedDuringWaitGets401AndNoPlace() throws Exception {
        for (int i = 0; i <= MOST; i++) {
            CompletableFuture<HttpResponse<String>> answer = poll("login-0");
            ended = "login-0";
            isChanged = true;
            waiting.forEach(Runnable::run);
            assertEquals(401, answer.get(10, SECONDS).statusCode());
            assertEquals(0, inside.get());
            waiting.clear();
            ended = "";
            isChanged = false;
        }
    }

    /** Behaves like the servlet of all doors. */
    private final class Door extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response)
                throws IOException, ServletException {
            if (request.getDispatcherType() == DispatcherType.ASYNC && ChangeWait.clearWaited(request)) {
                Gate.resume(request, response, () -> visit(response));
            } else {
                request.setAttribute(Requests.UNCHANGED, new CaseChanges.KnownVersion(new UUID(0, 7), 1));
                response.setStatus(isChanged ? 200 : 304);
            }
        }

        private void visit(HttpServletResponse response) throws IOException {
            together.accumulateAndGet(inside.incrementAndGet(), Math::max);
            try {
                end.await(10, SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                inside.decrementAndGet();
            }
            response.getOutputStream().print("new");
        }
    }

    private final class Logins implements Authenticator {
        @Override
        public Token login(String user, char[] password) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Caller authenticateToken(String bearer) {
            if (bearer.equals(ended)) {
                throw new Refusal(Refusal.Kind.UNAUTHENTICATED, "access.unauthenticated", null, "No.", "نه.");
            }
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
}
