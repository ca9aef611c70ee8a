package city.pishkhan.simulators.utilities;

import city.pishkhan.simulators.inquiries.InquiryBook;
import city.pishkhan.simulators.inquiries.ReceivedInquiry;
import city.pishkhan.simulators.inquiries.Rejected;
import city.pishkhan.simulators.inquiries.View;
import city.pishkhan.simulators.site.Json;
import city.pishkhan.simulators.site.Login;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The companies' REST interface.
 *
 * <pre>
 * POST /inquiries                  Idempotency-Key: the inquiry's id; 200 answer | 202 accepted
 * GET  /inquiries/{id}             200 with state and answer
 * POST /inquiries/{id}/withdrawal  {"reason", "supersededBy"}; 200 with state
 * POST /inquiries/{id}/reminder    {"reason"}; 200 with state
 * GET  /health                     200
 * </pre>
 *
 * Errors are {@code application/problem+json} with a {@code code}.
 */
final class UtilityServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient InquiryBook book;
    private final transient Login login;

    UtilityServlet(InquiryBook book, Login login) {
        this.book = book;
        this.login = login;
    }

    /** Processes one request to the company and writes the reply. */
    private interface Call {
        void run() throws IOException;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getPathInfo();
        execute(request, response, () -> {
            if (path == null) {
                submit(request, response);
            } else if (path.endsWith("/withdrawal")) {
                withdraw(path.substring(1, path.lastIndexOf('/')), Json.read(request), response);
            } else if (path.endsWith("/reminder")) {
                String id = path.substring(1, path.lastIndexOf('/'));
                View view = book.remind(id, Json.read(request).path("reason").asText(null));
                Json.write(response, 200, Json.object(Map.of("inquiry", id, "state", view.state())));
            } else {
                response.sendError(HttpServletResponse.SC_NOT_FOUND);
            }
        });
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        execute(request, response, () -> {
            String path = request.getPathInfo();
            View view = book.status(path == null ? "" : path.substring(1));
            Json.write(response, 200, show(view).put("state", view.state()));
        });
    }

    private void execute(HttpServletRequest request, HttpServletResponse response, Call call) throws IOException {
        if (!login.isAllowed(request, response)) {
            return;
        }
        try {
            call.run();
        } catch (Rejected e) {
            problem(response, e.code(), e.getMessage());
        } catch (IllegalArgumentException e) {
            problem(response, Rejected.Code.INVALID, e.getMessage());
        }
    }

    private void submit(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ObjectNode body = Json.read(request);
        String id = UUID.fromString(body.path("id").asText()).toString();
        if (!id.equals(request.getHeader("Idempotency-Key"))) {
            throw new IllegalArgumentException("Idempotency-Key must be the inquiry's id");
        }
        if (!body.path("digest").asText().matches("[0-9a-f]{64}")
                || !body.path("facts").isObject()) {
            throw new IllegalArgumentException("digest and facts are required");
        }
        List<Map<String, Object>> sheets = new ArrayList<>();
        for (JsonNode sheet : body.path("sheets")) {
            sheets.add(Map.of(
                    "role", sheet.path("role"), "revision", sheet.path("revision"), "sha256", sheet.path("sha256")));
        }
        View view = book.submit(new ReceivedInquiry(
                id,
                body.path("digest").asText(),
                body.path("emission").asInt(),
                body.path("caseNumber").asText(),
                body.get("facts"),
                sheets));
        if (view.answer() == null) {
            Json.write(response, 202, Json.object(Map.of("inquiry", id, "reference", view.reference())));
        } else {
            Json.write(response, 200, show(view));
        }
    }

    private void withdraw(String id, ObjectNode body, HttpServletResponse response) throws IOException {
        String by = body.path("supersededBy").asText(null);
        String reason = body.path("reason").asText(null);
        View view = by == null ? book.withdraw(id, reason) : book.supersede(id, by, reason);
        Json.write(response, 200, Json.object(Map.of("inquiry", id, "state", view.state())));
    }

    private static ObjectNode show(View view) {
        ObjectNode node = view.answer() == null
                ? Json.MAPPER.createObjectNode()
                : Json.MAPPER.<ObjectNode>valueToTree(view.answer());
        return node.put("inquiry", view.id()).put("digest", view.digest()).put("reference", view.reference());
    }

    private static void problem(HttpServletResponse response, Rejected.Code code, String detail) throws IOException {
        int status =
                switch (code) {
                    case UNKNOWN_INQUIRY -> 404;
                    case DIGEST_MISMATCH -> 409;
                    case NOT_OPEN -> 410;
                    case BAD_PLAN, INVALID -> 422;
                };
        response.setHeader("X-Content-Type-Options", "nosniff");
        Json.write(
                response,
                status,
                Json.object(Map.of(
                        "type",
                        "about:blank",
                        "title",
                        code.name(),
                        "status",
                        status,
                        "code",
                        code.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
                        "detail",
                        String.valueOf(detail))));
        response.setContentType("application/problem+json");
    }
}
