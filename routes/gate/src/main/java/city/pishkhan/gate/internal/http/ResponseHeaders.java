package city.pishkhan.gate.internal.http;

import city.pishkhan.api.Refusal;
import city.pishkhan.runtime.Requests;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.regex.Pattern;

/** Headers of every response: the request's id and instructions for browsers. */
public final class ResponseHeaders {

    private static final Pattern REQUEST_ID = Pattern.compile("[\\x21-\\x7E]{1,100}");

    private ResponseHeaders() {}

    /** Determines the id of the request, taken from the caller or generated, and stores it as {@link Requests#REQUEST_ID}. */
    public static String identify(HttpServletRequest request) {
        String given = request.getHeader("X-Request-Id");
        String id = given != null && REQUEST_ID.matcher(given).matches()
                ? given
                : UUID.randomUUID().toString();
        request.setAttribute(Requests.REQUEST_ID, id);
        return id;
    }

    /** Sets the standard headers on an empty response. {@link #identify} must have been called. */
    public static void set(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("X-Request-Id", (String) request.getAttribute(Requests.REQUEST_ID));
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        // with no-referrer, browsers would send Origin: null for forms of the hub's own pages
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Cache-Control", "no-store");
        // pages set their own policy; other responses need to load nothing
        if (!request.getRequestURI().startsWith("/console")) {
            response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        }
        if (request.isSecure()) {
            response.setHeader("Strict-Transport-Security", "max-age=31536000");
        }
    }

    /** Discards everything written to an uncommitted response, including headers set by a door. */
    public static void reset(HttpServletRequest request, HttpServletResponse response) {
        response.reset();
        set(request, response);
    }

    /** Adds the headers that tell a refused client what to do: log in or retry. */
    public static void challenge(HttpServletResponse response, Refusal refusal) {
        if (refusal.kind() == Refusal.Kind.UNAUTHENTICATED) {
            response.setHeader("WWW-Authenticate", "Bearer realm=\"pishkhan\"");
        }
        setRetryAfter(response, refusal.retrySeconds());
    }

    /** Sets Retry-After, in seconds, if a retry can help. */
    public static void setRetryAfter(HttpServletResponse response, Refusal.Kind kind) {
        setRetryAfter(response, kind.retrySeconds());
    }

    private static void setRetryAfter(HttpServletResponse response, OptionalInt after) {
        after.ifPresent(seconds -> response.setHeader("Retry-After", String.valueOf(seconds)));
    }
}
