package city.pishkhan.routes.handbook.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.runtime.Requests;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HandbookServletTest {

    private static final Pattern NAVIGATION = Pattern.compile("<nav.*</nav>", Pattern.DOTALL);
    private static final Pattern HREF = Pattern.compile("href=\"([^\"]+)\"");

    private final Server server = new Server();
    private final HttpClient client = HttpClient.newHttpClient();
    private boolean gateIsThere = true;
    private URI hub;

    @BeforeEach
    void start() throws Exception {
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        context.addFilter(new FilterHolder(new OpenGate()), "/*", EnumSet.of(DispatcherType.REQUEST));
        context.addServlet(new ServletHolder(new HandbookServlet()), "/handbook/*");
        server.setHandler(context);
        server.start();
        hub = URI.create("http://127.0.0.1:" + connector.getLocalPort());
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    private HttpResponse<String> send(String method, String path, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(hub.resolve(path)).method(method, HttpRequest.BodyPublishers.noBody());
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        return send("GET", path, headers);
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    @Test
    void policyAllowsOnlyOwnStylesheetAndPictures() throws Exception {
        HttpResponse<String> index = get("/handbook");
        assertEquals(200, index.statusCode());
        assertEquals("text/html;charset=utf-8", header(index, "Content-Type").replace(" ", ""));
        assertEquals(
                "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
                header(index, "Content-Security-Policy"));
        assertEquals("nosniff", header(index, "X-Content-Type-Options"));
        assertEquals("public, max-age=300", header(index, "Cache-Control"));
        assertTrue(index.body().contains("<link rel=\"stylesheet\" href=\"handbook/handbook.css\">"), index.body());
        HttpResponse<String> style = get("/handbook/handbook.css");
        assertEquals(200, style.statusCode());
        assertTrue(header(style, "Content-Type").startsWith("text/css"));
    }

    /** A diagram that is opened directly is a document, so it must need neither styles nor scripts. */
    @Test
    void servesPicturesOfPages() throws Exception {
        Matcher source = Pattern.compile("<img src=\"([^\"]+)\"")
                .matcher(get("/handbook/architecture").body());
        assertTrue(source.find(), "the page has a diagram");
        HttpResponse<String> diagram = get("/handbook/" + source.group(1));
        assertEquals(200, diagram.statusCode());
        assertEquals("image/svg+xml", header(diagram, "Content-Type"));
        assertEquals("nosniff", header(diagram, "X-Content-Type-Options"));
        assertTrue(header(diagram, "Content-Security-Policy").startsWith("default-src 'none'"));
        assertFalse(diagram.body().contains("style=") || diagram.body().contains("<script"), diagram.body());
        HttpResponse<String> page = get("/handbook/console");
        source.reset(page.body());
        int screenshots = 0;
        while (source.find()) {
            HttpResponse<String> screenshot = get("/handbook/" + source.group(1));
            assertEquals(200, screenshot.statusCode(), source.group(1));
            assertEquals("image/webp", header(screenshot, "Content-Type"));
            screenshots++;
        }
        assertTrue(screenshots > 0, page.body());
    }

    @Test
    void indexLinksToExistingPages() throws Exception {
        Matcher navigation = NAVIGATION.matcher(get("/handbook").body());
        assertTrue(navigation.find());
        Matcher href = HREF.matcher(navigation.group());
        Set<String> forbidden = new TreeSet<>();
        int pages = 0;
        while (href.find()) {
            String path = hub.resolve("/handbook").resolve(href.group(1)).getPath();
            int status = get(path).statusCode();
            assertTrue(status == 200 || status == 401, path + ": " + status);
            if (status == 401) {
                forbidden.add(path);
            }
            assertEquals(200, get(path, "As", "operator").statusCode(), path);
            pages++;
        }
        assertTrue(pages > 10, "pages: " + pages);
        assertEquals(
                Set.of(
                        "/handbook/operations",
                        "/handbook/archive",
                        "/handbook/nodes",
                        "/handbook/logins",
                        "/handbook/powers",
                        "/handbook/payments",
                        "/handbook/security"),
                forbidden);
    }

    @Test
    void operatorPagesRequireOperator() throws Exception {
        assertEquals(401, get("/handbook/operations").statusCode());
        assertEquals(403, get("/handbook/operations", "As", "office:1204").statusCode());
        HttpResponse<String> page = get("/handbook/operations", "As", "operator");
        assertEquals(200, page.statusCode());
        assertEquals("private, no-cache", header(page, "Cache-Control"));
        assertEquals(
                401,
                get("/handbook/operations", "If-None-Match", header(page, "ETag"))
                        .statusCode());
        assertEquals(401, send("HEAD", "/handbook/operations").statusCode());
    }

    /** If the configuration does not make the handbook public, the gate has already authenticated the caller. */
    @Test
    void usesCallerIdentifiedByGate() throws Exception {
        assertEquals(
                200, get("/handbook/operations", "Logged-In-As", "operator").statusCode());
        assertEquals(
                403, get("/handbook/operations", "Logged-In-As", "district:22").statusCode());
    }

    @Test
    void matchingETagReturns304() throws Exception {
        String tag = header(get("/handbook/glossary"), "ETag");
        assertTrue(tag.matches("\"[0-9a-f]{32}\""), tag);
        for (String known : new String[] {tag, "W/" + tag, "\"x\", " + tag, "*"}) {
            HttpResponse<String> again = get("/handbook/glossary", "If-None-Match", known);
            assertEquals(304, again.statusCode(), known);
            assertEquals("", again.body());
            assertEquals(tag, header(again, "ETag"));
        }
        assertEquals(
                200, get("/handbook/glossary", "If-None-Match", "\"other\"").statusCode());
    }

    @Test
    void headReturnsHeadersWithoutBody() throws Exception {
        HttpResponse<String> page = get("/handbook/glossary");
        HttpResponse<String> head = send("HEAD", "/handbook/glossary");
        assertEquals(200, head.statusCode());
        assertEquals("", head.body());
        assertEquals(header(page, "ETag"), header(head, "ETag"));
        assertEquals(
                String.valueOf(page.body().getBytes(java.nio.charset.StandardCharsets.UTF_8).length),
                header(head, "Content-Length"));
    }

    @Test
    void unknownPathsReturn404() throws Exception {
        for (String path : new String[] {
            "/handbook/gone",
            "/handbook/index",
            "/handbook/glossary/",
            "/handbook/glossary.html",
            "/handbook/pages.properties",
            "/handbook/pictures",
            "/handbook/pictures.txt",
            "/handbook/pictures/pictures.json",
            "/handbook/pictures/architecture.puml",
            "/handbook/pages/glossary",
            "/handbook//glossary"
        }) {
            HttpResponse<String> answer = get(path);
            assertFalse(answer.statusCode() == 200, path);
            assertFalse(answer.body().contains("<main>"), path);
        }
        assertEquals("handbook.unknown", get("/handbook/gone").body());
        assertEquals(404, get("/handbook/gone").statusCode());
    }

    @Test
    void redirectsTrailingSlashToIndex() throws Exception {
        HttpResponse<String> answer = get("/handbook/");
        assertEquals(301, answer.statusCode());
        assertEquals(
                "/handbook",
                hub.resolve("/handbook/").resolve(header(answer, "Location")).getPath());
    }

    @Test
    void answers503WithoutGate() throws Exception {
        gateIsThere = false;
        HttpResponse<String> answer = get("/handbook");
        assertEquals(503, answer.statusCode());
        assertEquals("", answer.body());
        assertEquals("5", header(answer, "Retry-After"));
    }

    /** Like the gate on a public path: offers the authentication of the caller and answers refusals. */
    private final class OpenGate implements Filter {
        @Override
        public void doFilter(ServletRequest plain, ServletResponse answer, FilterChain chain)
                throws IOException, ServletException {
            HttpServletRequest request = (HttpServletRequest) plain;
            if (gateIsThere) {
                String loggedIn = request.getHeader("Logged-In-As");
                if (loggedIn == null) {
                    request.setAttribute(Requests.LOGIN, (Supplier<Caller>) () -> login(request));
                } else {
                    request.setAttribute(Requests.CALLER, new Caller("somebody", Set.of(loggedIn)));
                }
            }
            try {
                chain.doFilter(plain, answer);
            } catch (Refusal refusal) {
                ((HttpServletResponse) answer).setStatus(refusal.kind().status());
                answer.getWriter().print(refusal.code());
            }
        }

        private Caller login(HttpServletRequest request) {
            String role = request.getHeader("As");
            if (role == null) {
                throw new Refusal(Refusal.Kind.UNAUTHENTICATED, "access.unauthenticated", null, "Who?", "که؟");
            }
            return new Caller("somebody", Set.of(role));
        }
    }
}
