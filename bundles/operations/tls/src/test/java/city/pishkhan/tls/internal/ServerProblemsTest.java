package city.pishkhan.tls.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.stubs.Stubs;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;

class ServerProblemsTest {
    private final Server server = new Server();
    private final PortOpener opening = new PortOpener(0);
    private ServerConnector connector;

    @BeforeEach
    void start() throws Exception {
        connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(new ContextHandler(new StatusServlet(), "/"));
        server.start();
        Connector nowhere = new ServerSetup(opening).createConnector(server);
        server.addConnector(nowhere);
        nowhere.start();
        assertEquals(1, server.getConnectors().length);
    }

    @AfterEach
    void stop() throws Exception {
        opening.stop();
        server.stop();
    }

    /** Replies with the status in the path, like a servlet's sendError. */
    private static final class StatusServlet extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            int status = Integer.parseInt(request.getHttpURI().getPath().substring(1));
            String thrown = Request.extractQueryParameters(request).getValue("thrown");
            if (thrown != null) {
                // Felix reports the exception in this request attribute
                request.setAttribute("jakarta.servlet.error.exception", new ServletException(thrown));
            }
            Response.writeError(request, response, callback, status, "a secret of the server");
            return true;
        }
    }

    private String send(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", connector.getLocalPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void problem(String request, int status, String code) throws IOException {
        String answer = send(request);
        assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
        assertTrue(answer.contains("\r\nContent-Type: application/problem+json\r\n"), answer);
        assertTrue(answer.contains("\"code\":\"" + code + "\""), answer);
        assertTrue(answer.contains("\"status\":" + status), answer);
        String id = answer.replaceAll("(?s).*X-Request-Id: ([0-9a-f-]{36}).*", "$1");
        assertTrue(answer.contains("\"instance\":\"urn:pishkhan:request:" + id + "\""), answer);
        assertFalse(answer.contains("secret") || answer.contains("html"), answer);
    }

    @Test
    void malformedRequestIsProblem() throws IOException {
        problem("GARBAGE\r\n\r\n", 400, "request.malformed");
        problem("GET /400 HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n", 400, "request.malformed");
        problem("GET /%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", 400, "request.malformed");
        problem("GET /400 HTTP/1.1\r\n\r\n", 400, "request.malformed");
    }

    @Test
    void oversizedRequestIsProblem() throws IOException {
        problem("GET /" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: x\r\n\r\n", 414, "address.too-long");
        problem("GET /400 HTTP/1.1\r\nHost: x\r\nX: " + "y".repeat(20_000) + "\r\n\r\n", 431, "headers.too-large");
        problem("M".repeat(20_000) + " / HTTP/1.1\r\nHost: x\r\n\r\n", 431, "headers.too-large");
    }

    @Test
    void unsupportedVersionOrMethodIsClientError() throws IOException {
        problem("GET /400 HTTP/9.9\r\nHost: x\r\n\r\n", 400, "request.malformed");
        problem("GET /501 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", 400, "request.malformed");
    }

    @Test
    void servletErrorIsProblem() throws IOException {
        problem("GET /405 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", 405, "method.unknown");
        problem("DELETE /500 HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAccept: text/html\r\n\r\n", 500, "internal");
        String starting = send("GET /503 HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAccept-Language: fa-IR\r\n\r\n");
        assertTrue(starting.contains("\r\nRetry-After: 5\r\n"), starting);
        assertTrue(starting.contains("\"detail\":\"سامانه هنوز آماده نیست"), starting);
    }

    /** While the hub starts or stops, no path is reported as unknown; the answer is 503. */
    @Test
    void unknownPathIsUnavailableWithoutHandlers() throws IOException {
        opening.runtime = null;
        String ask = "GET /404 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
        problem(ask, 503, "hub.starting");
    }

    @Test
    void unknownPathIsNotFoundWithHandlers() throws IOException {
        opening.runtime = PlainFactoryTest.answeringEverything();
        problem("GET /404 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", 404, "path.unknown");
    }

    /**
     * Answers 503 instead of 404 if a handler was missing at the lookup but was replaced shortly before the error
     * response, as during an update.
     */
    @Test
    void pathIsUnavailableShortlyAfterHandlerChange() throws Exception {
        AtomicReference<Long> changed = new AtomicReference<>();
        AtomicLong clock = new AtomicLong(-7);
        server.getDescendants(ContextHandler.class)
                .forEach(context -> context.setErrorHandler(new ServerProblems(() -> true, changed::get, clock::get)));
        String ask = "GET /404 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
        problem(ask, 404, "path.unknown");
        changed.set(clock.get());
        problem(ask, 503, "hub.starting");
        clock.addAndGet(TimeUnit.SECONDS.toNanos(4));
        problem(ask, 503, "hub.starting");
        clock.addAndGet(TimeUnit.SECONDS.toNanos(2));
        problem(ask, 404, "path.unknown");
    }

    @Test
    void tracksRegisteredAndRemovedHandlers() {
        opening.runtime = PlainFactoryTest.answeringEverything();
        assertNull(opening.changed());
        opening.changed(new ServiceEvent(ServiceEvent.MODIFIED, reference()));
        assertNull(opening.changed());
        opening.changed(new ServiceEvent(ServiceEvent.REGISTERED, reference()));
        long came = opening.changed();
        opening.changed(new ServiceEvent(ServiceEvent.UNREGISTERING, reference()));
        long went = opening.changed();
        assertTrue(went > came);
        opening.bindRuntime(opening.runtime);
        assertTrue(opening.changed() > went);
    }

    /** Answers 503 to a first request that arrives when handlers are registered but not reachable yet. */
    @Test
    void pathIsUnavailableShortlyAfterServerStart() throws IOException {
        opening.bindRuntime(PlainFactoryTest.answeringEverything());
        problem("GET /404 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", 503, "hub.starting");
    }

    private static ServiceReference<?> reference() {
        return Stubs.empty(ServiceReference.class);
    }

    /** A servlet whose bundle was updated between its lookup and its call is not logged as a fault. */
    @Test
    void unregisteredServletIsUnavailable() throws IOException {
        opening.runtime = PlainFactoryTest.answeringEverything();
        String gone =
                "GET /500?thrown=Servlet%20has%20been%20unregistered HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
        problem(gone, 503, "hub.starting");
        problem(gone.replace("unregistered", "forgotten"), 500, "internal");
    }

    @Test
    void headRequestGetsNoBody() throws IOException {
        opening.runtime = PlainFactoryTest.answeringEverything();
        String answer = send("HEAD /404 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 404 "), answer);
        assertEquals(answer.length(), answer.indexOf("\r\n\r\n") + 4, answer);
    }
}
