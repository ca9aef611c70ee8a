package city.pishkhan.simulators;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.simulators.site.Json;
import city.pishkhan.simulators.site.Options;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the bank's SOAP port and payment page with literal messages. */
class MellatPartnerTest {
    private static final Pattern RETURN = Pattern.compile("<return>([^<]*)</return>");

    @TempDir
    Path folder;

    private Simulators simulators;
    private Http http;
    private HttpServer merchant;
    private final List<String> returns = new CopyOnWriteArrayList<>();
    private volatile int merchantStatus = 200;

    @BeforeEach
    void start() throws Exception {
        merchant = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        merchant.createContext("/", exchange -> {
            returns.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(merchantStatus, -1);
            exchange.close();
        });
        merchant.start();
        simulators();
    }

    private void simulators() throws Exception {
        Options options = Options.parse(List.of("--port", "0", "--data", folder.toString()));
        options.credentials().setProperty("bank/mellat.terminal", "4711");
        options.credentials().setProperty("bank/mellat.user", "merchant");
        options.credentials().setProperty("bank/mellat.password", "secret");
        simulators = new Simulators(options, Simulators.all());
        http = new Http(simulators.port(), Duration.ofSeconds(20));
    }

    @AfterEach
    void stop() throws Exception {
        simulators.close();
        merchant.stop(0);
    }

    private HttpResponse<String> soap(String body) throws Exception {
        return soap(http, body);
    }

    private static HttpResponse<String> soap(Http http, String body) throws Exception {
        return http.post(
                "/bank/mellat/pgw",
                "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body>" + body
                        + "</s:Body></s:Envelope>",
                "Content-Type",
                "text/xml;charset=UTF-8",
                "SOAPAction",
                "\"\"");
    }

    private static String returnValue(HttpResponse<String> response) {
        Matcher found = RETURN.matcher(response.body());
        assertTrue(found.find(), response.body());
        return found.group(1);
    }

    private String pay(long order, long amount, String data, String login) throws Exception {
        String callback = "http://127.0.0.1:" + merchant.getAddress().getPort() + "/pay/mellat/callback";
        return returnValue(soap("<i:bpPayRequest xmlns:i='http://interfaces.core.sw.bps.com/'>" + login + "<orderId>"
                + order
                + "</orderId><amount>"
                + amount + "</amount><localDate>20261125</localDate><localTime>010203</localTime><additionalData>"
                + data
                + "</additionalData><callBackUrl>" + callback + "</callBackUrl><payerId>0</payerId></i:bpPayRequest>"));
    }

    private static String login(int terminal, String password) {
        return "<terminalId>" + terminal + "</terminalId><userName>merchant</userName><userPassword>" + password
                + "</userPassword>";
    }

    /** Opens a payment session, and returns its RefId. */
    private String session(long order) throws Exception {
        String answer = pay(order, 12_500_000, "1234567800169/1250020132 x", login(4711, "secret"));
        assertTrue(answer.matches("0,[0-9A-F]{20}"), answer);
        return answer.substring(2);
    }

    private String follow(String call, long order, String reference) throws Exception {
        return returnValue(soap(http, body(call, order, reference)));
    }

    private static String body(String call, long order, String reference) {
        return "<i:" + call + " xmlns:i='http://interfaces.core.sw.bps.com/'>" + login(4711, "secret") + "<orderId>"
                + order + "</orderId><saleOrderId>" + order + "</saleOrderId><saleReferenceId>" + reference
                + "</saleReferenceId></i:" + call + ">";
    }

    private JsonNode press(String session, String action) throws Exception {
        HttpResponse<String> response = http.post(
                "/bank/mellat/page/pay?follow=server",
                "RefId=" + session + "&action=" + action,
                "Content-Type",
                "application/x-www-form-urlencoded");
        assertEquals(200, response.statusCode(), response.body());
        return Json.MAPPER.readTree(response.body());
    }

    /** Makes a paid sale, and returns its SaleReferenceId. */
    private String sale(long order) throws Exception {
        return press(session(order), "pay").path("SaleReferenceId").asText();
    }

    private String state(long order) throws Exception {
        for (JsonNode sale :
                Json.MAPPER.readTree(http.get("/bank/mellat/sales/ledger").body())) {
            if (sale.path("order").asLong() == order) {
                return sale.path("state").asText();
            }
        }
        return "none";
    }

