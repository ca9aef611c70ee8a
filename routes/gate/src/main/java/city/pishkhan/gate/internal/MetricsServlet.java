package city.pishkhan.gate.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.health.Metrics;
import city.pishkhan.runtime.DoorPaths;
import city.pishkhan.runtime.Requests;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Serves {@code /metrics} to operators and at the admin port. */
@DoorPaths(MetricsServlet.PATH)
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.name=metrics",
            "osgi.http.whiteboard.servlet.asyncSupported:Boolean=true",
            "osgi.http.whiteboard.servlet.pattern=" + MetricsServlet.PATH
        })
public final class MetricsServlet extends HttpServlet {

    static final String PATH = "/metrics";

    private static final long serialVersionUID = 1L;

    private final transient Metrics metrics;

    @Activate
    public MetricsServlet(@Reference Metrics metrics) {
        this.metrics = metrics;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!Gate.ensurePassed(request, response)) {
            return;
        }
        // the gate checks the caller by the path; the servlet repeats the check in case it becomes reachable under
        // another path
        if (!RequestAuthentication.isLocal(request)
                && !(request.getAttribute(Requests.CALLER) instanceof Caller caller && caller.isOperator())) {
            throw Refusal.forbidden("access.forbidden/admit");
        }
        response.setContentType("text/plain; version=0.0.4; charset=utf-8");
        response.getWriter().write(metrics.scrape());
    }
}
