package city.pishkhan.simulators.sms;

import city.pishkhan.simulators.site.Json;
import city.pishkhan.simulators.site.Login;
import city.pishkhan.simulators.site.Script;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * The provider's REST interface.
 *
 * <pre>
 * POST /messages   Idempotency-Key, Bearer token; {"id", "sender", "to", "text"}
 *   201 {"reference"}; 409 {"code": "duplicate", "reference"} for a known id; 422 {"code": "bad-number" | "text"}
 * </pre>
 *
 * Lines of the {@code script} of {@code Control}: {@code {"status": 429, "retryAfter": 3, "times": 2}} replies with
 * this status and sends no message; with {@code "to"} the line applies only to that number; with {@code "after": true}
 * the message is sent nevertheless. Delays, HTTP 500 and broken connections are set by the other fields of
 * {@code Control}.
 */
final class SmsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST_TEXT = 1_000;

    private final transient Outbox outbox;
    private final transient Script script;
    private final transient Login login;

    SmsServlet(Outbox outbox, Script script, Login login) {
        this.outbox = outbox;
        this.script = script;
        this.login = login;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!login.isAllowed(request, response)) {
            return;
        }
        ObjectNode message;
        try {
            message = Json.read(request);
        } catch (IllegalArgumentException e) {
            Json.refuse(response, 400, "json", e.getMessage());
            return;
        }
        String to = message.path("to").asText();
        Optional<JsonNode> deviation = useDeviation(to);
        if (deviation.isPresent() && !deviation.get().path("after").asBoolean()) {
            Script.answer(response, deviation.get());
            return;
        }
        String key = request.getHeader("Idempotency-Key");
        if (key == null || !key.equals(message.path("id").asText())) {
            Json.refuse(response, 400, "id", "Idempotency-Key and id must be the same");
        } else if (!to.matches("09[0-9]{9}")) {
            Json.refuse(response, 422, "bad-number", to + " is not a mobile number");
        } else if (message.path("text").asText().isBlank()
                || message.path("text").asText().length() > LONGEST_TEXT) {
            Json.refuse(response, 422, "text", "the text is missing or too long");
        } else {
            Outbox.Sent sent = outbox.accept(key, to, message.path("text").asText());
            if (deviation.isPresent()) {
                Script.answer(response, deviation.get());
            } else if (sent.copies() > 1) {
                Json.write(response, 409, Json.object(Map.of("code", "duplicate", "reference", sent.reference())));
            } else {
                Json.write(response, 201, Json.object(Map.of("reference", sent.reference())));
            }
        }
    }

    private Optional<JsonNode> useDeviation(String to) {
        return script.useFirst(
                line -> !line.has("to") || line.path("to").asText().equals(to));
    }
}
