package city.pishkhan.routes.handbook.internal;

import city.pishkhan.runtime.BodySender;
import city.pishkhan.runtime.Requests;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Replies with pages of the handbook and with contracts. Supports conditional requests, sets a strict security policy,
 * and answers 503 while the gate has not started.
 */
final class PageReply {
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private PageReply() {}

    /**
     * Answers 503 if the gate, which authenticates callers, has not started.
     *
     * @return {@code true} if the request was answered
     */
    static boolean rejectUnguarded(HttpServletRequest request, HttpServletResponse response) {
        if (request.getAttribute(Requests.CALLER) != null || request.getAttribute(Requests.LOGIN) != null) {
            return false;
        }
        response.setHeader("Retry-After", "5");
        response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        return true;
    }

    /** @param location relative location, because the public address may have a longer path */
    static void redirect(String location, HttpServletResponse response) {
        response.setHeader("Location", location);
        response.setStatus(HttpServletResponse.SC_MOVED_PERMANENTLY);
    }

    static void send(HandbookPage page, HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("ETag", page.tag());
        response.setHeader("Cache-Control", page.isOperatorsOnly() ? "private, no-cache" : "public, max-age=300");
        if (page.isKnownTo(request.getHeader("If-None-Match"))) {
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
