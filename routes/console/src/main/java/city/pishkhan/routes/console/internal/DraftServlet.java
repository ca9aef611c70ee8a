package city.pishkhan.routes.console.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.Drafts;
import city.pishkhan.runtime.DoorPaths;
import city.pishkhan.runtime.Requests;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Serves {@code /console/drafts/NAME}: unsent input of a page. PUT stores JSON, GET returns it with {@code Last-Modified} or answers 204 if
 * there is no draft, DELETE removes it. Each login has its own drafts.
 */
@DoorPaths(ConsoleServlet.PATH)
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.name=console-drafts",
            "osgi.http.whiteboard.servlet.asyncSupported:Boolean=true",
            "osgi.http.whiteboard.servlet.pattern=" + DraftServlet.PATH + "/*"
        })
public final class DraftServlet extends HttpServlet {
    static final String PATH = ConsoleServlet.PATH + "/drafts";

    private static final long serialVersionUID = 1L;
    /** Maximum size in bytes: each of the 65,536 permitted characters may need four bytes. */
    private static final int LONGEST = 4 * 65_536;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    transient volatile Drafts drafts;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (ConsoleServlet.rejectUnguarded(request, response)) {
            return;
        }
        Caller caller = caller(request);
        Drafts kept = drafts;
        if (kept == null) {
            throw Refusal.of(Refusal.Kind.UNAVAILABLE, "draft.away", null);
        }
        String name = request.getPathInfo() == null ? "" : request.getPathInfo().substring(1);
        switch (request.getMethod()) {
            case "GET" -> show(kept, caller, name, response);
            case "PUT" -> {
                kept.save(caller, name, body(request));
                response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            }
            case "DELETE" -> {
                kept.delete(caller, name);
                response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            }
            default -> {
                response.setHeader("Allow", "GET, PUT, DELETE");
                response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            }
        }
    }

    /**
     * Returns the caller of a request.
     *
     * @throws Refusal UNAUTHENTICATED if the request has no login, or FORBIDDEN if another site caused the request
     */
    private static Caller caller(HttpServletRequest request) {
        if (request.getAttribute(Requests.CALLER) instanceof Caller known) {
            return known;
        }
        return (Caller) ((Supplier<?>) request.getAttribute(Requests.LOGIN)).get();
    }

    private static void show(Drafts kept, Caller caller, String name, HttpServletResponse response) throws IOException {
        Drafts.Draft draft = kept.find(caller, name).orElse(null);
        if (draft == null) {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            return;
        }
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader(
                "Last-Modified",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(draft.saved().atOffset(ZoneOffset.UTC)));
        response.setContentType("application/json");
        response.getOutputStream().write(draft.text().getBytes(StandardCharsets.UTF_8));
    }

    private static String body(HttpServletRequest request) throws IOException {
        String type = request.getContentType();
        if (type == null || !type.toLowerCase(java.util.Locale.ROOT).startsWith("application/json")) {
            throw Refusal.of(Refusal.Kind.UNSUPPORTED, "content-type.unknown", null);
        }
        byte[] body = request.getInputStream().readNBytes(LONGEST + 1);
        if (body.length > LONGEST) {
            throw Refusal.of(Refusal.Kind.TOO_LARGE, "draft.too-large", null, LONGEST / 4);
        }
        return new String(body, StandardCharsets.UTF_8);
    }
}
