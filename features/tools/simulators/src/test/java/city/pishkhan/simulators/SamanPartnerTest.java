package city.pishkhan.simulators;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.simulators.site.Json;
import city.pishkhan.simulators.site.Options;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests SEP's REST interface and payment page with literal messages. */
class SamanPartnerTest {
    private static final String VERIFY = "VerifyTransaction";
    private static final String REVERSE = "ReverseTransaction";
    private static final String[] FORM = {"Content-Type", "application/x-www-form-urlencoded"};

    @TempDir
    Path folder;

    private Simulators simulators;
    private Http http;
    private HttpServer merchant;
    private final List<String> returns = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() throws Exception {
        merchant = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        merchant.createContext("/", exchange -> {
            returns.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        merchant.start();
        simulators();
    }

    private void simulators() throws Exception {
        Options options = Options.parse(List.of("--port", "0", "--data", folder.toString()));
        options.credentials().setProperty("bank/saman.terminal", "2015");
        simulators = new Simulators(options, Simulators.all());
        http = new Http(simulators.port(), Duration.ofSeconds(20));
    }

    @AfterEach
    void stop() throws Exception {
        simulators.close();
        merchant.stop(0);
    }

    private JsonNode ask(String path, String json) throws Exception {
        HttpResponse<String> response = http.post("/bank/saman" + path, json, "Content-Type", "application/json");
        assertEquals(200, response.statusCode(), response.body());
        return Json.MAPPER.readTree(response.body());
    }

    private JsonNode open(String purchase, String terminal, long amount) throws Exception {
        String callback = "http://127.0.0.1:" + merchant.getAddress().getPort() + "/pay/saman/callback";
        return ask(
                "/onlinepg/onlinepg",
                "{\"action\":\"token\",\"TerminalId\":\"" + terminal + "\",\"Amount\":" + amount + ",\"ResNum\":\""
                        + purchase + "\",\"RedirectUrl\":\"" + callback + "\"}");
    }

    private String token(String purchase) throws Exception {
        JsonNode opened = open(purchase, "2015", 12_500_000);
        assertEquals(1, opened.path("status").asInt(), opened::toString);
        return opened.path("token").asText();
    }

    private JsonNode press(String token, String action) throws Exception {
        HttpResponse<String> response = http.post(
                "/bank/saman/OnlinePG/OnlinePG/pay?follow=server", "Token=" + token + "&action=" + action, FORM);
        assertEquals(200, response.statusCode(), response.body());
        return Json.MAPPER.readTree(response.body());
    }

    /** Makes a paid sale, and returns its RefNum. */
    private String sale(String purchase) throws Exception {
        return press(token(purchase), "pay").path("RefNum").asText();
    }

    private JsonNode follow(String call, String reference) throws Exception {
        return ask(
                "/verifyTxnRandomSessionkey/ipg/" + call, "{\"RefNum\":\"" + reference + "\",\"TerminalNumber\":2015}");
    }

    private int code(String call, String reference) throws Exception {
        return follow(call, reference).path("ResultCode").asInt();
    }

    private String state(String purchase) throws Exception {
        for (JsonNode sale :
                Json.MAPPER.readTree(http.get("/bank/saman/sales/ledger").body())) {
            if (sale.path("order").asText().equals(purchase)) {
                return sale.path("state").asText();
            }
        }
        return "none";
    }

    private void script(String line) throws Exception {
        http.control("bank/saman", "{\"script\":[" + line + "]}");
    }

    @Test
    void verifiedSaleIsSettled() throws Exception {
        String reference = sale("1-a");
        String returned = returns.get(0);
        assertTrue(returned.startsWith("MID=2015&TerminalId=2015&State=OK&Status=2&RRN="), returned);
        assertTrue(
                returned.contains("&RefNum=" + URLEncoder.encode(reference, StandardCharsets.UTF_8) + "&ResNum=1-a&"));
        assertTrue(returned.contains("&Amount=12500000&") && returned.contains("SecurePan=603770"), returned);
        JsonNode verified = follow(VERIFY, reference);
        assertEquals(0, verified.path("ResultCode").asInt());
        assertTrue(verified.path("Success").asBoolean());
        JsonNode detail = verified.path("TransactionDetail");
        assertEquals(reference, detail.path("RefNum").asText());
        assertEquals(2015, detail.path("TerminalNumber").asInt());
        assertEquals(12_500_000, detail.path("OrginalAmount").asLong());
        assertEquals(12_500_000, detail.path("AffectiveAmount").asLong());
        assertEquals("settled", state("1-a"));
        JsonNode again = follow(VERIFY, reference);
        assertEquals(2, again.path("ResultCode").asInt());
        assertEquals(
                12_500_000,
                again.path("TransactionDetail").path("AffectiveAmount").asLong());
    }

    @Test
    void verifiedSaleIsReversedOnce() throws Exception {
        String reference = sale("2-a");
        code(VERIFY, reference);
        assertEquals(0, code(REVERSE, reference));
        assertEquals(5, code(REVERSE, reference));
        assertEquals(5, code(VERIFY, reference));
        assertEquals("reversed", state("2-a"));
    }

    @Test
    void merchantErrorsHaveTheirCodes() throws Exception {
        assertEquals("12", open("3-a", "2016", 12_500_000).path("errorCode").asText());
        assertEquals("5", open("3-a", "2015", 999).path("errorCode").asText());
        assertEquals("5", open("", "2015", 12_500_000).path("errorCode").asText());
        assertEquals(-2, code(VERIFY, "none"));
        assertEquals(-2, code(REVERSE, "none"));
        assertEquals(
                -105,
                ask(
                                "/verifyTxnRandomSessionkey/ipg/" + VERIFY,
                                "{\"RefNum\":\"" + sale("3-b") + "\",\"TerminalNumber\":2016}")
                        .path("ResultCode")
                        .asInt());
    }

    @Test
    void reportsCancelledPayment() throws Exception {
        String token = token("4-a");
        JsonNode cancelled = press(token, "cancel");
        assertEquals("CanceledByUser", cancelled.path("State").asText());
        assertEquals("1", cancelled.path("Status").asText());
        assertEquals("", cancelled.path("RefNum").asText());
        assertEquals("CanceledByUser", press(token, "pay").path("State").asText(), "the first button counts");
        assertEquals("cancelled", state("4-a"));
    }

    @Test
    void paymentPagesLeadBrowserBackToMerchant() throws Exception {
        String token = token("5-a");
        String page = http.post("/bank/saman/OnlinePG/OnlinePG", "Token=" + token, FORM)
                .body();
        assertTrue(
                page.contains("action=\"OnlinePG/pay\"")
                        && page.contains("value=\"" + token + "\"")
                        && page.contains("value=\"cancel\""),
                page);
        String back = http.post("/bank/saman/OnlinePG/OnlinePG/pay", "Token=" + token + "&action=pay", FORM)
                .body();
        assertTrue(back.contains("/pay/saman/callback\"") && back.contains("name=\"State\" value=\"OK\""), back);
        assertEquals(List.of(), returns, "the browser goes itself");
        assertEquals(
                404,
                http.post("/bank/saman/OnlinePG/OnlinePG", "Token=none", FORM).statusCode());
    }

    @Test
    void timeReversesUnverifiedAndEndsReversal() throws Exception {
        String unverified = sale("6-a");
        String verified = sale("6-b");
        code(VERIFY, verified);
        String old = token("6-c");
        script("{\"on\":\"clock\",\"aheadSeconds\":1801}");
        assertEquals("SessionIsNull", press(old, "pay").path("State").asText(), "its token was good for 20 minutes");
        assertEquals(-6, code(VERIFY, unverified));
        assertEquals("reversed", state("6-a"));
        assertEquals(-6, code(VERIFY, verified), "whether it was verified it does not say then");
        assertEquals("settled", state("6-b"));
        script("{\"on\":\"clock\",\"aheadSeconds\":3001}");
        assertEquals(-6, code(REVERSE, verified));
        assertEquals(5, code(REVERSE, unverified));
    }

    @Test
    void followsScriptedCallsAndReturns() throws Exception {
        String reference = sale("7-a");
        script("{\"on\":\"verify\",\"order\":\"7\",\"code\":\"-106\",\"times\":1},"
                + "{\"on\":\"verify\",\"amount\":1000},{\"on\":\"pay\",\"order\":\"8\",\"code\":\"8\"},"
                + "{\"on\":\"callback\",\"order\":\"9\",\"cancelled\":true},"
                + "{\"on\":\"callback\",\"order\":\"10\",\"forged\":true,\"copies\":2},"
                + "{\"on\":\"pay\",\"order\":\"11\",\"paidFirst\":true}");
        assertEquals(-106, code(VERIFY, reference));
        JsonNode verified = follow(VERIFY, reference);
        assertEquals(0, verified.path("ResultCode").asInt(), "the first did nothing");
        assertEquals(
                1_000,
                verified.path("TransactionDetail").path("AffectiveAmount").asLong());
        assertEquals("8", open("8-a", "2015", 12_500_000).path("errorCode").asText());
        assertEquals("CanceledByUser", press(token("9-a"), "pay").path("State").asText());
        assertEquals("paid", state("9-a"));
        assertEquals(
                List.of(200, 200),
                Json.MAPPER.convertValue(press(token("10-abcd"), "pay").path("forgedStatus"), List.class));
        Awaitility.await()
                .until(() ->
                        returns.stream().filter(r -> r.contains("ResNum=10-")).count() == 4);
        assertEquals(
                1, returns.stream().filter(r -> r.contains("ResNum=10-0000")).count());
        token("11-a");
        Awaitility.await().until(() -> returns.stream().anyMatch(r -> r.contains("ResNum=11-a")));
    }

    @Test
    void ledgerRestoresStateAfterRestart() throws Exception {
        String settled = sale("30-a");
        code(VERIFY, settled);
        String reversed = sale("31-a");
        code(REVERSE, reversed);
        press(token("32-a"), "cancel");
        String paid = sale("33-a");
        JsonNode before =
                Json.MAPPER.readTree(http.get("/bank/saman/sales/ledger").body());
        simulators.close();
        simulators();
        JsonNode after =
                Json.MAPPER.readTree(http.get("/bank/saman/sales/ledger").body());
        assertEquals(before.findValuesAsText("state"), after.findValuesAsText("state"));
        assertEquals(before.findValuesAsText("reference"), after.findValuesAsText("reference"));
        assertEquals(before.findValuesAsText("call"), after.findValuesAsText("call"));
        assertEquals(2, code(VERIFY, settled));
        assertEquals(5, code(REVERSE, reversed));
        assertEquals(0, code(VERIFY, paid));
    }
}
