package city.pishkhan.routes.handbook.internal;

import city.pishkhan.runtime.BodySender;
import city.pishkhan.runtime.Requests;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** How pages are answered: with a strict policy, by their tag, and to nobody whom the gate did not see. */
final class PageReply {
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private PageReply() {}

    /** The gate says who calls, or how to ask: where it is not there yet nobody comes in. @return whether that was the answer */
    static boolean unguarded(HttpServletRequest request, HttpServletResponse response) {
        if (request.getAttribute(Requests.CALLER) != null || request.getAttribute(Requests.LOGIN) != null) {
            return false;
        }
        response.setHeader("Retry-After", "5");
        response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        return true;
    }

    /** @param location relative: the hub may be known under a longer address than it sees */
    static void moved(String location, HttpServletResponse response) {
        response.setHeader("Location", location);
        response.setStatus(HttpServletResponse.SC_MOVED_PERMANENTLY);
    }

    static void send(HandbookPage page, HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("ETag", page.tag());
        response.setHeader("Cache-Control", page.operatorsOnly() ? "private, no-cache" : "public, max-age=300");
        if (page.known(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType(page.type());
        response.setContentLength(page.length());
        if (request.getMethod().equals("GET")) {
            BodySender.send(request, response, page.content());
        }
    }
}
