package city.pishkhan.simulators;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.simulators.site.Json;
import city.pishkhan.simulators.site.Options;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests card payments at SEP's readers, and SEP's answers about their slips. */
class SepReaderTest {
    private static final String READER = "88001204";
    private static final String BRANCHES = "88000001";
    private static final String BILL = "1234567800169";
    private static final String PAYMENT = "1250020132";
    private static final long AMOUNT = 12_500_000;

    @TempDir
    Path folder;

    private Simulators simulators;
    private Http http;

    @BeforeEach
    void start() throws Exception {
        Options options = Options.parse(List.of("--port", "0", "--data", folder.toString()));
        options.credentials().setProperty("bank/saman.terminal", "2015");
        options.credentials().setProperty("bank/saman.pos", READER + ", " + BRANCHES);
        simulators = new Simulators(options, Simulators.all());
        http = new Http(simulators.port(), Duration.ofSeconds(20));
    }

    @AfterEach
    void stop() throws Exception {
        simulators.close();
    }

    private JsonNode ask(String path, String json) throws Exception {
        HttpResponse<String> response = http.post("/bank/saman" + path, json, "Content-Type", "application/json");
        assertEquals(200, response.statusCode(), response.body());
        return Json.MAPPER.readTree(response.body());
    }

    private JsonNode card(String terminal, long amount, String bill, String payment) throws Exception {
        return ask(
                "/pos/sale",
                Json.MAPPER
                        .createObjectNode()
                        .put("TerminalId", terminal)
                        .put("Amount", amount)
                        .put("BillId", bill)
                        .put("PaymentId", payment)
                        .toString());
    }

    private String refused(String terminal, long amount, String bill, String payment) throws Exception {
        JsonNode reply = card(terminal, amount, bill, payment);
        assertEquals(-1, reply.path("status").asInt(), reply::toString);
        return reply.path("errorCode").asText();
    }

    /** Makes a card payment at a reader, and returns its RefNum. */
    private String slip() throws Exception {
        return card(READER, AMOUNT, BILL, PAYMENT).path("RefNum").asText();
    }

    private JsonNode follow(String call, String reference, String terminal) throws Exception {
        return ask(
                "/verifyTxnRandomSessionkey/ipg/" + call + "Transaction",
                "{\"RefNum\":\"" + reference + "\",\"TerminalNumber\":" + terminal + "}");
    }

    private int code(String call, String reference) throws Exception {
        return follow(call, reference, READER).path("ResultCode").asInt();
    }

    private void bankClock(long aheadSeconds) throws Exception {
        http.control("bank/saman", "{\"script\":[{\"on\":\"clock\",\"aheadSeconds\":" + aheadSeconds + "}]}");
    }

    @Test
    void verifiesSlipOnceAndReportsPayment() throws Exception {
        JsonNode sold = card(READER, AMOUNT, BILL, PAYMENT);
        String reference = sold.path("RefNum").asText();
        assertTrue(reference.matches("[1-9]\\d{11}"), "somebody types it: " + reference);
        assertTrue(sold.path("RRN").asText().matches("\\d+"), sold::toString);
        JsonNode first = follow("Verify", reference, READER);
        assertEquals(0, first.path("ResultCode").asInt());
        JsonNode detail = first.path("TransactionDetail");
        assertEquals(reference, detail.path("RefNum").asText());
        assertEquals(sold.path("RRN"), detail.path("RRN"));
        assertEquals(READER, detail.path("TerminalNumber").asText());
        assertEquals(AMOUNT, detail.path("OrginalAmount").asLong());
        assertEquals(AMOUNT, detail.path("AffectiveAmount").asLong());
        assertEquals(BILL, detail.path("BillId").asText());
        assertEquals(PAYMENT, detail.path("PaymentId").asText());
        assertEquals(2, code("Verify", reference));
        assertNotEquals(reference, slip(), "each card has a slip of its own");
    }

    @Test
    void rejectsForgedSlip() throws Exception {
        String reference = slip();
        assertEquals(-2, code("Verify", "123456789012"));
        assertEquals(
                -2, follow("Verify", reference, BRANCHES).path("ResultCode").asInt(), "it is another reader's");
        assertEquals(-2, follow("Verify", reference, "2015").path("ResultCode").asInt());
        assertEquals(
                -105, follow("Verify", reference, "88009999").path("ResultCode").asInt());
        assertEquals(0, code("Verify", reference), "nobody has used it up");
    }

    @Test
    void readerRejectsInvalidBill() throws Exception {
        assertEquals("412", refused(READER, AMOUNT, "1234567800168", PAYMENT));
        assertEquals("412", refused(READER, AMOUNT, "", PAYMENT));
        assertEquals("413", refused(READER, AMOUNT, BILL, "1250020133"));
        assertEquals("413", refused(READER, AMOUNT, BILL, "abc"));
        assertEquals("25", refused(READER, AMOUNT + 1_000, BILL, PAYMENT));
        assertEquals("12", refused("2015", AMOUNT, BILL, PAYMENT), "no card is put into a page");
        assertEquals("12", refused("88009999", AMOUNT, BILL, PAYMENT));
        assertEquals("5", ask("/pos/sale", "[]").path("errorCode").asText());
        assertEquals(
                0,
                Json.MAPPER
                        .readTree(http.get("/bank/saman/sales/ledger").body())
                        .size());
    }

    @Test
    void readerTerminalCannotOpenPaymentPage() throws Exception {
        JsonNode reply = ask(
                "/onlinepg/onlinepg",
                "{\"action\":\"token\",\"TerminalId\":\"" + READER
                        + "\",\"Amount\":12500000,\"ResNum\":\"1-a\",\"RedirectUrl\":\"http://127.0.0.1:1/pay\"}");
        assertEquals("12", reply.path("errorCode").asText());
    }

    @Test
    void readerSaleIsNotReversedByTime() throws Exception {
        String reference = slip();
        bankClock(86_400);
        assertEquals(0, code("Verify", reference));
        assertEquals(2, code("Verify", reference));
        assertEquals(-6, code("Reverse", reference), "but goes back for 50 minutes only");
    }

    @Test
    void verifiedSaleIsReversedOnce() throws Exception {
        String reference = slip();
        assertEquals(0, code("Verify", reference));
        assertEquals(0, code("Reverse", reference));
        assertEquals(5, code("Reverse", reference));
        assertEquals(5, code("Verify", reference));
    }

    @Test
    void followsScriptedErrors() throws Exception {
        http.control(
                "bank/saman",
                "{\"script\":[{\"on\":\"pay\",\"order\":\"" + BILL + "\",\"code\":\"51\",\"times\":1},"
                        + "{\"on\":\"verify\",\"order\":\"" + BILL + "\",\"code\":\"-106\",\"times\":1}]}");
        assertEquals("51", refused(READER, AMOUNT, BILL, PAYMENT));
        String reference = slip();
        assertEquals(-106, code("Verify", reference));
        assertEquals(0, code("Verify", reference));
    }

    @Test
    void ledgerRestoresStateAfterRestart() throws Exception {
        String verified = slip();
        assertEquals(0, code("Verify", verified));
        String sold = slip();
        simulators.close();
        start();
        assertEquals(2, code("Verify", verified));
        assertEquals(0, code("Verify", sold));
        assertEquals(-2, follow("Verify", sold, BRANCHES).path("ResultCode").asInt());
    }
}
