package city.pishkhan.routes.console.internal;

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
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConsoleServletTest {
    private static final Pattern MAP = Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);
    private static final Pattern ASSET = Pattern.compile("console/assets/[^\"]+");
    /**
     * Limit in bytes, compressed, for the files that a browser loads first: all files of the page except the stylesheet for the other
     * writing direction. At 400 kbit/s they take 2.4 seconds.
     */
    private static final int FIRST_VIEW = 120_000;

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
        context.addServlet(new ServletHolder(new ConsoleServlet()), "/console/*");
        context.addServlet(new ServletHolder(new ConsoleServlet()), "/my/*");
        context.addFilter(new FilterHolder(new RootFilter()), "", EnumSet.of(DispatcherType.REQUEST));
        server.setHandler(context);
        server.start();
        hub = URI.create("http://127.0.0.1:" + connector.getLocalPort());
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    /** Admits every request like the gate on public paths, and answers refusals with their status. */
    private final class OpenGate implements Filter {
        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            if (gateIsThere) {
                request.setAttribute(Requests.LOGIN, (Supplier<Caller>) () -> Caller.HUB);
            }
            try {
                chain.doFilter(request, response);
            } catch (Refusal e) {
                ((HttpServletResponse) response).setStatus(HttpServletResponse.SC_NOT_FOUND);
            }
        }
    }

    private HttpResponse<byte[]> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(hub.resolve(path));
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    private String page() throws Exception {
        return new String(get("/console").body(), StandardCharsets.UTF_8);
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    @Test
    void policyAllowsOnlyOwnScripts() throws Exception {
        HttpResponse<byte[]> page = get("/console");
        assertEquals(200, page.statusCode());
        String policy = header(page, "Content-Security-Policy");
        assertTrue(policy.startsWith("default-src 'none'; script-src 'self' 'sha256-"), policy);
        assertFalse(policy.contains("unsafe"), policy);
        Matcher map = MAP.matcher(new String(page.body(), StandardCharsets.UTF_8));
        assertTrue(map.find());
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(map.group(1).getBytes(StandardCharsets.UTF_8));
        assertTrue(policy.contains("'sha256-" + Base64.getEncoder().encodeToString(hash) + "'"), policy);
        assertEquals("no-cache", header(page, "Cache-Control"));
    }

    @Test
    void referencedAssetsExistAndAreImmutable() throws Exception {
        Set<String> names = new TreeSet<>();
        Matcher asset = ASSET.matcher(page());
        while (asset.find()) {
            names.add(asset.group());
        }
        int found = 0;
        for (String name : names) {
            HttpResponse<byte[]> file = get("/" + name);
            if (file.statusCode() == 200) {
                found++;
                assertTrue(header(file, "Cache-Control").contains("immutable"), name);
                assertTrue(name.matches(".*\\.[0-9a-f]{12}\\.[a-z0-9]+"), name);
            } else {
                // the keys of the import map are names used by scripts, not paths
                assertTrue(name.matches(".*/[a-z-]+\\.js"), name);
            }
        }
        assertTrue(found > 10, names::toString);
    }

    @Test
    void firstViewStaysSmall() throws Exception {
        for (String page : Set.of("/console", "/my")) {
            Set<String> first = firstFiles(page);
            // modules that a page needs later are only in the import map: they load when the user opens a page or
            // changes the role
            assertTrue(
                    first.stream()
                            .noneMatch(
                                    name -> name.matches(
                                            ".*/(viewer|openseadragon|worklist|district|opening|scans|today|help|texts-en)\\..*")),
                    first::toString);
            assertTrue(first.stream().anyMatch(name -> name.contains("vazirmatn-bold")), first::toString);
            long bytes = get(page, "Accept-Encoding", "gzip").body().length;
            for (String name : first) {
                bytes += get("/" + name, "Accept-Encoding", "gzip").body().length;
            }
            assertTrue(bytes < FIRST_VIEW, page + ": " + bytes + " bytes: " + first);
        }
    }

    /** Files that the page names, and the fonts of its style sheet for letters of both languages. */
    private Set<String> firstFiles(String page) throws Exception {
        Set<String> first = new TreeSet<>();
        Matcher asset = Pattern.compile("(?:href|src)=\"(console/assets/[^\"]+\\.[0-9a-f]{12}\\.[a-z0-9]+)\"")
                .matcher(new String(get(page).body(), StandardCharsets.UTF_8));
        while (asset.find()) {
            // the stylesheet for the other writing direction is loaded only when the user selects the other language
            if (!asset.group(1).contains("bootstrap.") || asset.group(1).contains("rtl")) {
                first.add(asset.group(1));
            }
        }
        String style = first.stream()
                .filter(name -> name.contains("/console."))
                .findFirst()
                .orElseThrow();
        Matcher font = Pattern.compile("fonts/[^)]+\\.woff2")
                .matcher(new String(get("/" + style).body(), StandardCharsets.UTF_8));
        while (font.find()) {
            if (!font.group().contains("-rare")) {
                first.add("console/assets/" + font.group());
            }
        }
        return first;
    }

    /** Scripts that a page needs at once are named in it; otherwise the browser finds them one round trip later. */
    @Test
    void firstViewPreloadsImportedScripts() throws Exception {
        for (String page : Set.of("/console", "/my")) {
            Set<String> first = firstFiles(page);
            for (String name : first) {
                if (!name.endsWith(".js")) {
                    continue;
                }
                Matcher imported = Pattern.compile("^import .*?'\\./([a-z-]+)\\.js';", Pattern.MULTILINE)
                        .matcher(new String(get("/" + name).body(), StandardCharsets.UTF_8));
                while (imported.find()) {
                    String needed = "console/assets/" + imported.group(1) + ".";
                    assertTrue(
                            first.stream().anyMatch(other -> other.startsWith(needed)),
                            () -> page + " does not preload " + needed + " of " + name);
                }
            }
        }
    }

    /** The citizens' page has the same security policy as the console. */
    @Test
    void servesCitizenPage() throws Exception {
        HttpResponse<byte[]> page = get("/my");
        String html = new String(page.body(), StandardCharsets.UTF_8);
        assertTrue(html.contains("<pk-my>") && !html.contains("{{"), html);
        assertEquals(header(get("/console"), "Content-Security-Policy"), header(page, "Content-Security-Policy"));
        assertEquals(301, get("/my/").statusCode());
        assertEquals(404, get("/my/assets/nothing.js").statusCode());
    }

    /** Fonts are also served under names without a digest, for pages outside the console build. */
    @Test
    void fontsKeepStableNames() throws Exception {
        HttpResponse<byte[]> font = get("/console/fonts/vazirmatn-regular.woff2");
        assertEquals(200, font.statusCode());
        assertEquals("font/woff2", header(font, "Content-Type"));
        assertEquals("public, max-age=86400", header(font, "Cache-Control"));
        assertEquals(404, get("/console/fonts/none.woff2").statusCode());
    }

    @Test
    void serviceWorkerHasStableNameAndScope() throws Exception {
        HttpResponse<byte[]> worker = get("/console/worker.js");
        assertEquals(200, worker.statusCode());
        assertEquals("no-cache", header(worker, "Cache-Control"));
        assertEquals("../console", header(worker, "Service-Worker-Allowed"));
        assertEquals("default-src 'none'; connect-src 'self'", header(worker, "Content-Security-Policy"));
        assertTrue(header(get("/console"), "Content-Security-Policy").contains("pishkhan-worker"));
        assertEquals(404, get("/my/worker.js").statusCode());
    }

    @Test
    void compressesOnRequest() throws Exception {
        HttpResponse<byte[]> packed = get("/console", "Accept-Encoding", "br, gzip");
        assertEquals("gzip", header(packed, "Content-Encoding"));
        assertEquals("Accept-Encoding", header(packed, "Vary"));
        byte[] plain = new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes();
        assertEquals(page(), new String(plain, StandardCharsets.UTF_8));
        assertEquals("", header(get("/console", "Accept-Encoding", "gzip;q=0"), "Content-Encoding"));
    }

    @Test
    void redirectsBrowsersToStartPage() throws Exception {
        HttpResponse<byte[]> root = get("/", "Accept", "text/html,*/*;q=0.8");
        assertEquals(302, root.statusCode());
        assertEquals("my", header(root, "Location").replace(hub + "/", ""));
        assertEquals(404, get("/", "Accept", "application/json").statusCode());
        assertEquals(301, get("/console/").statusCode());
        assertEquals(404, get("/console/assets/nothing.js").statusCode());
        assertEquals(404, get("/console/index.html").statusCode());
    }

    @Test
    void answers503WithoutGate() throws Exception {
        gateIsThere = false;
        assertEquals(503, get("/console").statusCode());
    }
}
