package city.pishkhan.gate.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.security.SourceNetwork;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
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

/** A browser returns from a bank while the hub cannot record it, tested with real sockets. */
class PayerReturnTest {
    private static final String FORM = "RefId=AF82%2B1&SaleReferenceId=17&name=%3Cb%3E%22%D8%B9";
    private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";

    private final Server server = new Server();
    private int port;
    private int status = 503;
    private boolean reads = true;

    @BeforeEach
    void start() throws Exception {
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        Filter gate = (request, response, chain) -> {
            PayerReturn payer = PayerReturn.of(
                    (HttpServletRequest) request,
                    (HttpServletResponse) response,
                    SourceNetwork.of(request.getRemoteAddr()));
            chain.doFilter(payer == null ? request : payer.request(), payer == null ? response : payer.response());
        };
        context.addFilter(new FilterHolder(gate), "/*", EnumSet.of(DispatcherType.REQUEST));
        context.addServlet(new ServletHolder(new Bank()), "/*");
        server.setHandler(context);
        server.start();
        port = connector.getLocalPort();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    private final class Bank extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            String body =
                    reads ? new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8) : "unread";
            response.setStatus(status);
            response.setContentType("application/problem+json");
            response.getOutputStream().write(("{\"failed\":\"" + body + "\"}").getBytes(StandardCharsets.UTF_8));
            response.getOutputStream().flush();
        }
    }

    private HttpResponse<String> post(String path, String accept, String language, String form) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .header("Accept", accept)
                                .header("Accept-Language", language)
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString(form))
                                .build(),
                        BodyHandlers.ofString());
    }

    private static String firstGroup(String pattern, String text) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        assertTrue(found.find(), text);
        return found.group(1);
    }

    private void assertResubmits(HttpResponse<String> answer) {
        assertEquals(503, answer.statusCode());
        assertEquals(
                "text/html;charset=utf-8",
                answer.headers().firstValue("Content-Type").orElse("").toLowerCase());
        assertEquals("5", answer.headers().firstValue("Retry-After").orElse(""));
        String page = answer.body();
        assertTrue(page.contains("name=\"RefId\" value=\"AF82+1\""), page);
        assertTrue(page.contains("name=\"SaleReferenceId\" value=\"17\""), page);
        assertTrue(page.contains("name=\"name\" value=\"&#60;b&#62;&#34;ع\""), page);
        assertTrue(page.contains("method=\"post\"") && page.contains("action=\"?again=1\""), page);
        String nonce = firstGroup("<script nonce=\"([\\w-]{22})\">", page);
        String policy = answer.headers().firstValue("Content-Security-Policy").orElse("");
        assertTrue(policy.contains("script-src 'nonce-" + nonce + "'; form-action 'self'"), policy);
    }

    @Test
    void pageResubmitsFormInBrowserLanguage() throws Exception {
        HttpResponse<String> persian = post("/pay/mellat/callback", BROWSER, "fa-IR,fa;q=0.9,en;q=0.8", FORM);
        assertResubmits(persian);
        assertTrue(persian.body().contains("<html lang=\"fa\" dir=\"rtl\">"), persian.body());
        status = 500;
        HttpResponse<String> english = post("/pay/mellat/callback", BROWSER, "en-GB", FORM);
        assertResubmits(english);
        assertTrue(english.body().contains("One moment, please"), english.body());
    }

    @Test
    void readsFormThatDoorDidNotRead() throws Exception {
        reads = false;
        assertResubmits(post("/pay/saman/callback", BROWSER, "en", FORM));
    }

    private Socket dripping(String from) throws IOException {
        Socket socket = new Socket();
        socket.setSoTimeout(15_000);
        socket.bind(new InetSocketAddress(from, 0));
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        socket.getOutputStream()
                .write(("POST /pay/saman/callback HTTP/1.1\r\nHost: x\r\nAccept: text/html\r\nConnection: close\r\n"
                                + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 12000\r\n\r\nRefId=")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static boolean drip(Socket socket) {
        try {
            socket.getOutputStream().write('1');
            return socket.getInputStream().available() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Forty browsers of one network send their forms slowly. Forms that have arrived, or arrive soon from another
     * network, still get the page.
     */
    @Test
    void slowFormsDoNotBlockOtherPayers() throws Exception {
        reads = false;
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 40; i++) {
                slow.add(dripping("127.0.1." + (1 + i)));
            }
            assertResubmits(post("/pay/saman/callback", BROWSER, "en", FORM));
            try (Socket late = dripping("127.0.2.1")) {
                await().pollDelay(Duration.ofMillis(300)).until(() -> true);
                late.getOutputStream().write("7".repeat(11_994).getBytes(StandardCharsets.US_ASCII));
                String page = new String(late.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertTrue(page.contains("name=\"RefId\" value=\"777"), page);
            }
            List<Socket> dripping = new ArrayList<>(slow);
            await().atMost(Duration.ofSeconds(6))
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> {
                        dripping.removeIf(socket -> !drip(socket));
                        return dripping.isEmpty();
                    });
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void missingDoorResubmitsForm() throws Exception {
        status = 404;
        assertResubmits(post("/pay/saman/callback", BROWSER, "en", FORM));
    }

    @Test
    void resubmissionsEndAndButtonStays() throws Exception {
        String page = post("/pay/mellat/callback?again=12", BROWSER, "en", FORM).body();
        assertTrue(page.contains("}, 15000)") && page.contains("?again=13"), page);
        page = post("/pay/mellat/callback?again=88", BROWSER, "en", FORM).body();
        assertFalse(page.contains("<script"), page);
        assertTrue(page.contains("<button>") && page.contains("still cannot record"), page);
    }

    @Test
    void otherAnswersAndRequestsAreUnchanged() throws Exception {
        assertTrue(post("/pay/mellat/callback", "application/json", "en", FORM)
                .body()
                .startsWith("{\"failed\""));
        assertTrue(post("/office/v1/cases", BROWSER, "en", FORM).body().startsWith("{\"failed\""));
        status = 409;
        HttpResponse<String> refused = post("/pay/mellat/callback", BROWSER, "en", FORM);
        assertEquals(409, refused.statusCode());
        assertEquals("{\"failed\":\"" + FORM + "\"}", refused.body());
        status = 503;
        String large = post("/pay/mellat/callback", BROWSER, "en", "a=" + "b".repeat(20_000))
                .body();
        assertFalse(large.contains("<form"), "too large to be a bank's: the browser's own reload sends it again");
    }
}
