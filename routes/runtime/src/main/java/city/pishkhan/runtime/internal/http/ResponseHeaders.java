package city.pishkhan.runtime.internal.http;

import city.pishkhan.api.Refusal;
import city.pishkhan.runtime.Requests;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.regex.Pattern;

/** What every answer carries, whichever door it comes from: the request's id, and what browsers are to do with it. */
public final class ResponseHeaders {

    private static final Pattern REQUEST_ID = Pattern.compile("[\\x21-\\x7E]{1,100}");

    private ResponseHeaders() {}

    /** Finds the request's id, the caller's own or one made up, and keeps it as {@link Requests#REQUEST_ID}. */
    public static String identify(HttpServletRequest request) {
        String given = request.getHeader("X-Request-Id");
        String id = given != null && REQUEST_ID.matcher(given).matches()
                ? given
                : UUID.randomUUID().toString();
        request.setAttribute(Requests.REQUEST_ID, id);
        return id;
    }

    /** Sets them on an answer that has nothing yet to an identified request. */
    public static void set(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("X-Request-Id", (String) request.getAttribute(Requests.REQUEST_ID));
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        // with no-referrer a browser hides from the hub that a form is the hub's own (Origin: null)
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Cache-Control", "no-store");
        // pages bring their own; nothing else has anything to load
        if (!request.getRequestURI().startsWith("/console")) {
            response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        }
        if (request.isSecure()) {
            response.setHeader("Strict-Transport-Security", "max-age=31536000");
        }
    }

    /** Begins an answer anew that was not sent yet: what a door has said in it is forgotten. */
    public static void reset(HttpServletRequest request, HttpServletResponse response) {
        response.reset();
        set(request, response);
    }

    /** Adds what a refused caller may do about it: log in, or come again. */
    public static void challenge(HttpServletResponse response, Refusal refusal) {
        if (refusal.kind() == Refusal.Kind.UNAUTHENTICATED) {
            response.setHeader("WWW-Authenticate", "Bearer realm=\"pishkhan\"");
        }
        comeAgain(response, refusal.retrySeconds());
    }

    /** Says after how many seconds, if waiting helps. */
    public static void comeAgain(HttpServletResponse response, Refusal.Kind kind) {
        comeAgain(response, kind.retrySeconds());
    }

    private static void comeAgain(HttpServletResponse response, OptionalInt after) {
        after.ifPresent(seconds -> response.setHeader("Retry-After", String.valueOf(seconds)));
    }
}
