package city.pishkhan.runtime.internal.health;

import city.pishkhan.runtime.DoorPaths;
import city.pishkhan.runtime.internal.gate.Gate;
import city.pishkhan.runtime.internal.metrics.MetricsRegistry;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /metrics}; the gate lets operators and this machine in. */
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

    private final transient MetricsRegistry metricsRegistry;

    @Activate
    public MetricsServlet(@Reference MetricsRegistry metricsRegistry) {
        this.metricsRegistry = metricsRegistry;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!Gate.passed(request, response)) {
            return;
        }
        response.setContentType("text/plain; version=0.0.4; charset=utf-8");
        response.getWriter().write(metricsRegistry.scrape());
    }
}
