package city.pishkhan.utilities.internal;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A company on a real port with scripted replies that records the last request. */
final class Company implements AutoCloseable {

    /** Handles a request whose body has been read. */
    interface Script {
        void run(HttpServletRequest request, HttpServletResponse response) throws IOException;
    }

    private final Server server = new Server(0);
    volatile Script script;
    volatile String path;
    volatile String asked;
    volatile String key;
    volatile String authorization;
    volatile int calls;

    Company() throws Exception {
        ServletContextHandler servlets = new ServletContextHandler("/");
        servlets.addServlet(
                new ServletHolder(new HttpServlet() {
                    @Override
                    protected void service(HttpServletRequest request, HttpServletResponse response)
                            throws IOException {
                        asked = new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                        path = request.getMethod() + " " + request.getRequestURI();
                        key = request.getHeader("Idempotency-Key");
                        authorization = request.getHeader("Authorization");
                        calls++;
                        script.run(request, response);
                    }
                }),
                "/*");
        server.setHandler(servlets);
        server.setStopTimeout(0);
        server.start();
    }

    URI uri() {
        return URI.create(
                "http://127.0.0.1:" + ((ServerConnector) server.getConnectors()[0]).getLocalPort() + "/water");
    }

    void replyWith(int status, String json) {
        script = (request, response) -> {
            response.setStatus(status);
            response.setContentType("application/json");
            response.getOutputStream().write(json.getBytes(StandardCharsets.UTF_8));
        };
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }
}
