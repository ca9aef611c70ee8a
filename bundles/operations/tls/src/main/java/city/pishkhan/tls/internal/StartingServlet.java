package city.pishkhan.tls.internal;

import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.osgi.service.component.annotations.Component;

/**
 * Answers requests for any path with 503 and a retry time until the gate and the services are started or updated, which then
 * replace it.
 */
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.name=starting",
            "osgi.http.whiteboard.servlet.pattern=/*",
            "service.ranking:Integer=-1000"
        })
public final class StartingServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    static final String RETRY_SECONDS = "5";
    private static final Messages MESSAGES = Messages.of(StartingServlet.class);

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setHeader("Retry-After", RETRY_SECONDS);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        // the request body is not read
        response.setHeader("Connection", "close");
        response.setContentType("application/problem+json");
        // a new id, because the request's own id has not been validated
        String id = UUID.randomUUID().toString();
        response.setHeader("X-Request-Id", id);
        response.getOutputStream().write(problem(id).getBytes(StandardCharsets.UTF_8));
    }

    /** @param id the request's id */
    static String problem(String id) {
        Text text = MESSAGES.text("hub.starting");
        return "{\"type\":\"urn:pishkhan:problem:hub.starting\",\"title\":\"hub.starting\",\"status\":503,\"detail\":\""
                + text.english() + "\",\"instance\":\"urn:pishkhan:request:" + id
                + "\",\"code\":\"hub.starting\",\"messageEn\":\"" + text.english()
                + "\",\"messageFa\":\""
                + text.persian()
                + "\",\"retryable\":true}";
    }
}
