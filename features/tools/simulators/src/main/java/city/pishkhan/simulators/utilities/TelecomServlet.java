package city.pishkhan.simulators.utilities;

import city.pishkhan.simulators.inquiries.Decision;
import city.pishkhan.simulators.inquiries.InquiryBook;
import city.pishkhan.simulators.inquiries.ReceivedInquiry;
import city.pishkhan.simulators.inquiries.Rejected;
import city.pishkhan.simulators.inquiries.View;
import city.pishkhan.simulators.site.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The telephone company's older interface. The example route file shows that such a partner can be connected without
 * Java code.
 *
 * <pre>
 * POST /v2/requests   X-Api-Key; {"request_no", "checksum", "file_no", "address", "flats"}
 *                     201 {"request_no", "checksum", "ticket", "status": "OK" | "OK_WITH_TERMS" | "NO" | "PENDING",
 *                          "terms": [{"code", "text"}], "remark"}
 * </pre>
 */
final class TelecomServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient InquiryBook book;
    private final String key;

    TelecomServlet(InquiryBook book, String key) {
        this.book = book;
        this.key = key;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (key != null && !key.equals(request.getHeader("X-Api-Key"))) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        try {
            ObjectNode body = Json.read(request);
            ObjectNode facts = Json.object(Map.of("property", body.path("address"), "units", body.path("flats")));
            View view = book.submit(new ReceivedInquiry(
                    UUID.fromString(body.path("request_no").asText()).toString(),
                    body.path("checksum").asText(),
                    1,
                    body.path("file_no").asText(),
                    facts,
                    List.of()));
            Json.write(response, 201, show(view));
        } catch (Rejected | IllegalArgumentException e) {
            Json.write(response, 400, Json.object(Map.of("error", String.valueOf(e.getMessage()))));
        }
    }

    private static ObjectNode show(View view) {
        Decision answer = view.answer();
        ObjectNode shown = Json.MAPPER.createObjectNode();
        shown.put("request_no", view.id()).put("checksum", view.digest()).put("ticket", view.reference());
        shown.put(
                "status",
                answer == null
                        ? "PENDING"
                        : switch (answer.verdict()) {
                            case Decision.APPROVE -> "OK";
                            case Decision.WITH_CONDITIONS -> "OK_WITH_TERMS";
                            case Decision.REJECT -> "NO";
                            default -> "PENDING";
                        });
        shown.set("terms", Json.MAPPER.valueToTree(answer == null ? List.of() : answer.conditions()));
        return answer == null ? shown : shown.put("remark", answer.reason());
    }
}
