package city.pishkhan.simulators.bank;

import city.pishkhan.simulators.site.Json;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * {@code POST /bank/saman/pos/sale {TerminalId, Amount, BillId, PaymentId}}: a card payment at the card reader of an
 * office or of a bank's branch. The reply has the content of the printed slip, {@code {status: 1, RefNum, RRN}}. A
 * refused payment moves no money: {@code {status: -1, errorCode, errorDesc}} with 412 for a wrong bill ID, 413 for a
 * wrong payment ID, 25 for an amount that differs from that in the payment ID, 12 for a terminal that is not a reader.
 */
final class SepReader extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient SepSaleProcessor saleProcessor;
    private final transient SepTerminals terminals;
    private final transient ScriptedDeviations deviations;

    SepReader(SepSaleProcessor saleProcessor, SepTerminals terminals, ScriptedDeviations deviations) {
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
            refuse(response, "", SepTokens.PARAMETERS);
            return;
        }
        String terminal = requestBody.path("TerminalId").asText("");
        String bill = requestBody.path("BillId").asText("");
        String payment = requestBody.path("PaymentId").asText("");
        long amount = requestBody.path("Amount").asLong();
        String purchase = bill + "-" + payment;
        Optional<JsonNode> line = deviations.useLine("pay", purchase);
        String refusal = line.filter(deviation -> deviation.has("code"))
                .map(deviation -> deviation.path("code").asText())
                .orElseGet(() ->
                        terminals.isReader(terminal) ? BillCheck.errorCode(bill, payment, amount) : SepTokens.TERMINAL);
        if (refusal != null) {
            refuse(response, purchase, refusal);
            return;
        }
        SepSale sale = saleProcessor.sell(terminal, purchase, amount);
        line.ifPresent(ScriptedDeviations::pause);
        Json.write(
                response,
                HttpServletResponse.SC_OK,
                Json.object(Map.of("status", 1, "RefNum", sale.reference, "RRN", sale.retrievalReferenceNumber())));
    }

    private void refuse(HttpServletResponse response, String purchase, String code) throws IOException {
        saleProcessor.recordRefusal("pay", purchase, code);
        Json.write(response, HttpServletResponse.SC_OK, SepTokens.refusal(code));
    }
}
