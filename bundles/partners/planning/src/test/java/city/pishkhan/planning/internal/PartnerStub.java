package city.pishkhan.planning.internal;

import city.pishkhan.spi.PlanOrder;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A planning system without a SOAP library: it reads and writes the contract's messages as text. */
final class PartnerStub implements AutoCloseable {
    private static final String NS = "urn:city:planning:orders:1";
    private static final Pattern CODE = Pattern.compile("<(\\w+:)?renovationCode>([0-9-]+)</");

    /** Alternative behaviour for error cases. */
    interface Misbehaviour {
        void answer(HttpExchange exchange) throws IOException;
    }

    private final Map<String, PlanOrder> properties = new ConcurrentHashMap<>();
    private final Map<String, Integer> revisions = new ConcurrentHashMap<>();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final String login;
    volatile Misbehaviour misbehaviour;
    volatile String lastAction;
    volatile String lastRequest;

    PartnerStub(String user, String password) throws IOException {
        login = "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/planning", this::serve);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/planning");
    }

    void put(PlanOrder order) {
        PlanOrder before = properties.put(order.renovationCode(), order);
        if (!order.equals(before)) {
            revisions.merge(order.renovationCode(), 1, Integer::sum);
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange;
                InputStream body = exchange.getRequestBody()) {
            String request = new String(body.readAllBytes(), StandardCharsets.UTF_8);
            lastRequest = request;
            lastAction = exchange.getRequestHeaders().getFirst("SOAPAction");
            if (misbehaviour != null) {
                misbehaviour.answer(exchange);
            } else if (!login.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                send(exchange, 401, "text/plain", "who are you?");
            } else {
                Matcher code = CODE.matcher(request);
                PlanOrder order = code.find() ? properties.get(code.group(2)) : null;
                if (order != null) {
                    soap(exchange, 200, response(order));
                } else {
                    soap(exchange, 500, unknown(code.group(2)));
                }
            }
        }
    }

    static void soap(HttpExchange exchange, int status, String body) throws IOException {
        send(
                exchange,
                status,
                "text/xml; charset=utf-8",
                "<?xml version=\"1.0\"?><s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>"
                        + body + "</s:Body></s:Envelope>");
    }

    static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    static String unknown(String code) {
        return "<s:Fault><faultcode>s:Client</faultcode><faultstring>unknown</faultstring><detail><x:PropertyUnknown xmlns:x=\""
                + NS + "\"><x:renovationCode>" + code + "</x:renovationCode></x:PropertyUnknown></detail></s:Fault>";
    }

    String response(PlanOrder o) {
        return "<GetPlanOrderResponse xmlns=\"" + NS + "\"><planOrder><renovationCode>" + o.renovationCode()
                + "</renovationCode><district>"
                + o.district() + "</district>"
                + o.uses().stream().map(u -> "<use>" + u + "</use>").collect(Collectors.joining()) + "<floors>"
                + o.floors() + "</floors><density>" + o.density() + "</density><landArea>"
                + o.landArea().stripTrailingZeros().toPlainString()
                + "</landArea><regionalPrice>" + o.regionalPrice() + "</regionalPrice>"
                + o.owners().stream().map(w -> "<owner>" + w + "</owner>").collect(Collectors.joining()) + "<revision>R"
                + revisions.getOrDefault(o.renovationCode(), 1) + "</revision></planOrder></GetPlanOrderResponse>";
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
