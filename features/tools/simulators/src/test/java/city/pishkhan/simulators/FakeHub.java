package city.pishkhan.simulators;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Test server with the part of the hub's agency door that partners use. */
final class FakeHub implements AutoCloseable {

    /** A received push of an answer. */
    record Call(String path, String key, String authorization, String body) {}

    final List<Call> calls = new CopyOnWriteArrayList<>();
    final List<String> logins = new CopyOnWriteArrayList<>();
    private final Server server = new Server(0);
    private volatile List<Integer> statuses = List.of(200);

    FakeHub() throws Exception {
        ServletContextHandler servlets = new ServletContextHandler("/");
        servlets.addServlet(
                new ServletHolder(new HttpServlet() {
                    @Override
                    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
                        String body = new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                        if (request.getRequestURI().equals("/auth/v1/token")) {
                            logins.add(body);
                            response.getWriter().print("{\"token\":\"a.b.c\"}");
                            return;
                        }
                        synchronized (calls) {
                            response.setStatus(statuses.get(Math.min(calls.size(), statuses.size() - 1)));
                            calls.add(new Call(
                                    request.getRequestURI(),
                                    request.getHeader("Idempotency-Key"),
                                    request.getHeader("Authorization"),
                                    body));
                        }
                    }
                }),
                "/*");
        server.setHandler(servlets);
        server.setStopTimeout(0);
        server.start();
    }

    /** Sets the HTTP statuses of the next calls; the last one applies to all further calls. */
    void statuses(Integer... next) {
        calls.clear();
        statuses = List.of(next);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + ((ServerConnector) server.getConnectors()[0]).getLocalPort());
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }
}
