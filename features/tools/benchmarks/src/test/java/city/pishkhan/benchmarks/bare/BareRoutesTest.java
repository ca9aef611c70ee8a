package city.pishkhan.benchmarks.bare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.camel.component.seda.SedaComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class BareRoutesTest {

    private final Map<String, String> requests = new ConcurrentHashMap<>();
    private final Map<String, String> stored = new ConcurrentHashMap<>();

    @Test
    void callsEveryAgencyByProtocolAndStoresAnswer() throws Exception {
        CountDownLatch all = new CountDownLatch(BarePipeline.AGENCIES.size());
        HttpServer partners = partners(200);
        try (DefaultCamelContext context = context(partners, all)) {
            for (String agency : BarePipeline.AGENCIES) {
                context.createProducerTemplate()
                        .sendBody("jms:queue:bench." + agency, UUID.randomUUID().toString());
            }
            assertTrue(all.await(10, TimeUnit.SECONDS), stored.toString());
        } finally {
            partners.stop(0);
        }
        assertEquals(
                Map.of(
                        "fire",
                        "answer of /fire",
                        "water",
                        "answer of /water/inquiries",
                        "electricity",
                        "answer of /electricity/inquiries",
                        "gas",
                        "answer of /gas/inquiries"),
                stored);
        assertTrue(requests.get("/gas/inquiries").startsWith("application/json {\"id\":\""), requests.toString());
        assertTrue(requests.get("/fire").startsWith("text/xml; charset=UTF-8 <soap:Envelope"), requests.toString());
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new java.io.StringReader(
                        requests.get("/fire").substring(requests.get("/fire").indexOf('<')))));
    }

    @Test
    void failedCallStoresNoAnswer() throws Exception {
        HttpServer partners = partners(503);
        try (DefaultCamelContext context = context(partners, new CountDownLatch(1))) {
            context.createProducerTemplate()
                    .sendBody("jms:queue:bench.gas", UUID.randomUUID().toString());
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            while (context.getInflightRepository().size() > 0 || requests.isEmpty()) {
                assertTrue(System.nanoTime() < until, "the partner was not asked");
                Thread.onSpinWait();
            }
        } finally {
            partners.stop(0);
        }
        assertEquals(Map.of(), stored);
    }

    private DefaultCamelContext context(HttpServer partners, CountDownLatch all) throws Exception {
        DefaultCamelContext context = new DefaultCamelContext();
        context.addComponent("jms", new SedaComponent());
        context.addRoutes(new BareRoutes(
                URI.create("http://127.0.0.1:" + partners.getAddress().getPort()),
                1,
                new BareInquiries(new byte[] {1, 2, 3}),
                (id, agency, answer) -> {
                    stored.put(agency, answer);
                    all.countDown();
                }));
        context.start();
        return context;
    }

    private HttpServer partners(int status) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.put(path, exchange.getRequestHeaders().getFirst("Content-Type") + " " + body);
            byte[] answer = ("answer of " + path).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        return server;
    }
}
