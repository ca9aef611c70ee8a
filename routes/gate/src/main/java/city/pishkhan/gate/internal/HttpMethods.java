package city.pishkhan.gate.internal;

import city.pishkhan.gate.internal.contexts.RequestDrain;
import city.pishkhan.messages.Messages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Supported HTTP methods, and the methods of paths that no contract describes: SOAP, health, metrics, the handbook and the session. The
 * methods of REST doors are defined by their contracts.
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

    /** Result of a method check. */
    enum Answer {
        /** the request continues to its door */
        NONE,
        /** the request has been answered */
        GIVEN
    }

    /** Method as a metrics label; unknown methods become {@code other}, because the number of label values must be bounded. */
    static String label(String method) {
        return LABELS.contains(method) ? method : "other";
    }

    /** Answers 405 with {@code Allow} if the path does not support the method. Runs before any other work on the request. */
    static Answer refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
        List<String> allowed = allowed(request);
        if (allowed.contains(request.getMethod())) {
            return Answer.NONE;
        }
        setAllow(response, allowed);
        GateProblems.write(
                request,
                response,
                HttpServletResponse.SC_METHOD_NOT_ALLOWED,
                "method.unknown",
                MESSAGES.text("method.unknown/only", allowed));
        return Answer.GIVEN;
    }

    /** Answers an authorized OPTIONS request for a path that no contract describes. */
    static Answer options(HttpServletRequest request, HttpServletResponse response) {
        List<String> allowed = allowed(request);
        if (!request.getMethod().equals("OPTIONS") || allowed == KNOWN) {
            return Answer.NONE;
        }
        setAllow(response, allowed);
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        return Answer.GIVEN;
    }

    private static void setAllow(HttpServletResponse response, List<String> allowed) {
        response.setHeader("Allow", String.join(", ", allowed));
    }

    private static List<String> allowed(HttpServletRequest request) {
        String path = request.getRequestURI();
        if (path.startsWith("/soap/")) {
            return isWsdlRequest(request) ? DESCRIBED : SOAP;
        }
        if (path.equals(SessionServlet.PATH)) {
            return SESSION;
        }
        return path.equals("/metrics") || isReadOnly(path) ? READ : KNOWN;
    }

    private static boolean isReadOnly(String path) {
        for (String door : READ_ONLY) {
            if (RequestDrain.isBelow(path, door)) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether the request is for {@code ?wsdl}, the only document of a SOAP door; the WSDL imports no other. */
    static boolean isWsdlRequest(HttpServletRequest request) {
        String query = request.getQueryString();
        return query != null
                && request.getRequestURI().startsWith("/soap/")
                && query.toLowerCase(Locale.ROOT).equals("wsdl");
    }
}
