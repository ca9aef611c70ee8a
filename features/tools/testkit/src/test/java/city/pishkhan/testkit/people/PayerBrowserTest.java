package city.pishkhan.testkit.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.testkit.client.HubClient;
import city.pishkhan.testkit.waiting.CityException;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PayerBrowserTest {

    private final List<String> visits = new CopyOnWriteArrayList<>();
    private HttpServer bank;
    private HttpServer hub;

    @BeforeEach
    void start() throws IOException {
        bank = server();
        hub = server();
    }

    @AfterEach
    void stop() {
        bank.stop(0);
        hub.stop(0);
    }

    @Test
    void followsFormsToBankReturnPage() throws Exception {
        serve(
                bank,
                "/page",
                "<form method=post action='/page/done'><input type=hidden name=RefId value=\"A&amp;B\">"
                        + "<button name=choice value=cancel>No</button><button name=choice value=pay>Pay</button></form>");
        serve(
                bank,
                "/page/done",
                "<html><body onload='document.forms[0].submit()'><form action=\"" + at(hub) + "/pay/mellat/callback\">"
                        + "<input type=hidden name=ResCode value=0></form>");
        serve(hub, "/pay/mellat/callback", "thank you");

        URI end = new PayerBrowser(HttpClient.newHttpClient())
                .pay(HubClient.JSON.readTree("{\"page\": \"" + at(bank) + "/page\", \"form\": {\"RefId\": \"A&B\"}}"));

        assertEquals("/pay/mellat/callback", end.getPath());
        assertEquals(
                List.of("/page RefId=A%26B", "/page/done RefId=A%26B&choice=pay", "/pay/mellat/callback ResCode=0"),
                visits);
    }

    @Test
    void pageWithoutFormIsReported() throws Exception {
        serve(bank, "/page", "session expired");
        CityException trouble = assertThrows(CityException.class, () -> new PayerBrowser(HttpClient.newHttpClient())
                .pay(HubClient.JSON.readTree("{\"page\": \"" + at(bank) + "/page\", \"form\": {}}")));
        assertTrue(trouble.getMessage().contains("session expired"), trouble.getMessage());
    }

    @Test
    void submitsPayButtonInsteadOfCancel() {
        assertEquals(
                Map.of("a", "1", "ResCode", "0"),
                PayerBrowser.fields(
                        "<input name=a value=1><button name=ResCode value=17>x</button><button name=ResCode value=0>y</button>"
                                + "<button name=ResCode value=51>z</button>"));
    }

    private static HttpServer server() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        return server;
    }

    private void serve(HttpServer server, String path, String html) {
        server.createContext(path, exchange -> {
            visits.add(exchange.getRequestURI().getPath() + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] body = html.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    private static String at(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }
}
