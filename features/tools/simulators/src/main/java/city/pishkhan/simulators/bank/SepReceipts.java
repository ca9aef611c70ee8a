package city.pishkhan.simulators.bank;

import city.pishkhan.simulators.site.Json;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * {@code POST /bank/saman/verifyTxnRandomSessionkey/api/v2/ipg/payment/receipt}: returns the sale of a token or RefNum. Has no side
 * effects.
 */
final class SepReceipts extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int NO_TERMINAL = 12;
    private static final int NO_SALE = -2;
    private static final int IN_PROGRESS = 0;

    private final transient SepSaleProcessor saleProcessor;
    private final transient SepTerminals terminals;
    private final transient ScriptedDeviations deviations;

    SepReceipts(SepSaleProcessor saleProcessor, SepTerminals terminals, ScriptedDeviations deviations) {
        this.saleProcessor = saleProcessor;
        this.terminals = terminals;
        this.deviations = deviations;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        JsonNode requestBody;
        try {
            requestBody = Json.read(request);
        } catch (IllegalArgumentException e) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
            return;
        }
        String terminal = requestBody.path("TerminalNumber").asText("");
        Optional<SepSale> sale = (requestBody.hasNonNull("Token")
                        ? saleProcessor.token(requestBody.path("Token").asText())
                        : saleProcessor.sale(requestBody.path("RefNum").asText("")))
                .filter(found -> found.terminal.equals(terminal));
        deviations
                .useLine("receipt", sale.map(found -> found.purchase).orElse(""))
                .ifPresent(ScriptedDeviations::pause);
        if (!terminals.isKnown(terminal)) {
            answer(response, NO_TERMINAL, "TerminalNotFound", null);
        } else if (sale.isEmpty()) {
            answer(response, NO_SALE, "TransactionNotFound", null);
        } else {
            answer(response, 0, null, receipt(sale.get()));
        }
    }

    private static void answer(HttpServletResponse response, int code, String message, Map<String, Object> data)
            throws IOException {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("HasError", code != 0);
        body.put("ErrorCode", code);
        body.put("ErrorMessage", message);
        body.put("Data", data);
        Json.write(response, HttpServletResponse.SC_OK, Json.object(body));
    }

    private static Map<String, Object> receipt(SepSale sale) {
        Map<String, Object> receipt = new LinkedHashMap<>();
        SepSaleProcessor.Decided decided =
                sale.paid != null ? SepSaleProcessor.Decided.PAID : SepSaleProcessor.Decided.CANCELLED;
        boolean open = sale.paid == null && sale.cancelled == null;
        receipt.put("State", open ? "InProgress" : decided.state());
        receipt.put("Status", open ? IN_PROGRESS : decided.status());
        receipt.put("TerminalId", Long.parseLong(sale.terminal));
        receipt.put("Token", sale.token);
        receipt.put("RefNum", sale.reference == null ? "" : sale.reference);
        receipt.put("ResNum", sale.purchase);
        receipt.put("TraceNo", sale.trace);
        receipt.put("Amount", sale.amount);
        receipt.put("AffectiveAmount", sale.amount);
        return receipt;
    }
}
