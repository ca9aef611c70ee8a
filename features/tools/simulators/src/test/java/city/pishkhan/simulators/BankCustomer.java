package city.pishkhan.simulators;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.simulators.site.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;

/**
 * Makes sales at both banks in the roles of merchant and payer. The payer's return goes to a port that nothing listens
 * on.
 */
final class BankCustomer {
    static final long AMOUNT = 12_500_000;
    static final String READER = "88001204";
    private static final String BILL = "1234567800169";
    private static final String PAYMENT = "1250020132";
    private static final String NOBODY = "http://127.0.0.1:9/pay";
    private static final String[] FORM = {"Content-Type", "application/x-www-form-urlencoded"};

    private final Http http;

    BankCustomer(Http http) {
        this.http = http;
    }

    private JsonNode saman(String path, String json) throws Exception {
        HttpResponse<String> response = http.post("/bank/saman" + path, json, "Content-Type", "application/json");
        assertEquals(200, response.statusCode(), response.body());
        return Json.MAPPER.readTree(response.body());
    }

    private void press(String page, String form) throws Exception {
        assertEquals(200, http.post(page, form + "&action=pay", FORM).statusCode());
    }

    private JsonNode sale(String bank, String order) throws Exception {
        for (JsonNode sale :
                Json.MAPPER.readTree(http.get("/bank/" + bank + "/sales/ledger").body())) {
            if (sale.path("order").asText().equals(order)) {
                return sale;
            }
        }
        throw new AssertionError("no sale of order " + order);
    }

    /**
     * Makes a settled sale at SEP.
     *
     * @return RefNum
     */
    String saman(long order) throws Exception {
        String purchase = order + "-ab";
        String token = saman(
                        "/onlinepg/onlinepg",
                        "{\"action\":\"token\",\"TerminalId\":\"2015\",\"Amount\":" + AMOUNT + ",\"ResNum\":\""
                                + purchase + "\",\"RedirectUrl\":\"" + NOBODY + "\"}")
                .path("token")
                .asText();
        press("/bank/saman/OnlinePG/OnlinePG/pay", "Token=" + token);
        String reference = sale("saman", purchase).path("reference").asText();
        assertEquals(0, saman("Verify", reference, "2015"));
        return reference;
    }

    /**
     * Calls SEP about a sale.
     *
     * @param call Verify or Reverse
     * @return ResultCode
     */
    int saman(String call, String reference, String terminal) throws Exception {
        return saman(
                        "/verifyTxnRandomSessionkey/ipg/" + call + "Transaction",
                        "{\"RefNum\":\"" + reference + "\",\"TerminalNumber\":" + terminal + "}")
                .path("ResultCode")
                .asInt();
    }

    /**
     * Makes a card payment at a reader, without a later call to the bank.
     *
     * @return RefNum
     */
    String card() throws Exception {
        return saman(
                        "/pos/sale",
                        "{\"TerminalId\":\"" + READER + "\",\"Amount\":" + AMOUNT + ",\"BillId\":\"" + BILL
                                + "\",\"PaymentId\":\"" + PAYMENT + "\"}")
                .path("RefNum")
                .asText();
    }

    private String soap(String call, String fields) throws Exception {
        String body = http.post(
                        "/bank/mellat/pgw",
                        "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body><i:bp" + call
                                + "Request xmlns:i='http://interfaces.core.sw.bps.com/'><terminalId>4711</terminalId>"
                                + "<userName>merchant</userName><userPassword>secret</userPassword>" + fields + "</i:bp"
                                + call + "Request></s:Body></s:Envelope>",
                        "Content-Type",
                        "text/xml;charset=UTF-8",
                        "SOAPAction",
                        "\"\"")
                .body();
        assertTrue(body.contains("<return>"), body);
        return body.replaceAll("(?s).*<return>|</return>.*", "");
    }

    /**
     * Makes a paid and verified sale at Mellat.
     *
     * @return SaleReferenceId
     */
    String payAndVerify(long order) throws Exception {
        String opened = soap(
                "Pay",
                "<orderId>" + order + "</orderId><amount>" + AMOUNT + "</amount><localDate>20261125</localDate>"
                        + "<localTime>010203</localTime><additionalData>" + BILL + "/" + PAYMENT
                        + " x</additionalData><callBackUrl>" + NOBODY + "</callBackUrl><payerId>0</payerId>");
        press("/bank/mellat/page/pay", "RefId=" + opened.substring(2));
        String reference =
                sale("mellat", Long.toString(order)).path("reference").asText();
        assertEquals("0", mellat("Verify", order, reference));
        return reference;
    }

    String mellat(String call, long order, String reference) throws Exception {
        return soap(
                call,
                "<orderId>" + order + "</orderId><saleOrderId>" + order + "</saleOrderId><saleReferenceId>" + reference
                        + "</saleReferenceId>");
    }

    /**
     * Makes a settled sale at Mellat.
     *
     * @return SaleReferenceId
     */
    String mellat(long order) throws Exception {
        String reference = payAndVerify(order);
        assertEquals("0", mellat("Settle", order, reference));
        return reference;
    }
}
