package city.pishkhan.simulators.bank;

import city.pishkhan.simulators.Json;
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
 * {@code POST /bank/mellat/page/pay {RefId, action=pay|cancel}}: what the payer pressed. A browser gets a form that takes it back to the
 * merchant; with {@code ?follow=server} the bank itself takes it there, again and again as a payer would reload, and answers JSON.
 */
final class PayDecision extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String CARD = "603770******5443";

    private final transient Till till;
    private final transient Oddities oddities;
    private final transient Browserless messenger;

    PayDecision(Till till, Oddities oddities, Browserless messenger) {
        this.till = till;
        this.oddities = oddities;
        this.messenger = messenger;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Sale> sale = till.session(String.valueOf(request.getParameter("RefId")));
        String action = String.valueOf(request.getParameter("action"));
        if (sale.isEmpty() || !action.equals("pay") && !action.equals("cancel")) {
            response.sendError(sale.isEmpty() ? HttpServletResponse.SC_NOT_FOUND : HttpServletResponse.SC_BAD_REQUEST);
            return;
        }
        String code = till.decide(sale.get(), action.equals("pay"));
        Optional<JsonNode> oddity = oddities.line("callback", sale.get().order);
        Map<String, String> form = form(sale.get(), code, oddity);
        URI callback = URI.create(sale.get().callback);
        boolean lost = oddity.map(line -> line.path("lost").asBoolean()).orElse(false);
        int copies = oddity.map(line -> line.path("copies").asInt(1)).orElse(1);
        for (int i = 1; i < copies && !lost; i++) {
            messenger.take(callback, form);
        }
        if ("server".equals(request.getParameter("follow"))) {
            int status = lost ? 0 : messenger.takeAndWait(callback, form);
            Map<String, Object> told = new LinkedHashMap<>(form);
            told.put("hubStatus", status);
            Json.write(response, HttpServletResponse.SC_OK, Json.object(told));
        } else if (lost) {
            Html.write(
                    response,
                    HttpServletResponse.SC_OK,
                    "پنجره بسته شد",
                    "<p lang=\"en\">The payer closed the window.</p>");
        } else {
            Html.write(
                    response,
                    HttpServletResponse.SC_OK,
                    "بازگشت به پذیرنده",
                    "<form id=\"back\" method=\"post\" action=\""
                            + Html.text(callback.toString()) + "\">" + Html.hidden(form)
                            + "<button>ادامه</button></form><script>document.getElementById('back').submit()</script>");
        }
    }

    private static Map<String, String> form(Sale sale, String code, Optional<JsonNode> oddity) {
        boolean paid = code.equals(Codes.OK);
        Map<String, String> form = new LinkedHashMap<>();
        form.put("RefId", sale.session);
        form.put("ResCode", code);
        form.put("SaleOrderId", Long.toString(sale.order));
        form.put("SaleReferenceId", paid ? Long.toString(sale.reference) : "");
        form.put("CardHolderPan", paid ? CARD : "");
        long amount = oddity.filter(line -> line.has("amount"))
                .map(line -> line.path("amount").asLong())
                .orElse(sale.amount);
        form.put("FinalAmount", paid ? Long.toString(amount) : "");
        return form;
    }
}
