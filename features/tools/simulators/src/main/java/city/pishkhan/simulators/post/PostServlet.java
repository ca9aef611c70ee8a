package city.pishkhan.simulators.post;

import city.pishkhan.simulators.site.Json;
import city.pishkhan.simulators.site.Login;
import city.pishkhan.simulators.site.Script;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * The post's REST interface.
 *
 * <pre>
 * POST   /orders        Idempotency-Key; {"id", "kind", "grams", "from", "to": {"name", "address", "postalCode"} or {"office"}}
 *   201 {"tracking"}; 409 {"code": "duplicate", "tracking"}; 422 {"code": "postal-code" | "address" | "weight" | "office"}
 * GET    /orders/{id}   200 {"tracking", "events", "receipt"}; 404 {"code": "unknown"}
 * DELETE /orders/{id}   200 {"cancelled": true}; 409 {"code": "on-the-way"}; 404 {"code": "unknown"}
 * </pre>
 *
 * The setting {@code answerAfterMs} of {@code Control} is the pause between two steps of a letter. Lines of its
 * {@code script}: {@code {"outcome": "returned"}} or {@code "lost"} sets the outcome of letters ordered from then on,
 * with {@code "postalCode"} only to that address; {@code {"status": 429, "retryAfter": 3}} replies with this status and
 * has no other effect; {@code {"forget": true}} answers a query or cancellation as if the order were unknown.
 */
final class PostServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Set<String> OUTCOMES = Set.of("delivered", "returned", "lost");

    private final transient Letters letters;
    private final transient Script script;
    private final transient LongSupplier pauseMs;
    private final transient Login login;

    PostServlet(Letters letters, Script script, LongSupplier pauseMs, Login login) {
        this.letters = letters;
        this.script = script;
        this.pauseMs = pauseMs;
        this.login = login;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!login.isAllowed(request, response)) {
            return;
        }
        ObjectNode order;
        try {
            order = Json.read(request);
        } catch (IllegalArgumentException e) {
            Json.refuse(response, 400, "json", e.getMessage());
            return;
        }
        String postalCode = order.at("/to/postalCode").asText();
        Optional<JsonNode> deviation = script.useFirst(line -> line.has("status") && isMatch(line, postalCode));
        if (deviation.isPresent()) {
            Script.answer(response, deviation.get());
            return;
        }
        String key = request.getHeader("Idempotency-Key");
        String wrong = invalidField(order);
        if (key == null || !key.equals(order.path("id").asText())) {
            Json.refuse(response, 400, "id", "Idempotency-Key and id must be the same");
        } else if (wrong != null) {
            Json.refuse(response, 422, wrong, "this address cannot be delivered to");
        } else {
            Letters.AcceptedOrder accepted = letters.accept(key, order, outcome(key, postalCode), pauseMs.getAsLong());
            String tracking = accepted.letter().tracking();
            if (accepted.fresh()) {
                Json.write(response, 201, Json.object(Map.of("tracking", tracking)));
            } else {
                Json.write(response, 409, Json.object(Map.of("code", "duplicate", "tracking", tracking)));
            }
        }
    }

    private static boolean isMatch(JsonNode line, String postalCode) {
        return !line.has("postalCode") || line.path("postalCode").asText().equals(postalCode);
    }

    /** Returns the outcome of a new letter. For a known letter the result is ignored, because its outcome was set when it was ordered. */
    private String outcome(String id, String postalCode) {
        if (letters.find(id).isPresent()) {
            return "delivered";
        }
        return script.useFirst(line -> OUTCOMES.contains(line.path("outcome").asText()) && isMatch(line, postalCode))
                .map(line -> line.path("outcome").asText())
                .orElse("delivered");
    }

    private static String invalidField(ObjectNode order) {
        JsonNode to = order.path("to");
        if (order.path("grams").asInt() < 1) {
            return "weight";
        }
        if (to.has("office")) {
            return to.path("office").asText().matches("[0-9]{1,6}") ? null : "office";
        }
        if (!to.path("postalCode").asText().matches("[13-9]{5}[0-9]{5}")) {
            return "postal-code";
        }
        return to.path("address").asText().isBlank() || to.path("name").asText().isBlank() ? "address" : null;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Letter> found = findAuthorised(request, response);
        if (found.isPresent()) {
            Letter letter = found.get();
            var now = letters.now();
            Map<String, Object> journey = new LinkedHashMap<>();
            journey.put("tracking", letter.tracking());
            journey.put("events", letter.events(now));
            if (letter.isDelivered(now)) {
                journey.put(
                        "receipt",
                        Map.of(
                                "receiver",
                                letter.office() ? "دفتر" : "گیرنده در نشانی",
                                "reference",
                                "SIG-" + letter.tracking()));
            }
            Json.write(response, 200, Json.object(journey));
        }
    }

    @Override
    protected void doDelete(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (findAuthorised(request, response).isPresent()) {
            if (letters.cancel(id(request))) {
                Json.write(response, 200, Json.object(Map.of("cancelled", true)));
            } else {
                Json.refuse(response, 409, "on-the-way", "the post already has the letter");
            }
        }
    }

    private Optional<Letter> findAuthorised(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (!login.isAllowed(request, response)) {
            return Optional.empty();
        }
        Optional<JsonNode> deviation =
                script.useFirst(line -> line.path("forget").asBoolean());
        Optional<Letter> letter = deviation.isPresent() ? Optional.empty() : letters.find(id(request));
        if (letter.isEmpty()) {
            Json.refuse(response, 404, "unknown", "no such order");
        }
        return letter;
    }

    private static String id(HttpServletRequest request) {
        String path = request.getPathInfo();
        return path == null ? "" : path.substring(1);
    }
}
