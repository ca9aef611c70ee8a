package city.pishkhan.runtime.internal.health;

import city.pishkhan.api.Refusal;
import city.pishkhan.messages.Messages;
import city.pishkhan.runtime.DoorPaths;
import city.pishkhan.runtime.HealthCheck;
import city.pishkhan.runtime.internal.gate.Gate;
import city.pishkhan.runtime.internal.gate.GateProblems;
import city.pishkhan.runtime.internal.gate.RequestAuthentication;
import city.pishkhan.runtime.internal.http.ResponseHeaders;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /health/live}: the process answers. {@code /health/ready}, {@code /health}: this node can serve, else 503; all else is a named warning.
 * What is wrong is told to this machine only; the others hear the names of the checks.
 */
@DoorPaths(HealthServlet.PATH)
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.name=health",
            "osgi.http.whiteboard.servlet.pattern=" + HealthServlet.PATH + "/*"
        })
public final class HealthServlet extends HttpServlet {
    private static final Messages MESSAGES = Messages.of(HealthServlet.class);

    static final String PATH = "/health";

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(HealthServlet.class);
    private static final Set<String> EXPECTED = Set.of("broker", "database", "routes");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private final transient List<HealthCheck> checks = new CopyOnWriteArrayList<>();

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!Gate.passed(request, response)) {
            return;
        }
        String path = request.getPathInfo();
        if ("/live".equals(path)) {
            write(response, 200, JSON.createObjectNode().put("status", "up"));
        } else if (path == null || path.equals("/") || path.equals("/ready")) {
            ready(response, RequestAuthentication.fromHere(request));
        } else {
            GateProblems.write(request, response, 404, "health.unknown", MESSAGES.text("health.unknown"));
        }
    }

    private void ready(HttpServletResponse response, boolean tell) throws IOException {
        ObjectNode answer = JSON.createObjectNode();
        ObjectNode each = JSON.createObjectNode();
        Map<String, Optional<String>> problems = new TreeMap<>();
        EXPECTED.forEach(name -> problems.put(name, Optional.of("not there yet")));
        checks.forEach(check -> problems.put(check.name(), ask(check)));
        boolean up = problems.values().stream().allMatch(Optional::isEmpty);
        problems.forEach((name, problem) ->
                each.put(name, problem.map(p -> tell ? "down: " + p : "down").orElse("up")));
        answer.put("status", up ? "up" : "down").set("checks", each);
        ObjectNode warnings = JSON.createObjectNode();
        checks.forEach(
                check -> warning(check).ifPresent(w -> warnings.put(check.name(), tell ? w : "to be looked at")));
        if (!warnings.isEmpty()) {
            answer.set("warnings", warnings);
        }
        if (!up) {
            ResponseHeaders.comeAgain(response, Refusal.Kind.UNAVAILABLE);
        }
        write(response, up ? 200 : 503, answer);
    }

    private static Optional<String> ask(HealthCheck check) {
        try {
            return check.problem();
        } catch (RuntimeException e) {
            LOG.warn("Health check {} fails itself", check.name(), e);
            return Optional.of("the check itself fails");
        }
    }

    private static Optional<String> warning(HealthCheck check) {
        try {
            return check.warning();
        } catch (RuntimeException e) {
            LOG.warn("Health check {} fails itself", check.name(), e);
            return Optional.empty();
        }
    }

    private static void write(HttpServletResponse response, int status, ObjectNode body) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json");
        response.getOutputStream().write(JSON.writeValueAsBytes(body));
    }
}
