package city.pishkhan.routes.handbook.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.runtime.DoorPaths;
import city.pishkhan.runtime.Requests;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** {@code /handbook}, the pages below it and their stylesheet; pages for operators want the login of one. */
@DoorPaths(HandbookServlet.PATH)
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.name=handbook",
            "osgi.http.whiteboard.servlet.pattern=" + HandbookServlet.PATH + "/*"
        })
public final class HandbookServlet extends HttpServlet {
    static final String PATH = "/handbook";

    private static final long serialVersionUID = 1L;
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final transient HandbookPages pages;

    @Activate
    public HandbookServlet() throws IOException {
        this(HandbookPages.built());
    }

    HandbookServlet(HandbookPages pages) {
        this.pages = pages;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!passed(request)) {
            response.setHeader("Retry-After", "5");
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return;
        }
        if ("/".equals(request.getPathInfo())) {
            // relative: the hub may be known under a longer address than it sees
            response.setHeader("Location", "../handbook");
            response.setStatus(HttpServletResponse.SC_MOVED_PERMANENTLY);
            return;
        }
        HandbookPage page = pages.at(request.getPathInfo()).orElseThrow(() -> Refusal.notFound("handbook"));
        if (page.operatorsOnly()) {
            admitOperator(request);
        }
        send(page, request, response);
    }

    /** The server drops a body after all; this way it is not even written. */
    @Override
    protected void doHead(HttpServletRequest request, HttpServletResponse response) throws IOException {
        doGet(request, response);
    }

    /** The gate says who calls, or how to ask: where it is not there yet nobody comes in. */
    private static boolean passed(HttpServletRequest request) {
        return request.getAttribute(Requests.CALLER) != null || request.getAttribute(Requests.LOGIN) != null;
    }

    private static void admitOperator(HttpServletRequest request) {
        Object known = request.getAttribute(Requests.CALLER);
        Caller caller = (Caller) (known != null ? known : ((Supplier<?>) request.getAttribute(Requests.LOGIN)).get());
        if (!caller.operator()) {
            throw Refusal.forbidden("access.forbidden/operators");
        }
    }

    private static void send(HandbookPage page, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
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
            response.getOutputStream().write(page.content());
        }
    }
}