    @Test
    void saleIsVerifiedAndSettledOnce() throws Exception {
        String reference = sale(1);
        assertEquals(
                List.of("RefId"), returns.stream().map(r -> r.substring(0, 5)).toList());
        assertTrue(
                returns.get(0)
                        .contains("ResCode=0&SaleOrderId=1&SaleReferenceId=" + reference + "&CardHolderPan=603770"),
                returns.get(0));
        assertTrue(returns.get(0).endsWith("FinalAmount=12500000"), returns.get(0));
        assertEquals("44", follow("bpSettleRequest", 1, reference));
        assertEquals("44", follow("bpInquiryRequest", 1, reference));
        assertEquals("44", follow("bpReversalRequest", 1, reference));
        assertEquals("0", follow("bpVerifyRequest", 1, reference));
        assertEquals("43", follow("bpVerifyRequest", 1, reference));
        assertEquals("0", follow("bpInquiryRequest", 1, reference));
        assertEquals("0", follow("bpSettleRequest", 1, reference));
        assertEquals("45", follow("bpSettleRequest", 1, reference));
        assertEquals("45", follow("bpInquiryRequest", 1, reference));
        assertEquals("45", follow("bpReversalRequest", 1, reference));
        assertEquals("settled", state(1));
    }

    @Test
    void verifiedSaleIsReversedOnce() throws Exception {
        String reference = sale(2);
        follow("bpVerifyRequest", 2, reference);
        assertEquals("0", follow("bpReversalRequest", 2, reference));
        assertEquals("48", follow("bpReversalRequest", 2, reference));
        assertEquals("48", follow("bpVerifyRequest", 2, reference));
        assertEquals("48", follow("bpSettleRequest", 2, reference));
        assertEquals("reversed", state(2));
    }

    @Test
    void merchantErrorsHaveTheirCodes() throws Exception {
        String good = login(4711, "secret");
        assertEquals("21", pay(10, 12_500_000, "x", login(4712, "secret")));
        assertEquals("24", pay(10, 12_500_000, "x", login(4711, "wrong")));
        assertEquals("25", pay(10, 999, "x", good));
        assertEquals("25", pay(10, 12_501_000, "1234567800169/1250020132 x", good));
        assertEquals("412", pay(10, 12_500_000, "1234567800168/1250020132 x", good));
        assertEquals("413", pay(10, 12_500_000, "1234567800169/1250020133 x", good));
        String reference = sale(10);
        assertEquals("41", pay(10, 12_500_000, "x", good));
        assertEquals("42", follow("bpVerifyRequest", 11, reference));
        assertEquals("55", follow("bpVerifyRequest", 10, "1"));
        session(12);
        assertEquals("42", follow("bpVerifyRequest", 12, "1"));
        assertEquals("42", follow("bpInquiryRequest", 12, "0"));
    }

    @Test
    void invalidRequestsReturnFault() throws Exception {
        String wrongOrder = "<i:bpVerifyRequest xmlns:i='http://interfaces.core.sw.bps.com/'><orderId>1</orderId>"
                + login(4711, "secret")
                + "<saleOrderId>1</saleOrderId><saleReferenceId>1</saleReferenceId></i:bpVerifyRequest>";
        assertEquals(500, soap(wrongOrder).statusCode());
        String qualified = "<bpVerifyRequest xmlns='http://interfaces.core.sw.bps.com/'>" + login(4711, "secret")
                + "<orderId>1</orderId><saleOrderId>1</saleOrderId><saleReferenceId>1</saleReferenceId></bpVerifyRequest>";
        assertEquals(500, soap(qualified).statusCode());
    }

    @Test
    void reportsCancelledPayment() throws Exception {
        String session = session(3);
        assertEquals("17", press(session, "cancel").path("ResCode").asText());
        assertEquals("17", follow("bpInquiryRequest", 3, "0"));
        assertEquals("17", press(session, "pay").path("ResCode").asText(), "the first button counts");
        assertEquals("cancelled", state(3));
    }

    @Test
    void paymentPagesLeadBrowserBackToMerchant() throws Exception {
        String session = session(4);
        String form = "RefId=" + session;
        String[] type = {"Content-Type", "application/x-www-form-urlencoded"};
        String page = http.post("/bank/mellat/page", form, type).body();
        assertTrue(
                page.contains("action=\"page/pay\"")
                        && page.contains("value=\"" + session + "\"")
                        && page.contains("value=\"cancel\""),
                page);
        String back =
                http.post("/bank/mellat/page/pay", form + "&action=pay", type).body();
        assertTrue(
                back.contains("/pay/mellat/callback\"")
                        && back.contains("name=\"ResCode\" value=\"0\"")
                        && back.contains("submit()"),
                back);
        assertEquals(List.of(), returns, "the browser goes itself");
        assertEquals(404, http.post("/bank/mellat/page", "RefId=none", type).statusCode());
        assertEquals(
                400,
                http.post("/bank/mellat/page/pay", form + "&action=x", type).statusCode());
    }

    @Test
    void reversesUnverifiedAndSettlesVerifiedAfterTimeout() throws Exception {
        String unverified = sale(5);
        String verified = sale(6);
        follow("bpVerifyRequest", 6, verified);
        http.control("bank/mellat", "{\"script\":[{\"on\":\"clock\",\"aheadSeconds\":1201}]}");
        assertEquals("48", follow("bpVerifyRequest", 5, unverified));
        assertEquals("verified", state(6));
        http.control("bank/mellat", "{\"script\":[{\"on\":\"clock\",\"aheadSeconds\":10801}]}");
        Awaitility.await().until(() -> state(6).equals("settled"));
        assertEquals("45", follow("bpSettleRequest", 6, verified));
    }

