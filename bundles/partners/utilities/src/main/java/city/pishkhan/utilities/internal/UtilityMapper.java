package city.pishkhan.utilities.internal;

import city.pishkhan.spi.AgencyNotice;
import city.pishkhan.spi.Answer;
import city.pishkhan.spi.Condition;
import city.pishkhan.spi.Inquiry;
import city.pishkhan.spi.Reply;
import city.pishkhan.spi.Verdict;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Maps inquiries and answers to the JSON of the companies' interface. */
final class UtilityMapper {

    /** Reports a response that violates the interface. */
    static final class InvalidResponse extends Exception {
        private static final long serialVersionUID = 1L;

        InvalidResponse(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** A problem (RFC 9457). */
    record Problem(String code, String detail) {}

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private UtilityMapper() {}

    static byte[] question(Inquiry inquiry) {
        ObjectNode node = JSON.createObjectNode();
        node.put("id", inquiry.id().toString());
        node.put("kind", inquiry.kind());
        node.put("caseNumber", inquiry.caseNumber());
        node.put("digest", inquiry.digest());
        node.put("emission", inquiry.emission());
        node.put("asked", inquiry.asked().toString());
        if (inquiry.due() != null) {
            node.put("due", inquiry.due().toString());
        }
        node.set("facts", JSON.valueToTree(inquiry.facts()));
        var sheets = node.putArray("sheets");
        inquiry.attachments().forEach(one -> sheets.addObject()
                .put("role", one.role())
                .put("revision", one.revision())
                .put("name", one.name())
                .put("mediaType", one.mediaType())
                .put("sha256", one.sha256())
                .put("size", one.size()));
        return bytes(node);
    }

    static byte[] notice(AgencyNotice agencyNotice) {
        ObjectNode node =
                JSON.createObjectNode().put("kind", agencyNotice.kind().name().toLowerCase(Locale.ROOT));
        if (agencyNotice.supersededBy() != null) {
            node.put("supersededBy", agencyNotice.supersededBy().toString());
        }
        return bytes(node.put("reason", agencyNotice.reason()));
    }

    private static byte[] bytes(ObjectNode node) {
        try {
            return JSON.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the facts cannot be written as JSON", e);
        }
    }

    static Reply.Accepted accepted(Inquiry inquiry, byte[] body) throws InvalidResponse {
        return new Reply.Accepted(inquiry.id(), object(body).path("reference").textValue());
    }

    static Answer answer(Inquiry inquiry, byte[] body) throws InvalidResponse {
        ObjectNode received = object(body);
        require(
                inquiry.id().toString().equals(received.path("inquiry").textValue()),
                "the answer belongs to another inquiry");
        String digest = received.path("digest").textValue();
        require(digest != null, "the answer has no digest");
        Verdict verdict = verdict(received.path("verdict").asText());
        String reason = received.path("reason").textValue();
        require(
                reason != null
                        || !List.of(Verdict.REJECT, Verdict.NEED_MORE_INFORMATION, Verdict.EXTEND)
                                .contains(verdict),
                verdict + " without a reason");
        List<Condition> conditions = conditions(received.path("conditions"));
        require(conditions.isEmpty() == (verdict != Verdict.APPROVE_WITH_CONDITIONS), verdict + " and its conditions");
        return new Answer(
                inquiry.id(),
                digest,
                verdict,
                conditions,
                data(received.path("data")),
                reason,
                verdict == Verdict.EXTEND ? until(received.path("until").asText()) : null,
                received.path("reference").textValue(),
                List.of());
    }

    private static Verdict verdict(String word) throws InvalidResponse {
        for (Verdict verdict : Verdict.values()) {
            if (verdict.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(word)) {
                return verdict;
            }
        }
        throw new InvalidResponse("the verdict is not part of the interface", null);
    }

    private static List<Condition> conditions(JsonNode received) throws InvalidResponse {
        List<Condition> conditions = new ArrayList<>();
        for (JsonNode one : received) {
            String code = one.path("code").textValue();
            require(code != null && !code.isBlank(), "a condition without a code");
            conditions.add(new Condition(code, one.path("text").asText()));
        }
        return conditions;
    }

    private static Map<String, Object> data(JsonNode received) throws InvalidResponse {
        if (received.isMissingNode() || received.isNull()) {
            return Map.of();
        }
        require(received.isObject(), "data is not an object");
        Map<String, Object> data = JSON.convertValue(received, new TypeReference<>() {});
        data.values().removeIf(java.util.Objects::isNull);
        return data;
    }

    private static Instant until(String word) throws InvalidResponse {
        try {
            return Instant.parse(word);
        } catch (DateTimeParseException e) {
            throw new InvalidResponse("extend without a date", e);
        }
    }

    /** Parses a problem; {@code null} if the body is not a problem with a code. */
    static @Nullable Problem problem(byte[] body) {
        try {
            ObjectNode node = object(body);
            String code = node.path("code").textValue();
            return code == null ? null : new Problem(code, node.path("detail").asText());
        } catch (InvalidResponse e) {
            return null;
        }
    }

    private static ObjectNode object(byte[] body) throws InvalidResponse {
        try {
            if (JSON.readTree(body) instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException e) {
            throw new InvalidResponse("the reply is not JSON", e);
        }
        throw new InvalidResponse("the reply is not a JSON object", null);
    }

    private static void require(boolean valid, String violation) throws InvalidResponse {
        if (!valid) {
            throw new InvalidResponse(violation, null);
        }
    }
}
