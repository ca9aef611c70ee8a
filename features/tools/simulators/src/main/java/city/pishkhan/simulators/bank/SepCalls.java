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

/** {@code POST /bank/saman/verifyTxnRandomSessionkey/ipg/VerifyTransaction} and {@code …/ReverseTransaction}. */
final class SepCalls extends HttpServlet {
    private static final long serialVersionUID = 1L;
    static final String CARD = "603770******5443";
    private static final String HASH = "FCD730725105588CC64D1DCFE482EFAAFDF713CEEE38AD29CBC398ED16C57C0D";

    private final transient SepSaleProcessor saleProcessor;
    private final transient SepTerminals terminals;
    private final transient ScriptedDeviations deviations;
    private final String call;

    /** @param call {@code verify} or {@code reversal} */
    SepCalls(SepSaleProcessor saleProcessor, SepTerminals terminals, ScriptedDeviations deviations, String call) {
        this.saleProcessor = saleProcessor;
        this.terminals = terminals;
        this.deviations = deviations;
        this.call = call;
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
        String given = requestBody.path("TerminalNumber").asText("");
        if (!terminals.isKnown(given)) {
            answer(response, SepResponsePolicy.TERMINAL, null, given, Optional.empty());
            return;
        }
        String reference = requestBody.path("RefNum").asText("");
        Optional<JsonNode> line = deviations.useLine(
                call, saleProcessor.sale(reference).map(sale -> sale.purchase).orElse(""));
        SepSaleProcessor.Answer answer = saleProcessor.call(
                call,
                given,
                reference,
                line.filter(deviation -> deviation.has("code"))
                        .map(deviation -> deviation.path("code").asInt()));
        line.ifPresent(ScriptedDeviations::pause);
        boolean tells = answer.code() == SepResponsePolicy.OK || answer.code() == SepResponsePolicy.DUPLICATE;
        answer(response, answer.code(), tells ? answer.sale() : null, given, line);
    }

    private static void answer(
            HttpServletResponse response, int code, SepSale sale, String terminal, Optional<JsonNode> deviation)
            throws IOException {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("TransactionDetail", sale == null ? null : detail(sale, terminal, deviation));
        body.put("ResultCode", code);
        body.put("ResultDescription", code == SepResponsePolicy.OK ? "عملیات با موفقیت انجام شد" : "عملیات ناموفق");
        body.put("Success", code == SepResponsePolicy.OK);
        Json.write(response, HttpServletResponse.SC_OK, Json.object(body));
    }

    private static Map<String, Object> detail(SepSale sale, String terminal, Optional<JsonNode> deviation) {
        long amount = deviation
                .filter(line -> line.has("amount"))
                .map(line -> line.path("amount").asLong())
                .orElse(sale.amount);
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("RRN", sale.retrievalReferenceNumber());
        detail.put("RefNum", sale.reference);
        detail.put("MaskedPan", CARD);
        detail.put("HashedPan", HASH);
        detail.put("TerminalNumber", terminal.isEmpty() ? 0 : Long.parseLong(terminal));
        detail.put("OrginalAmount", sale.amount);
        detail.put("AffectiveAmount", amount);
        detail.put("StraceDate", sale.paid.toString());
        detail.put("StraceNo", Long.toString(sale.trace));
        if (sale.isAtReader()) {
            String[] ids = sale.purchase.split("-");
            detail.put("BillId", ids[0]);
            detail.put("PaymentId", ids[1]);
        }
        return detail;
    }
}
