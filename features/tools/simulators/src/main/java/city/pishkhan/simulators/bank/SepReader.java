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

    private final transient SepSaleProcessor till;
    private final transient SepTerminals terminals;
    private final transient ScriptedDeviations oddities;

    SepReader(SepSaleProcessor till, SepTerminals terminals, ScriptedDeviations oddities) {
        this.till = till;
        this.terminals = terminals;
        this.oddities = oddities;
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
        Optional<JsonNode> line = oddities.useLine("pay", purchase);
        String refusal = line.filter(odd -> odd.has("code"))
                .map(odd -> odd.path("code").asText())
                .orElseGet(() ->
                        terminals.isReader(terminal) ? BillCheck.errorCode(bill, payment, amount) : SepTokens.TERMINAL);
        if (refusal != null) {
            refuse(response, purchase, refusal);
            return;
        }
        SepSale sale = till.sell(terminal, purchase, amount);
        line.ifPresent(ScriptedDeviations::pause);
        Json.write(
                response,
                HttpServletResponse.SC_OK,
                Json.object(Map.of("status", 1, "RefNum", sale.reference, "RRN", sale.retrieval())));
    }

    private void refuse(HttpServletResponse response, String purchase, String code) throws IOException {
        till.recordRefusal("pay", purchase, code);
        Json.write(response, HttpServletResponse.SC_OK, SepTokens.refusal(code));
    }
}
