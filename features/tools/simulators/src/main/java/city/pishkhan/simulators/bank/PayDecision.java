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
 * {@code POST /bank/mellat/page/pay {RefId, action=pay|cancel}}: processes the payer's decision and returns the payer to the merchant, see
 * {@link Returns}.
 */
final class PayDecision extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String CARD = "603770******5443";

    private final transient MellatSaleProcessor saleProcessor;
    private final transient ScriptedDeviations deviations;
    private final transient Returns returns;

    PayDecision(MellatSaleProcessor saleProcessor, ScriptedDeviations deviations, Returns returns) {
        this.saleProcessor = saleProcessor;
        this.deviations = deviations;
        this.returns = returns;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Sale> sale = saleProcessor.session(String.valueOf(request.getParameter("RefId")));
        String action = String.valueOf(request.getParameter("action"));
        if (sale.isEmpty() || !action.equals("pay") && !action.equals("cancel")) {
            response.sendError(sale.isEmpty() ? HttpServletResponse.SC_NOT_FOUND : HttpServletResponse.SC_BAD_REQUEST);
            return;
        }
        String code = saleProcessor.decide(sale.get(), action.equals("pay"));
        Optional<JsonNode> deviation = deviations.useLine("callback", Long.toString(sale.get().order));
        returns.answer(request, response, returnOf(sale.get(), code, deviation), deviation);
    }

    /** Pays immediately and returns the payer to the merchant. */
    void pay(Sale sale) {
        String code = saleProcessor.decide(sale, true);
        returns.send(returnOf(sale, code, Optional.empty()));
    }

    private static Returns.Return returnOf(Sale sale, String code, Optional<JsonNode> deviation) {
        Map<String, String> form = form(sale, code, deviation);
        Map<String, String> strange = new LinkedHashMap<>(form);
        strange.put("RefId", "0".repeat(sale.session.length()));
        Map<String, String> wrong = new LinkedHashMap<>(form);
        wrong.put("SaleReferenceId", Long.toString(sale.reference + 1));
        return new Returns.Return(URI.create(sale.callback), form, strange, wrong);
    }

    private static Map<String, String> form(Sale sale, String code, Optional<JsonNode> deviation) {
        boolean cancelled =
                deviation.map(line -> line.path("cancelled").asBoolean()).orElse(false);
        String reported = cancelled ? Codes.CANCELLED : code;
        boolean paid = reported.equals(Codes.OK);
        Map<String, String> form = new LinkedHashMap<>();
        form.put("RefId", sale.session);
        form.put("ResCode", reported);
        form.put("SaleOrderId", Long.toString(sale.order));
        form.put("SaleReferenceId", paid ? Long.toString(sale.reference) : "");
        form.put("CardHolderPan", paid ? CARD : "");
        long amount = deviation
                .filter(line -> line.has("amount"))
                .map(line -> line.path("amount").asLong())
                .orElse(sale.amount);
        form.put("FinalAmount", paid ? Long.toString(amount) : "");
        return form;
    }
}