    @Test
    void scriptedCodeAppliesGivenTimes() throws Exception {
        String reference = sale(7);
        http.control("bank/mellat", "{\"script\":[{\"on\":\"verify\",\"code\":\"34\",\"times\":1}]}");
        assertEquals("34", follow("bpVerifyRequest", 7, reference));
        assertEquals("0", follow("bpVerifyRequest", 7, reference), "the first did nothing");
    }

    @Test
    void completesCallAfterClientTimeout() throws Exception {
        String reference = sale(8);
        http.control("bank/mellat", "{\"script\":[{\"on\":\"verify\",\"lateMs\":3000,\"times\":1}]}");
        Http hasty = new Http(simulators.port(), Duration.ofSeconds(1));
        assertThrows(HttpTimeoutException.class, () -> soap(hasty, body("bpVerifyRequest", 8, reference)));
        Awaitility.await().until(() -> state(8).equals("verified"));
        assertEquals("43", follow("bpVerifyRequest", 8, reference), "it was done all the same");
    }

    @Test
    void scriptedReturnsAreRepeatedLostWrongAndRetried() throws Exception {
        http.control(
                "bank/mellat",
                "{\"script\":[{\"on\":\"callback\",\"order\":20,\"copies\":3},{\"on\":\"callback\",\"order\":21,\"lost\":true},"
                        + "{\"on\":\"callback\",\"order\":22,\"amount\":1000}]}");
        sale(20);
        Awaitility.await()
                .until(() -> returns.stream()
                                .filter(r -> r.contains("SaleOrderId=20"))
                                .count()
                        == 3);
        assertEquals(0, press(session(21), "pay").path("hubStatus").asInt());
        assertFalse(returns.stream().anyMatch(r -> r.contains("SaleOrderId=21")));
        sale(22);
        assertTrue(returns.stream().anyMatch(r -> r.contains("SaleOrderId=22") && r.contains("FinalAmount=1000")));
        merchantStatus = 503;
        String session = session(23);
        var pressed = CompletableFuture.supplyAsync(() -> {
            try {
                return press(session, "pay").path("hubStatus").asInt();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        Awaitility.await()
                .until(() -> returns.stream()
                                .filter(r -> r.contains("SaleOrderId=23"))
                                .count()
                        > 1);
        assertFalse(pressed.isDone());
        merchantStatus = 200;
        assertEquals(200, pressed.get(20, TimeUnit.SECONDS));
    }

    @Test
    void scriptedReturnsAreEarlyCancelledAndForged() throws Exception {
        http.control(
                "bank/mellat",
                "{\"script\":[{\"on\":\"pay\",\"order\":40,\"paidFirst\":true},{\"on\":\"callback\",\"order\":41,\"cancelled\":true},"
                        + "{\"on\":\"callback\",\"order\":42,\"forged\":true}]}");
        session(40);
        Awaitility.await().until(() -> returns.stream().anyMatch(r -> r.contains("SaleOrderId=40")));
        assertEquals("17", press(session(41), "pay").path("ResCode").asText());
        assertEquals("paid", state(41));
        assertEquals(2, press(session(42), "pay").path("forgedStatus").size());
        List<String> forged =
                returns.stream().filter(r -> r.contains("SaleOrderId=42")).toList();
        assertEquals(3, forged.size());
        assertTrue(forged.get(0).startsWith("RefId=00000000000000000000&"), forged.get(0));
    }

    @Test
    void ledgerRestoresStateAfterRestart() throws Exception {
        String settled = sale(30);
        follow("bpVerifyRequest", 30, settled);
        follow("bpSettleRequest", 30, settled);
        String verified = sale(31);
        follow("bpVerifyRequest", 31, verified);
        JsonNode before =
                Json.MAPPER.readTree(http.get("/bank/mellat/sales/ledger").body());
        simulators.close();
        simulators();
        JsonNode after =
                Json.MAPPER.readTree(http.get("/bank/mellat/sales/ledger").body());
        assertEquals(before.findValuesAsText("state"), after.findValuesAsText("state"));
        assertEquals(before.findValuesAsText("reference"), after.findValuesAsText("reference"));
        assertEquals("43", follow("bpVerifyRequest", 31, verified));
        assertEquals("45", follow("bpSettleRequest", 30, settled));
        assertEquals("41", pay(30, 12_500_000, "x", login(4711, "secret")));
        assertFalse(sale(32).equals(verified));
        assertTrue(http.ledger("bank/mellat").size() >= 9);
    }

    @Test
    void publishesWsdl() throws Exception {
        String wsdl = http.get("/bank/mellat/pgw?wsdl").body();
        assertTrue(wsdl.contains("PaymentGatewayImplService") && wsdl.contains("http://service.pgw.sw.bps.com/"), wsdl);
    }
}
