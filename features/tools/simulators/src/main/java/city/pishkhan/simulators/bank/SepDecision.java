package city.pishkhan.simulators.bank;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * {@code POST /bank/saman/OnlinePG/OnlinePG/pay {Token, action=pay|cancel}}: processes the payer's decision and returns the payer to the
 * merchant, see {@link Returns}.
 */
final class SepDecision extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient SepSaleProcessor saleProcessor;
    private final transient ScriptedDeviations deviations;
    private final transient Returns returns;

    SepDecision(SepSaleProcessor saleProcessor, ScriptedDeviations deviations, Returns returns) {
        this.saleProcessor = saleProcessor;
        this.deviations = deviations;
        this.returns = returns;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<SepSale> sale = saleProcessor.token(String.valueOf(request.getParameter("Token")));
        String action = String.valueOf(request.getParameter("action"));
        if (sale.isEmpty() || !action.equals("pay") && !action.equals("cancel")) {
            response.sendError(sale.isEmpty() ? HttpServletResponse.SC_NOT_FOUND : HttpServletResponse.SC_BAD_REQUEST);
            return;
        }
        SepSaleProcessor.Decided decided = saleProcessor.decide(sale.get(), action.equals("pay"));
        Optional<JsonNode> deviation = deviations.useLine("callback", sale.get().purchase);
        returns.answer(request, response, returnOf(sale.get(), decided, deviation), deviation);
    }

    /** Pays immediately and returns the payer to the merchant. */
    void pay(SepSale sale) {
        returns.send(returnOf(sale, saleProcessor.decide(sale, true), Optional.empty()));
    }

    private static Returns.Return returnOf(
            SepSale sale, SepSaleProcessor.Decided decided, Optional<JsonNode> deviation) {
        Map<String, String> form = form(sale, decided, deviation);
        Map<String, String> strange = new LinkedHashMap<>(form);
        strange.put("ResNum", sale.purchase.replaceAll("[0-9a-f]{4}$", "0000"));
        Map<String, String> wrong = new LinkedHashMap<>(form);
        wrong.put("RefNum", "A" + sale.token);
        return new Returns.Return(URI.create(sale.callback), form, strange, wrong);
    }

    private static Map<String, String> form(
            SepSale sale, SepSaleProcessor.Decided decided, Optional<JsonNode> deviation) {
        boolean cancelled =
                deviation.map(line -> line.path("cancelled").asBoolean()).orElse(false);
        SepSaleProcessor.Decided reported = cancelled ? SepSaleProcessor.Decided.CANCELLED : decided;
        boolean paid = reported == SepSaleProcessor.Decided.PAID;
        long amount = deviation
                .filter(line -> line.has("amount"))
                .map(line -> line.path("amount").asLong())
                .orElse(sale.amount);
        Map<String, String> form = new LinkedHashMap<>();
        form.put("MID", sale.terminal);
        form.put("TerminalId", sale.terminal);
        form.put("State", reported.state());
        form.put("Status", Integer.toString(reported.status()));
        form.put("RRN", paid ? sale.retrievalReferenceNumber() : "");
        String reference = deviation
                .filter(line -> line.has("reference"))
                .map(line -> line.path("reference").asText())
                .orElse(sale.reference);
        form.put("RefNum", paid ? reference : "");
        form.put("ResNum", sale.purchase);
        form.put("TraceNo", paid ? Long.toString(sale.trace) : "");
        form.put("Amount", paid ? Long.toString(amount) : "");
        form.put("Wage", "");
        form.put("SecurePan", paid ? SepCalls.CARD : "");
        form.put("Token", sale.token);
        return form;
    }
}
