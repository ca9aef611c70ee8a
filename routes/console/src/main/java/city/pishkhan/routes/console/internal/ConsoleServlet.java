package city.pishkhan.routes.console.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.runtime.BodySender;
import city.pishkhan.runtime.DoorPaths;
import city.pishkhan.runtime.Requests;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Serves the pages {@code /console} and {@code /my}, and their files below {@code /console/assets/}. */
@DoorPaths({ConsoleServlet.PATH, ConsoleServlet.CITIZENS})
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.name=console",
            "osgi.http.whiteboard.servlet.asyncSupported:Boolean=true",
            "osgi.http.whiteboard.servlet.pattern=" + ConsoleServlet.PATH + "/*",
            "osgi.http.whiteboard.servlet.pattern=" + ConsoleServlet.CITIZENS + "/*"
        })
public final class ConsoleServlet extends HttpServlet {
    static final String PATH = "/console";
    static final String CITIZENS = "/my";
    private static final String ASSETS = "/assets/";
    private static final String FONTS = "/fonts/";
    private static final String WORKER = "/worker.js";

    private static final long serialVersionUID = 1L;
    private static final Pattern GZIP = Pattern.compile("(^|,)\\s*(gzip|\\*)\\s*(?!;\\s*q=0(\\.0+)?\\s*(,|$))(;|,|$)");

    private final transient ConsoleFiles files;
    private final String policy;

    @Activate
    public ConsoleServlet() throws IOException {
        this(ConsoleFiles.load());
    }

    ConsoleServlet(ConsoleFiles files) {
        this.files = files;
        // form-action: a form sends payers to the bank, over TLS or to a simulated bank on this machine
        this.policy = "default-src 'none'; script-src 'self' '" + files.scriptHash()
                + "'; style-src 'self'; img-src 'self' blob:; font-src 'self'; connect-src 'self'; base-uri 'none';"
                + " form-action 'self' https: http://127.0.0.1:*; frame-ancestors 'none';"
                + " require-trusted-types-for 'script'; trusted-types lit-html pishkhan-worker";
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (rejectUnguarded(request, response)) {
            return;
        }
        String path = request.getPathInfo();
        boolean citizens = request.getServletPath().equals(CITIZENS);
        if (path == null) {
            response.setHeader("Content-Security-Policy", policy);
            response.setHeader("Cache-Control", "no-cache");
            send(citizens ? files.citizenPage() : files.page(), request, response);
        } else if (path.equals("/")) {
            redirect(".." + request.getServletPath(), HttpServletResponse.SC_MOVED_PERMANENTLY, response);
        } else if (path.equals(WORKER) && !citizens) {
            response.setHeader("Cache-Control", "no-cache");
            response.setHeader("Content-Security-Policy", "default-src 'none'; connect-src 'self'");
            // the worker's file is below the path that it controls; the path is relative, because the public address
            // may have a longer one
            response.setHeader("Service-Worker-Allowed", ".." + PATH);
            send(files.serviceWorker(), request, response);
        } else if (path.startsWith(FONTS)) {
            ConsoleFile font =
                    files.font(path.substring(FONTS.length())).orElseThrow(() -> Refusal.notFound("console"));
            response.setHeader("Cache-Control", "public, max-age=86400");
            send(font, request, response);
        } else {
            ConsoleFile file = files.asset(!citizens && path.startsWith(ASSETS) ? path.substring(ASSETS.length()) : "")
                    .orElseThrow(() -> Refusal.notFound("console"));
            // the file name contains a digest of the content, so browsers may cache the file without revalidation
            response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
            response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
            send(file, request, response);
        }
    }

    /** Avoids writing a body, which the server would discard. */
    @Override
    protected void doHead(HttpServletRequest request, HttpServletResponse response) throws IOException {
        doGet(request, response);
    }

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
    static void redirect(String location, int status, HttpServletResponse response) {
        response.setHeader("Location", location);
        response.setStatus(status);
    }

    private static void send(ConsoleFile file, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentType(file.type());
        byte[] body = file.plain();
        if (file.packed() != null) {
            response.setHeader("Vary", "Accept-Encoding");
            String accepted = request.getHeader("Accept-Encoding");
            if (accepted != null && GZIP.matcher(accepted).find()) {
                response.setHeader("Content-Encoding", "gzip");
                body = file.packed();
            }
        }
        response.setContentLength(body.length);
        if (request.getMethod().equals("GET")) {
            BodySender.send(request, response, body);
        }
    }
}
