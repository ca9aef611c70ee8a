package city.pishkhan.gate.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.governance.HubMode;
import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.gate.internal.http.ResponseHeaders;
import city.pishkhan.health.HealthReports;
import city.pishkhan.health.HealthReports.Report;
import city.pishkhan.messages.Messages;
import city.pishkhan.runtime.DoorPaths;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Serves {@code /health/live}, which answers if the process runs, and {@code /health/ready} and {@code /health}, which answer 503 if this
 * node cannot serve. Other conditions are warnings. The admin port shows problems and the start, effect and remedy of warnings; the doors'
 * port shows only the names of the checks.
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
    private static final ObjectMapper JSON = new ObjectMapper();

    private final transient HealthReports reports;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    transient volatile @Nullable HubMode hubMode;

    @Activate
    public HealthServlet(@Reference HealthReports reports) {
        this.reports = reports;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!Gate.ensurePassed(request, response)) {
            return;
        }
        String path = request.getPathInfo();
        if ("/live".equals(path)) {
            write(response, 200, withMode(JSON.createObjectNode().put("status", "up")));
        } else if (path == null || path.equals("/") || path.equals("/ready")) {
            writeReadiness(response, RequestAuthentication.isLocal(request));
        } else {
            GateProblems.write(request, response, 404, "health.unknown", MESSAGES.text("health.unknown"));
        }
    }

    private void writeReadiness(HttpServletResponse response, boolean detailed) throws IOException {
        Report report = reports.report();
        ObjectNode answer = JSON.createObjectNode();
        ObjectNode each = JSON.createObjectNode();
        report.problems()
                .forEach((name, problem) -> each.put(
                        name, problem.map(p -> detailed ? "down: " + p : "down").orElse("up")));
        answer.put("status", report.isUp() ? "up" : "down").set("checks", each);
        withMode(answer);
        if (!report.warnings().isEmpty()) {
            ObjectNode warnings = answer.putObject("warnings");
            report.warnings()
                    .forEach((name, all) -> warnings.put(name, detailed ? HealthWarning.join(all) : "to be looked at"));
            if (detailed) {
                ArrayNode details = answer.putArray("details");
                report.warnings().forEach((name, all) -> all.forEach(one -> details.add(detail(name, one))));
            }
        }
        if (!report.isUp()) {
            ResponseHeaders.setRetryAfter(response, Refusal.Kind.UNAVAILABLE);
        }
        write(response, report.isUp() ? 200 : 503, answer);
    }

    /** Adds the mode of the hub, once it is founded. */
    private ObjectNode withMode(ObjectNode answer) {
        HubMode known = hubMode;
        if (known != null) {
            known.mode().ifPresent(mode -> answer.put("mode", mode.code()));
        }
        return answer;
    }

    private static ObjectNode detail(String check, HealthWarning warning) {
        ObjectNode detail = JSON.createObjectNode().put("check", check).put("kind", warning.kind());
        if (!warning.subject().isEmpty()) {
            detail.put("subject", warning.subject());
        }
        Instant since = Objects.requireNonNull(warning.since(), "the monitor sets a missing time");
        detail.put("what", warning.what().english())
                .put("since", since.truncatedTo(ChronoUnit.SECONDS).toString());
        if (!warning.effect().english().isEmpty()) {
            detail.put("effect", warning.effect().english());
        }
        if (!warning.remedy().english().isEmpty()) {
            detail.put("remedy", warning.remedy().english());
        }
        return detail;
    }

    private static void write(HttpServletResponse response, int status, ObjectNode body) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json");
        response.getOutputStream().write(JSON.writeValueAsBytes(body));
    }
}
