package city.pishkhan.runtime.internal.gate;

import city.pishkhan.messages.Messages;
import city.pishkhan.runtime.internal.contexts.RequestDrain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which methods of HTTP there are at all, and which of them the paths take that no contract describes: SOAP, health, metrics, the
 * handbook, the session.
 * REST doors say by their contract what a path of theirs takes.
 */
final class HttpMethods {
    private static final Messages MESSAGES = Messages.of(HttpMethods.class);

    private static final List<String> KNOWN = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final List<String> READ = List.of("GET", "HEAD", "OPTIONS");
    private static final List<String> DESCRIBED = List.of("GET", "HEAD", "POST", "OPTIONS");
    private static final List<String> SESSION = List.of("GET", "HEAD", "POST", "DELETE", "OPTIONS");
    private static final List<String> READ_ONLY = List.of("/health", "/handbook", "/contracts");
    private static final List<String> SOAP = List.of("POST", "OPTIONS");
    private static final Set<String> LABELS = Set.copyOf(KNOWN);

    private HttpMethods() {}

    /** What became of a request whose method was looked at. */
    enum Answer {
        /** nothing: it goes on to its door */
        NONE,
        /** it has its answer */
        GIVEN
    }

    /** A method as a label of a meter: callers invent methods, meters have a few. */
    static String label(String method) {
        return LABELS.contains(method) ? method : "other";
    }

    /** Refuses what the path takes from nobody, before anything else is done for it: 405 with {@code Allow}. */
    static Answer refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
        List<String> allowed = allowed(request);
        if (allowed.contains(request.getMethod())) {
            return Answer.NONE;
        }
        allow(response, allowed);
        GateProblems.write(
                request,
                response,
                HttpServletResponse.SC_METHOD_NOT_ALLOWED,
                "method.unknown",
                MESSAGES.text("method.unknown/only", allowed));
        return Answer.GIVEN;
    }

    /** Says to an admitted OPTIONS what the path takes, where no contract does. */
    static Answer options(HttpServletRequest request, HttpServletResponse response) {
        List<String> allowed = allowed(request);
        if (!request.getMethod().equals("OPTIONS") || allowed == KNOWN) {
            return Answer.NONE;
        }
        allow(response, allowed);
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        return Answer.GIVEN;
    }

    private static void allow(HttpServletResponse response, List<String> allowed) {
        response.setHeader("Allow", String.join(", ", allowed));
    }

    private static List<String> allowed(HttpServletRequest request) {
        String path = request.getRequestURI();
        if (path.startsWith("/soap/")) {
            return describes(request) ? DESCRIBED : SOAP;
        }
        if (path.equals(SessionServlet.PATH)) {
            return SESSION;
        }
        boolean readOnly = path.equals("/metrics") || READ_ONLY.stream().anyMatch(p -> RequestDrain.below(path, p));
        return readOnly ? READ : KNOWN;
    }

    /** {@code ?wsdl}: the one document of a SOAP door; it imports no other. */
    static boolean describes(HttpServletRequest request) {
        String query = request.getQueryString();
        return query != null
                && request.getRequestURI().startsWith("/soap/")
                && query.toLowerCase(Locale.ROOT).equals("wsdl");
    }
}
