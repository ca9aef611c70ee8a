package city.pishkhan.simulators.bank;

import city.pishkhan.simulators.site.Json;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** {@code POST /bank/saman/onlinepg/onlinepg}: returns a token for a purchase, or an error code. */
final class SepTokens extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final long LEAST_AMOUNT = 1_000;
    private static final int LONGEST_PURCHASE = 50;
    static final String PARAMETERS = "5";
    static final String TERMINAL = "12";

    private final transient SepSaleProcessor saleProcessor;
    private final transient SepTerminals terminals;
    private final transient ScriptedDeviations deviations;
    private final transient SepDecision payer;

    /** @param payer processes an immediate payment if the script sets {@code paidFirst} */
    SepTokens(
            SepSaleProcessor saleProcessor, SepTerminals terminals, ScriptedDeviations deviations, SepDecision payer) {
        this.saleProcessor = saleProcessor;
        this.terminals = terminals;
        this.deviations = deviations;
        this.payer = payer;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        JsonNode requestBody;
        try {
            requestBody = Json.read(request);
        } catch (IllegalArgumentException e) {
            refuse(response, "", PARAMETERS);
            return;
        }
        String terminal = requestBody.path("TerminalId").asText("");
        String purchase = requestBody.path("ResNum").asText("");
        String callback = requestBody.path("RedirectUrl").asText("");
        Optional<JsonNode> line = deviations.useLine("pay", purchase);
        if (line.isPresent() && line.get().has("code")) {
            refuse(response, purchase, line.get().path("code").asText());
        } else if (!terminals.isInternetTerminal(terminal)) {
            refuse(response, purchase, TERMINAL);
        } else if (!requestBody.path("action").asText("").equals("token")
                || purchase.isBlank()
                || purchase.length() > LONGEST_PURCHASE
                || requestBody.path("Amount").asLong() < LEAST_AMOUNT
                || !callback.matches("https?://.+")) {
            refuse(response, purchase, PARAMETERS);
        } else {
            SepSale sale = saleProcessor.open(
                    terminal, purchase, requestBody.path("Amount").asLong(), callback);
            if (line.map(deviation -> deviation.path("paidFirst").asBoolean()).orElse(false)) {
                payer.pay(sale);
            }
            line.ifPresent(ScriptedDeviations::pause);
            Json.write(response, HttpServletResponse.SC_OK, Json.object(Map.of("status", 1, "token", sale.token)));
        }
    }

    private void refuse(HttpServletResponse response, String purchase, String code) throws IOException {
        saleProcessor.recordRefusal("pay", purchase, code);
        Json.write(response, HttpServletResponse.SC_OK, refusal(code));
    }

    static JsonNode refusal(String code) {
        return Json.object(Map.of("status", -1, "errorCode", code, "errorDesc", "پارامترهای ارسالی نامعتبر است"));
    }
}
