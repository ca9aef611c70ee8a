package city.pishkhan.proofs;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;

/** Reads mandatory fields of a JSON object. An {@link IllegalArgumentException} names a field that is missing or of the wrong type. */
final class CanonicalFields {

    private CanonicalFields() {}

    static String text(JsonNode json, String field) {
        if (!json.path(field).isTextual()) {
            throw new IllegalArgumentException("Field " + field + " must be a text");
        }
        return json.get(field).asText();
    }

    static long number(JsonNode json, String field) {
        if (!json.path(field).canConvertToLong()) {
            throw new IllegalArgumentException("Field " + field + " must be a whole number");
        }
        return json.get(field).asLong();
    }

    static UUID uuid(JsonNode json, String field) {
        try {
            return UUID.fromString(text(json, field));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Field " + field + " must be a UUID", e);
        }
    }

    static Instant time(JsonNode json, String field) {
        try {
            return Instant.parse(text(json, field));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("Field " + field + " must be a time such as 2026-01-01T00:00:00Z", e);
        }
    }
}
