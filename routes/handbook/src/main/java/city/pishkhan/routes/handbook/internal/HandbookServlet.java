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

/** Serves {@code /handbook}, its pages, pictures and stylesheet. Pages for operators require an operator's login. */
@DoorPaths(HandbookServlet.PATH)
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.name=handbook",
            "osgi.http.whiteboard.servlet.asyncSupported:Boolean=true",
            "osgi.http.whiteboard.servlet.pattern=" + HandbookServlet.PATH + "/*"
        })
public final class HandbookServlet extends HttpServlet {
    static final String PATH = "/handbook";

    private static final long serialVersionUID = 1L;
    private final transient HandbookPages pages;

    @Activate
    public HandbookServlet() throws IOException {
        this(HandbookPages.load());
    }

    HandbookServlet(HandbookPages pages) {
        this.pages = pages;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (PageReply.rejectUnguarded(request, response)) {
            return;
        }
        if ("/".equals(request.getPathInfo())) {
            PageReply.redirect("../handbook", response);
            return;
        }
        HandbookPage page = pages.find(request.getPathInfo()).orElseThrow(() -> Refusal.notFound("handbook"));
        if (page.isOperatorsOnly()) {
            admitOperator(request);
        }
        PageReply.send(page, request, response);
    }

    /** Avoids writing a body, which the server would discard. */
    @Override
    protected void doHead(HttpServletRequest request, HttpServletResponse response) throws IOException {
        doGet(request, response);
    }

    private static void admitOperator(HttpServletRequest request) {
        Object known = request.getAttribute(Requests.CALLER);
        Caller caller = (Caller) (known != null ? known : ((Supplier<?>) request.getAttribute(Requests.LOGIN)).get());
        if (!caller.isOperator()) {
            throw Refusal.forbidden("access.forbidden/operators");
        }
    }
}
